import { issueCertificate } from '../support/certificates';
import { basicRegistry, create } from '../support/palette-calls';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';
import type { Sandbox } from '../../src/sandbox';

/**
 * The defects of Spectro Cloud's own provider, by the numbers that its review gave them, and what this one does instead.
 * Here: what can be said. The others are in the files beside this one.
 */
const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.r';
const ENDPOINT = 'endpoint = "https://registry.example.com"';
const ECR = 'endpoint = "123456789012.dkr.ecr.us-east-1.amazonaws.com"';
/** A registry of which nothing is asked but that Palette takes it. */
const hcl = (more: string) =>
  `resource "palette_oci_registry" "r" {\n  name = "charts"\n  validate = false\n  synchronization = false\n  ${more}\n}\n`;

/** Applies, checks that a second plan is empty, and returns the spec that Palette was sent. */
async function settled(text: string, sandbox?: Sandbox) {
  const palette = sandbox ?? (await world.sandbox());
  const folder = await world.folder(palette).write('main.tf', text).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  expect(await folder.plan()).toMatchObject({ code: 0 });
  const { body } = palette.requests.find(({ method, path }) => method === 'POST' && /\/(basic|ecr)$/.test(path))!;
  return { folder, spec: (body as { spec: Record<string, unknown> }).spec };
}

describe('1: a certificate authority', () => {
  it('of the registry is trusted by Palette', async () => {
    const sandbox = await world.sandbox();
    const { spec, folder } = await settled(sampleRegistryHcl(sandbox), sandbox);
    const ca = sandbox.sampleRegistry.caCertificate.trim();
    expect(spec).toMatchObject({ auth: { tls: { enabled: true, ca: expect.stringContaining(ca), certificate: '' } } });
    expect(await folder.state('palette_oci_registry.charts')).toMatchObject({ sync_status: 'Completed' });
  });

  it('has a client certificate beside it, with its key', async () => {
    const { certificate, key } = await issueCertificate({ name: 'client', isClient: true });
    const tls = `tls {\n client_certificate = ${JSON.stringify(certificate)}\n client_key_wo = ${JSON.stringify(key)}\n}`;
    const { spec } = await settled(hcl(`${ENDPOINT}\nbasic {}\n${tls}`));
    expect(spec).toMatchObject({ auth: { tls: { enabled: true, ca: '', certificate, key } } });
  });
});

describe('2: a bearer token', () => {
  it('is an authentication like any other', async () => {
    const { spec } = await settled(hcl(`${ENDPOINT}\nbasic {\n token_wo = "t0ken-one"\n}`));
    expect(spec).toMatchObject({ auth: { type: 'token', token: 't0ken-one' } });
  });

  it('is recognised in a registry that is imported', async () => {
    const sandbox = await world.sandbox();
    const auth = { type: 'token', token: 't0ken-one' };
    await create(sandbox, 'basic', basicRegistry('charts', { auth }), '?skipPackSync=true');
    const folder = world.folder(sandbox).write('main.tf', hcl(`${ENDPOINT}\nbasic {\n token = "t0ken-one"\n}`));
    await (await folder.init()).succeed('import', ADDRESS, 'charts');
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({ spec: { auth } });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('3: an Amazon ECR', () => {
  it('that is public is registered without credentials', async () => {
    const { spec } = await settled(hcl('endpoint = "public.ecr.aws"\necr {\n private = false\n}'));
    expect(spec).toMatchObject({ endpoint: 'public.ecr.aws', isPrivate: false });
    expect(spec).not.toHaveProperty('credentials');
  });

  it('that Palette reads by pod identity is no crash', async () => {
    const sandbox = await world.sandbox();
    const spec = {
      endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      isPrivate: true,
      credentials: { credentialType: 'pod-identity', podIdentity: { roleArn: 'arn:aws:iam::123456789012:role/pod' } },
    };
    await create(sandbox, 'ecr', { metadata: { name: 'charts' }, spec }, '?skipPackSync=true');
    const sts = 'sts {\n role_arn = "arn:aws:iam::123456789012:role/palette"\n external_id = "e-1"\n}';
    const folder = world.folder(sandbox).write('main.tf', hcl(`${ECR}\necr {\n${sts}\n}`));
    await (await folder.init()).succeed('import', ADDRESS, 'charts');
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
  });
});

it.each(['', 'username = "u"\n password_wo = "p4ss-word"'])(
  '5: nothing says twice whether a registry is private, so nothing can drift (basic { %s })',
  async (basic) => {
    const { spec, folder } = await settled(hcl(`${ENDPOINT}\nbasic {\n ${basic}\n}`));
    expect(spec).not.toHaveProperty('isPrivate');
    folder.write('main.tf', hcl(`${ENDPOINT}\nis_private = true\nbasic {}`));
    expect(await folder.diagnostics('validate')).toMatchObject([{ summary: 'Unsupported argument' }]);
  },
);

describe('18: base content paths', () => {
  it('are a list', async () => {
    const { spec, folder } = await settled(hcl(`${ENDPOINT}\nbase_content_paths = ["a/b", "c"]\nbasic {}`));
    expect(spec).toMatchObject({ baseContentPath: 'a/b,c' });
    expect(await folder.state(ADDRESS)).toMatchObject({ base_content_paths: ['a/b', 'c'] });
  });

  it('in one text are refused', async () => {
    const folder = await world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).init();
    folder.write('main.tf', hcl(`${ENDPOINT}\nbase_content_paths = ["a,b"]\nbasic {}`));
    expect(await folder.diagnostics('validate')).toMatchObject([{ summary: 'Invalid Base Content Path' }]);
  });
});

describe('19: an endpoint', () => {
  it.each([
    ['basic {}', 'registry.example.com', 'Invalid Endpoint', 'such as "https://registry.example.com"'],
    ['basic {}', 'https://registry.example.com/v2/', 'Invalid Endpoint', 'Remove "/v2"'],
    ['ecr {\n private = false\n}', 'https://public.ecr.aws', 'Invalid Amazon ECR Endpoint', 'Remove "https://"'],
    [
      'ecr {\n private = false\n}',
      '123456789012.dkr.ecr.us-east-1a.amazonaws.com',
      'Invalid Amazon ECR Endpoint',
      'us-east-1a',
    ],
  ])('of %j is checked before anything is asked: %s', async (block, endpoint, summary, advice) => {
    const folder = await world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).init();
    folder.write('main.tf', hcl(`endpoint = "${endpoint}"\n${block}`));
    expect(await folder.diagnostics('validate')).toMatchObject([{ summary, detail: expect.stringContaining(advice) }]);
  });

  it('with a slash at its end, or in other letters, is the same', async () => {
    await settled(hcl('endpoint = "https://Registry.example.com/"\nbasic {}'));
  });
});

it('20: host allowlist, IAM policy, trust policy and external ID are there for the taking', async () => {
  const text = `
data "palette_aws_trust" "here" {}
locals {
  ecr = provider::palette::parse_ecr_endpoint("123456789012.dkr.ecr.us-east-1.amazonaws.com")
}
output "all" {
  value = {
    hosts       = [for h in provider::palette::ecr_hosts(local.ecr.region) : h.host]
    access      = jsondecode(provider::palette::ecr_access_policy(["*"])).Version
    trust       = data.palette_aws_trust.here.trust_policy
    same_trust  = provider::palette::ecr_trust_policy(data.palette_aws_trust.here.account_id, data.palette_aws_trust.here.external_id)
    external_id = data.palette_aws_trust.here.external_id
  }
}
`;
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('main.tf', text).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  const { all } = JSON.parse((await folder.succeed('output', '-json')).stdout) as { all: { value: Trust } };
  expect(all.value.hosts).toContain('prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com');
  expect(all.value.access).toBe('2012-10-17');
  expect(all.value.trust).toContain(all.value.external_id);
  expect(JSON.parse(all.value.same_trust)).toEqual(JSON.parse(all.value.trust));
});

interface Trust {
  readonly hosts: readonly string[];
  readonly access: string;
  readonly trust: string;
  readonly same_trust: string;
  readonly external_id: string;
}
