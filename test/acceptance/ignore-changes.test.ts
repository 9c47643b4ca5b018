import type { Sandbox } from '../../src/sandbox';
import { issueCertificate } from '../support/certificates';
import { call } from '../support/palette-calls';
import { PaletteWorld } from '../support/palette-folder';
import type { TerraformFolder } from '../support/terraform';

const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.r';
const BASIC = 'https://registry.example.com';
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

const hcl = (ignored: string, blocks: string, { labels = '{}', endpoint = BASIC } = {}) => `
resource "palette_oci_registry" "r" {
  name            = "charts"
  endpoint        = "${endpoint}"
  validate        = false
  synchronization = false
  labels          = ${labels}
  ${blocks}
  lifecycle {
    ignore_changes = ${ignored}
  }
}
`;
const LABELLED = { labels: '{ team = "platform" }' };

async function applied(text: string) {
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('main.tf', text).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  return { sandbox, folder };
}

/** What somebody did in Palette's console. */
async function edit(sandbox: Sandbox, folder: TerraformFolder, kind: 'basic' | 'ecr', spec: object): Promise<void> {
  const path = `/v1/registries/oci/${String((await folder.state(ADDRESS))['id'])}/${kind}`;
  const { body } = await call(sandbox, 'GET', path);
  const stored = body as { readonly spec: object };
  const answer = await call(sandbox, 'PUT', path, { body: { ...stored, spec: { ...stored.spec, ...spec } } });
  expect(answer.status).toBe(204);
}

const puts = ({ requests }: Sandbox) => requests.filter(({ method }) => method === 'PUT');

describe('a changed write-only secret', () => {
  const user = (password: string) => `basic {\nusername = "u"\npassword_wo = "${password}"\n}`;
  const token = (text: string) => `basic {\ntoken_wo = "${text}"\n}`;
  const keys = (key: string) => `ecr {\ncredentials {\naccess_key = "AKIAEXAMPLE"\nsecret_key_wo = "${key}"\n}\n}`;

  it.each<[string, string, (secret: string) => string, string]>([
    ['a password', 'all', user, BASIC],
    ['a password', '[basic]', user, BASIC],
    ['a password', '[basic.password_wo]', user, BASIC],
    ['a token', '[basic]', token, BASIC],
    ['a token', '[basic.token_wo]', token, BASIC],
    ['a secret key', '[ecr.credentials.secret_key_wo]', keys, ECR],
  ])('%s, is no difference with ignore_changes = %s', async (_, ignored, block, endpoint) => {
    const { sandbox, folder } = await applied(hcl(ignored, block('secret-one'), { endpoint }));
    expect(await folder.plan()).toMatchObject({ code: 0 });
    folder.write('main.tf', hcl(ignored, block('secret-two'), { endpoint }));
    expect(await folder.plan()).toMatchObject({ code: 0 });
    expect(puts(sandbox)).toEqual([]);
  });

  it('that is not ignored is one still, beside something that is', async () => {
    const { folder } = await applied(hcl('[labels]', user('secret-one'), LABELLED));
    folder.write('main.tf', hcl('[labels]', user('secret-two')));
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
  });

  it('is sent along with another change, because Palette wants the whole registry', async () => {
    const { sandbox, folder } = await applied(hcl('[basic]', user('secret-one')));
    folder.write('main.tf', hcl('[basic]', user('secret-two'), LABELLED));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(puts(sandbox)).toMatchObject([{ body: { spec: { auth: { username: 'u', password: 'secret-two' } } } }]);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('what somebody set in Palette, and is ignored, stays when something else changes', () => {
  const ROLE = 'arn:aws:iam::123456789012:role/';
  const role = `ecr {\nsts {\nrole_arn = "${ROLE}written"\nexternal_id = "e-1"\n}\n}`;
  const sts = { arn: `${ROLE}other`, externalId: 'e-1' };
  const tls = { enabled: true, insecureSkipVerify: true };

  it.each<[string, string, 'basic' | 'ecr', string, object, object]>([
    [
      'the user name',
      '[basic.username]',
      'basic',
      'basic {\nusername = "u"\npassword = "p4ss"\n}',
      { auth: { type: 'basic', username: 'somebody', password: 'p4ss' } },
      { auth: { type: 'basic', username: 'somebody', password: 'p4ss' } },
    ],
    ['TLS', '[tls]', 'basic', 'basic {}', { auth: { type: 'noAuth', tls } }, { auth: { type: 'noAuth', tls } }],
    [
      'the role',
      '[ecr.sts.role_arn]',
      'ecr',
      role,
      { credentials: { credentialType: 'sts', sts } },
      { credentials: { credentialType: 'sts', sts } },
    ],
  ])('%s', async (_, ignored, kind, block, edited, sent) => {
    const endpoint = kind === 'ecr' ? ECR : BASIC;
    const { sandbox, folder } = await applied(hcl(ignored, block, { endpoint }));
    await edit(sandbox, folder, kind, edited);
    folder.write('main.tf', hcl(ignored, block, { endpoint, ...LABELLED }));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(puts(sandbox).at(-1)?.body).toMatchObject({ metadata: { labels: { team: 'platform' } }, spec: sent });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('but for a secret, which Palette does not show: the update is refused', async () => {
    const { certificate } = await issueCertificate({ name: 'client', isClient: true });
    const { sandbox, folder } = await applied(hcl('[tls]', 'basic {}'));
    const shown = { ...tls, certificate, key: 'of the console' };
    await edit(sandbox, folder, 'basic', { auth: { type: 'noAuth', tls: shown } });
    folder.write('main.tf', hcl('[tls]', 'basic {}', LABELLED));
    const before = puts(sandbox).length;
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      { severity: 'error', summary: 'Ignored Secret Not Known' },
    ]);
    expect(puts(sandbox)).toHaveLength(before);
  });
});

it('a stored secret that an import could not learn is taken from the configuration', async () => {
  const block = 'basic {\nusername = "u"\npassword = "p4ss"\n}';
  const { sandbox, folder } = await applied(hcl('all', block));
  await folder.succeed('state', 'rm', ADDRESS);
  folder.write('main.tf', hcl('[basic]', block));
  await folder.succeed('import', ADDRESS, 'charts');
  folder.write('main.tf', hcl('[basic]', block, LABELLED));
  await folder.succeed('apply', '-auto-approve', '-no-color');
  expect(puts(sandbox)).toMatchObject([{ body: { spec: { auth: { username: 'u', password: 'p4ss' } } } }]);
  expect(await folder.plan()).toMatchObject({ code: 0 });
});
