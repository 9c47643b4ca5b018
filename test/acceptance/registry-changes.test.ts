import type { Sandbox } from '../../src/sandbox';
import { issueCertificate } from '../support/certificates';
import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterAll(() => world.end());

const ENDPOINT = 'endpoint = "https://registry.example.com"';
const ECR = 'endpoint = "123456789012.dkr.ecr.us-east-1.amazonaws.com"';
const ROLE = 'arn:aws:iam::123456789012:role/palette';
const KEYS = 'credentials {\naccess_key = "AKIAEXAMPLE"\nsecret_key_wo = "s3cr3t-1"\n}';
const STS = `sts {\nrole_arn = "${ROLE}"\nexternal_id = "e-1"\n}`;

interface Case {
  readonly before: string;
  readonly after: string;
  readonly actions: readonly string[];
  /** What Palette is sent: the body of the PUT, or of the second POST. */
  readonly sent: object;
}

const UPDATE = ['update'];
const REPLACE = ['delete', 'create'];

const CASES: Readonly<Record<string, Case>> = {
  endpoint_only: {
    before: `${ENDPOINT}\nbasic {}`,
    after: 'endpoint = "https://other.example.com"\nbasic {}',
    actions: UPDATE,
    sent: { spec: { endpoint: 'https://other.example.com', auth: { type: 'noAuth' } } },
  },
  basic_to_ecr: {
    before: `${ENDPOINT}\nbasic {}`,
    after: `${ECR}\necr {\n${STS}\n}`,
    actions: REPLACE,
    sent: { spec: { isPrivate: true, credentials: { credentialType: 'sts', partition: 'aws' } } },
  },
  ecr_to_basic: {
    before: `${ECR}\necr {\n${KEYS}\n}`,
    after: `${ENDPOINT}\nbasic {}`,
    actions: REPLACE,
    sent: { spec: { auth: { type: 'noAuth' } } },
  },
  password_to_write_only: {
    before: `${ENDPOINT}\nbasic {\nusername = "u"\npassword = "pass-one"\n}`,
    after: `${ENDPOINT}\nbasic {\nusername = "u"\npassword_wo = "pass-two"\n}`,
    actions: UPDATE,
    sent: { spec: { auth: { type: 'basic', username: 'u', password: 'pass-two' } } },
  },
  write_only_to_password: {
    before: `${ENDPOINT}\nbasic {\nusername = "u"\npassword_wo = "pass-one"\npassword_wo_version = 1\n}`,
    after: `${ENDPOINT}\nbasic {\nusername = "u"\npassword = "pass-one"\n}`,
    actions: UPDATE,
    sent: { spec: { auth: { type: 'basic', username: 'u', password: 'pass-one' } } },
  },
  version_of_the_same_password: {
    before: `${ENDPOINT}\nbasic {\nusername = "u"\npassword_wo = "pass-one"\npassword_wo_version = 1\n}`,
    after: `${ENDPOINT}\nbasic {\nusername = "u"\npassword_wo = "pass-one"\npassword_wo_version = 2\n}`,
    actions: UPDATE,
    sent: { spec: { auth: { password: 'pass-one' } } },
  },
  password_to_token: {
    before: `${ENDPOINT}\nbasic {\nusername = "u"\npassword = "pass-one"\n}`,
    after: `${ENDPOINT}\nbasic {\ntoken = "token-one"\n}`,
    actions: UPDATE,
    sent: { spec: { auth: { type: 'token', token: 'token-one' } } },
  },
  credentials_to_none: {
    before: `${ENDPOINT}\nbasic {\nusername = "u"\npassword_wo = "pass-one"\n}`,
    after: `${ENDPOINT}\nbasic {}`,
    actions: UPDATE,
    sent: { spec: { auth: { type: 'noAuth' } } },
  },
  access_keys_to_role: {
    before: `${ECR}\necr {\n${KEYS}\n}`,
    after: `${ECR}\necr {\n${STS}\n}`,
    actions: UPDATE,
    sent: { spec: { credentials: { credentialType: 'sts', sts: { arn: ROLE, externalId: 'e-1' } } } },
  },
  private_to_public: {
    before: `${ECR}\necr {\n${KEYS}\n}`,
    after: 'endpoint = "public.ecr.aws"\necr {\nprivate = false\n}',
    actions: UPDATE,
    sent: { spec: { endpoint: 'public.ecr.aws', isPrivate: false } },
  },
  everything_optional_removed: {
    before: `${ENDPOINT}
      endpoint_suffix = "/artifactory"
      base_content_paths = ["a"]
      labels = { team = "platform" }
      basic {}
      tls {
        ca_certificate = local.ca
        insecure_skip_verify = true
      }`,
    after: `${ENDPOINT}\nbasic {}`,
    actions: UPDATE,
    sent: {
      metadata: { labels: {} },
      spec: { basePath: '', baseContentPath: '', auth: { tls: { ca: '', insecureSkipVerify: false } } },
    },
  },
  emptied_instead_of_removed: {
    before: `${ENDPOINT}\nbase_content_paths = ["a"]\nlabels = { team = "platform" }\nbasic {}`,
    after: `${ENDPOINT}\nbase_content_paths = []\nlabels = {}\nendpoint_suffix = ""\nbasic {}\ntls {}`,
    actions: UPDATE,
    sent: { metadata: { labels: {} }, spec: { basePath: '', baseContentPath: '' } },
  },
  helm_to_pack: {
    before: `${ENDPOINT}\nbasic {}`,
    after: `${ENDPOINT}\nprovider_type = "pack"\nsynchronization = true\nbase_content_paths = ["a"]\nbasic {}`,
    actions: REPLACE,
    sent: { spec: { providerType: 'pack', isSyncSupported: true, baseContentPath: 'a' } },
  },
  zarf: {
    before: `${ENDPOINT}\nprovider_type = "zarf"\nbasic {}`,
    after: `${ENDPOINT}\nprovider_type = "zarf"\nlabels = { a = "b" }\nbasic {}`,
    actions: UPDATE,
    sent: { metadata: { labels: { a: 'b' } }, spec: { providerType: 'zarf', isSyncSupported: false } },
  },
};

describe('a change', () => {
  let sandbox: Sandbox;
  let ca: string;
  let planned: Readonly<Record<string, readonly string[]>>;
  const codes: (number | null)[] = [];
  beforeAll(async () => {
    ca = (await issueCertificate({ name: 'Test CA', isAuthority: true })).certificate;
    sandbox = await world.sandbox({ rateLimit: false });
    const folder = world.folder(sandbox, { PALETTE_REQUESTS_PER_SECOND: '0' });
    await folder.write('main.tf', hcl('before')).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    codes.push((await folder.plan()).code);
    folder.write('main.tf', hcl('after'));
    planned = await folder.plannedActions();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    codes.push((await folder.plan()).code);
  });

  it.each(Object.entries(CASES))('%s is planned and sent', (name, { actions, sent }) => {
    expect(planned[`palette_oci_registry.${name}`]).toEqual(actions);
    const bodies = sandbox.requests.filter(({ method, body }) => method !== 'GET' && nameIn(body) === name);
    expect(bodies.map(({ method }) => method)).toEqual(['POST', actions === UPDATE ? 'PUT' : 'POST']);
    expect(bodies.at(-1)?.body).toMatchObject(sent);
  });

  it('leaves nothing to do, neither before nor after', () => expect(codes).toEqual([0, 0]));

  function hcl(moment: 'before' | 'after'): string {
    const registries = Object.entries(CASES).map(([name, { [moment]: body }]) => {
      const synchronization = body.includes('synchronization') ? '' : 'synchronization = false\n';
      return `resource "palette_oci_registry" "${name}" {\nname = "${name}"\nvalidate = false\nwait_for_sync = false\n${synchronization}${body}\n}`;
    });
    return [`locals {\n  ca = ${JSON.stringify(ca)}\n}`, ...registries].join('\n');
  }
});

function nameIn(body: unknown): string | undefined {
  return (body as { metadata?: { name?: string } } | undefined)?.metadata?.name;
}
