import type { Sandbox } from '../../src/sandbox';
import { PaletteWorld } from '../support/palette-folder';
import type { TerraformFolder } from '../support/terraform';

const world = new PaletteWorld();
afterAll(() => world.end());

const HCL = `
resource "palette_oci_registry" "r" {
  name               = "charts"
  endpoint           = "https://harbor.example.com"
  base_content_paths = ["platform", "team-a/charts"]
  labels             = { team = "platform" }
  validate           = false
  wait_for_sync      = false
  basic {
    username = "palette"
    password = "pass-word"
  }
}
`;

type Spec = Record<string, unknown> & { auth: Record<string, unknown> };
interface Stored {
  readonly metadata: { labels?: Record<string, string>; annotations?: Record<string, string> };
  readonly spec: Spec;
}

/** What somebody did in Palette's console, as one PUT of the whole object. */
async function edit(sandbox: Sandbox, id: string, change: (stored: Stored) => void): Promise<void> {
  const url = `${sandbox.url}/v1/registries/oci/${id}/basic`;
  const headers = { ApiKey: sandbox.apiKey, 'Content-Type': 'application/json' };
  const stored = (await (await fetch(url, { headers })).json()) as Stored;
  if (stored.spec.auth['type'] === 'basic') stored.spec.auth['password'] = 'pass-word';
  change(stored);
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(stored) });
  if (answer.status !== 204) throw new Error(`the edit was refused: ${answer.status} ${await answer.text()}`);
}

describe('what somebody changes in Palette', () => {
  let sandbox: Sandbox;
  let folder: TerraformFolder;
  let id: string;
  beforeAll(async () => {
    sandbox = await world.sandbox();
    folder = await world.folder(sandbox).write('main.tf', HCL).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    id = String((await folder.state('palette_oci_registry.r'))['id']);
  });

  it.each<[string, (stored: Stored) => void]>([
    ['the endpoint', ({ spec }) => (spec['endpoint'] = 'https://other.example.com')],
    ['the endpoint suffix', ({ spec }) => (spec['basePath'] = '/artifactory')],
    ['a base content path', ({ spec }) => (spec['baseContentPath'] = 'platform,other')],
    ['the order of base content paths', ({ spec }) => (spec['baseContentPath'] = 'team-a/charts,platform')],
    ['the user name', ({ spec }) => (spec.auth['username'] = 'somebody')],
    ['authentication, switched off', ({ spec }) => (spec.auth = { type: 'noAuth', tls: spec.auth['tls'] })],
    ['the CA certificate', ({ spec }) => (spec.auth['tls'] = { enabled: true, insecureSkipVerify: false, ca: 'PEM' })],
    ['TLS verification', ({ spec }) => (spec.auth['tls'] = { enabled: true, insecureSkipVerify: true })],
    ['a label of ours', ({ metadata }) => (metadata.labels = { ...metadata.labels, team: 'other' })],
  ])('%s is seen, and put right by one update', async (_, change) => {
    await edit(sandbox, id, change);
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.r': ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it.each<[string, (stored: Stored) => void]>([
    ['a label of somebody else', ({ metadata }) => (metadata.labels = { ...metadata.labels, other: 'x' })],
    ['an annotation', ({ metadata }) => (metadata.annotations = { note: 'x' })],
    ['a trailing slash', ({ spec }) => (spec['endpoint'] = 'https://harbor.example.com/')],
    ['letter case of the host', ({ spec }) => (spec['endpoint'] = 'https://Harbor.Example.COM')],
    ["Palette's TLS defaults", ({ spec }) => (spec.auth['tls'] = { enabled: false, insecureSkipVerify: false })],
    ['blanks between base content paths', ({ spec }) => (spec['baseContentPath'] = 'platform, team-a/charts')],
  ])('%s is no difference', async (_, change) => {
    await edit(sandbox, id, change);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('an update keeps labels and annotations of others', async () => {
    await edit(sandbox, id, ({ metadata }) => {
      metadata.labels = { ...metadata.labels, other: 'x' };
      metadata.annotations = { note: 'y' };
    });
    folder.write('main.tf', HCL.replace('team = "platform"', 'team = "core"'));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
      metadata: { labels: { team: 'core', other: 'x' }, annotations: { note: 'y' } },
      spec: { auth: { type: 'basic', username: 'palette', password: 'pass-word' } },
    });
  });
});

describe('a synchronization that is switched', () => {
  it('replaces a helm registry, because Palette fixes it at creation', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', HCL).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    folder.write('main.tf', HCL.replace('validate ', 'synchronization = false\n  validate '));
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.r': ['delete', 'create'] });
  });

  it('an argument that only steers the provider changes without a request that changes anything', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', HCL).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const before = sandbox.requests.length;
    folder.write('main.tf', HCL.replace('wait_for_sync      = false', 'wait_for_sync = true'));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('authentication that somebody changes in Palette, where secrets come back masked', () => {
  const withBasic = (basic: string) => HCL.replace(/username[^}]*/, `${basic}\n  `);
  let sandbox: Sandbox;
  beforeAll(async () => void (sandbox = await world.sandbox()));

  it.each([
    {
      situation: 'a token is set where none is written',
      basic: '',
      auth: { type: 'token', token: 'from-the-console' },
      shown: 'auth_type = "token" -> "noAuth"',
      restored: { type: 'noAuth' },
    },
    {
      situation: 'a user is set where none is written',
      basic: '',
      auth: { type: 'basic', username: 'somebody', password: 'x' },
      shown: 'auth_type = "basic" -> "noAuth"',
      restored: { type: 'noAuth' },
    },
    {
      situation: 'a write-only token is switched off',
      basic: 'token_wo = "right-token"',
      auth: { type: 'noAuth' },
      shown: 'auth_type = "noAuth" -> "token"',
      restored: { type: 'token', token: 'right-token' },
    },
    {
      situation: 'a stored token is switched off',
      basic: 'token = "right-token"',
      auth: { type: 'noAuth' },
      shown: 'auth_type = "noAuth" -> "token"',
      restored: { type: 'token', token: 'right-token' },
    },
    {
      situation: 'a user takes the place of a write-only token',
      basic: 'token_wo = "right-token"',
      auth: { type: 'basic', username: 'somebody', password: 'x' },
      shown: 'auth_type = "basic" -> "token"',
      restored: { type: 'token', token: 'right-token' },
    },
    {
      situation: 'a token takes the place of a write-only password',
      basic: 'username = "palette"\npassword_wo = "pass-word"',
      auth: { type: 'token', token: 'from-the-console' },
      shown: 'auth_type = "token" -> "basic"',
      restored: { type: 'basic', username: 'palette', password: 'pass-word' },
    },
  ])('$situation: seen, and put right by one update', async ({ situation, basic, auth, shown, restored }) => {
    const hcl = withBasic(basic).replace('"charts"', JSON.stringify(situation));
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    const id = String((await folder.state('palette_oci_registry.r'))['id']);
    await edit(sandbox, id, ({ spec }) => (spec.auth = { ...auth, tls: spec.auth['tls'] }));
    expect((await folder.plan()).text).toContain(shown);
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.r': ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
      spec: { auth: restored },
    });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('is left alone where lifecycle says so', async () => {
    const hcl = withBasic('')
      .replace('"charts"', '"ignored"')
      .replace('validate ', 'lifecycle {\n ignore_changes = [basic]\n}\nvalidate ');
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const id = String((await folder.state('palette_oci_registry.r'))['id']);
    await edit(sandbox, id, ({ spec }) => (spec.auth = { type: 'token', token: 'x', tls: spec.auth['tls'] }));
    expect(await folder.plannedActions()).toEqual({});
  });

  it('is planned as known, unless it follows from what is not', async () => {
    const unknown = 'resource "terraform_data" "t" {\n input = "t"\n}\n';
    const hcl = unknown + withBasic('token = terraform_data.t.output').replace('"charts"', '"unknown"');
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    expect((await folder.plan()).text).toContain('auth_type = (known after apply)');
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state('palette_oci_registry.r')).toMatchObject({ basic: { auth_type: 'token' } });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});
