import { call } from '../support/palette-calls';
import { LogLines } from '../support/log-lines';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

/** The vendor's defects around validation and synchronization; see `vendor-defects-arguments.test.ts`. */
const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.charts';
const WRONG = 'username = "palette"\npassword_wo = "wrong-password"';

it('6: wrong credentials are refused before anything is created, without synchronization too', async () => {
  const sandbox = await world.sandbox();
  const hcl = sampleRegistryHcl(sandbox, { basic: WRONG, more: 'synchronization = false' });
  const folder = await world.folder(sandbox).write('main.tf', hcl).init();
  expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
    { summary: 'Registry Credentials Refused' },
  ]);
  expect(sandbox.requests.map(({ path }) => path)).toEqual(['/v1/registries/oci/basic/validate']);
});

it('6: nor is an update with wrong credentials sent', async () => {
  const sandbox = await world.sandbox();
  const folder = world
    .folder(sandbox)
    .write('main.tf', sampleRegistryHcl(sandbox, { more: 'synchronization = false' }));
  await (await folder.init()).succeed('apply', '-auto-approve', '-no-color');
  folder.write('main.tf', sampleRegistryHcl(sandbox, { basic: WRONG, more: 'synchronization = false' }));
  expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
    { summary: 'Registry Credentials Refused' },
  ]);
  expect(sandbox.requests.some(({ method }) => method === 'PUT')).toBe(false);
});

it.each([
  ['on', 'false', 'true'],
  ['off', 'true', 'false'],
])('7: synchronization switched %s is a replacement, not an update that Palette refuses', async (_, before, after) => {
  const sandbox = await world.sandbox();
  const hcl = (on: string) => sampleRegistryHcl(sandbox, { more: `synchronization = ${on}` });
  const folder = await world.folder(sandbox).write('main.tf', hcl(before)).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  folder.write('main.tf', hcl(after));
  expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['delete', 'create'] });
  await folder.succeed('apply', '-auto-approve', '-no-color');
  expect(await folder.plan()).toMatchObject({ code: 0 });
});

it('8: after an update the wait is for the run that follows it, which the update starts', async () => {
  const lines = new LogLines();
  const sandbox = await world.sandbox({ log: lines.add });
  const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  const release = sandbox.holdSync('start');
  // One look before the change and two that still see the earlier run as completed.
  const looked = lines.next(/^GET .*\/sync\/status 200$/, 3);
  folder.write('main.tf', sampleRegistryHcl(sandbox).replace('https://127.0.0.1', 'https://localhost'));
  let isOver = false;
  const applied = folder.apply().finally(() => (isOver = true));
  await looked;
  expect(isOver).toBe(false);
  release();
  expect(await applied).toMatchObject({ code: 0 });
  expect(sandbox.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/basic/sync'))).toBe(true);
});

it('8: a registry of packs is waited for like any other', async () => {
  const sandbox = await world.sandbox();
  const hcl = sampleRegistryHcl(sandbox, { more: 'provider_type = "pack"\nvalidate = false' });
  const folder = await world.folder(sandbox).write('main.tf', hcl).init();
  const [end] = await folder.diagnostics('apply', '-auto-approve');
  // The sample registry holds charts and no packs: nobody would know that without waiting.
  expect(end).toMatchObject({ summary: 'Synchronization Failed', detail: expect.stringContaining('spectro-packs') });
});

describe('9: a synchronization', () => {
  it('that fails is an error', async () => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox, { paths: '["nowhere"]', more: 'validate = false' });
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      { severity: 'error', summary: 'Synchronization Failed' },
    ]);
  });

  it('in a status that nobody knows goes on', async () => {
    const sandbox = await world.sandbox();
    const then = { status: 200, body: { status: 'Reticulating' } };
    sandbox.failNext({ method: 'GET', pathPattern: /sync\/status$/, then });
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
    expect(await folder.state(ADDRESS)).toMatchObject({ sync_status: 'Completed' });
  });

  it('has all the time that "timeouts" gives, be it less than a minute', async () => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox, { more: 'timeouts {\n create = "20s"\n}' });
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
    expect(await folder.state(ADDRESS)).toMatchObject({ sync_status: 'Completed' });
  });
});

it('21: a synchronization can be ordered, its times and what it found can be read', async () => {
  const sandbox = await world.sandbox();
  const more = (trigger: number) => `
resource "palette_oci_registry_sync" "now" {
  registry_id = ${ADDRESS}.id
  triggers    = { run = "${trigger}" }
}
data "palette_oci_registry" "found" {
  name       = "charts"
  depends_on = [palette_oci_registry_sync.now]
}
data "palette_oci_registry_charts" "found" {
  registry_id = palette_oci_registry_sync.now.registry_id
}
output "charts" {
  value = length(data.palette_oci_registry_charts.found.charts)
}
`;
  const folder = world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox) + more(1));
  await (await folder.init()).succeed('apply', '-auto-approve', '-no-color');
  const first = await folder.state('palette_oci_registry_sync.now');
  await folder.write('main.tf', sampleRegistryHcl(sandbox) + more(2)).succeed('apply', '-auto-approve', '-no-color');
  const second = await folder.state('palette_oci_registry_sync.now');
  expect(Date.parse(String(second['last_run_time']))).toBeGreaterThan(Date.parse(String(first['last_run_time'])));
  const found = await folder.state('data.palette_oci_registry.found');
  const { body } = await call(sandbox, 'GET', `/v1/registries/oci/${String(found['id'])}/basic/sync/status`);
  const { lastRunTime, lastSyncedTime } = body as { readonly lastRunTime: string; readonly lastSyncedTime: string };
  expect(found).toMatchObject({ last_run_time: lastRunTime, last_synced_time: lastSyncedTime });
  expect((await folder.succeed('output', '-raw', 'charts')).stdout).toBe('3');
});
