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
