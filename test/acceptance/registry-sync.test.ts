import { LogLines } from '../support/log-lines';
import { startTcpServer } from '../support/odd-server';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';
import type { TerraformFolder } from '../support/terraform';

const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.charts';
const LOOK = /^GET .*\/sync\/status 200$/;

describe('waiting for the synchronization', () => {
  it('is left out by wait_for_sync = false', async () => {
    const sandbox = await world.sandbox();
    const release = sandbox.holdSync();
    const hcl = sampleRegistryHcl(sandbox, { more: 'validate = false\nwait_for_sync = false' });
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1/registries/oci/basic']);
    release();
  });

  it('has nothing to wait for with synchronization = false', async () => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox, { more: 'validate = false\nsynchronization = false' });
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    folder.write('main.tf', hcl.replace('https://127.0.0.1', 'https://localhost'));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.some(({ path }) => path.includes('/sync'))).toBe(false);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('after an update is for the run that follows it, not for the one before', async () => {
    const lines = new LogLines();
    const sandbox = await world.sandbox({ log: lines.add });
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const release = sandbox.holdSync('start');
    folder.write('main.tf', sampleRegistryHcl(sandbox).replace('https://127.0.0.1', 'https://localhost'));
    // One look before the change, two after it: Palette still shows the earlier run as completed.
    const looked = lines.next(LOOK, 3);
    const applied = folder.apply('-no-color');
    await looked;
    const shown = sandbox.requests.findLast(({ path }) => path.endsWith('/sync/status'));
    expect(shown?.responseBody).toMatchObject({ status: 'Completed' });
    release();
    expect(await applied).toMatchObject({ code: 0 });
    const last = sandbox.requests.findLast(({ path }) => path.endsWith('/sync/status'));
    expect(lastRunOf(last?.responseBody)).toBeGreaterThan(lastRunOf(shown?.responseBody));
  });

  it('that fails after an update says what another apply would not do', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    folder.write('main.tf', sampleRegistryHcl(sandbox, { paths: '["nowhere"]', more: 'validate = false' }));
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Synchronization Failed',
        detail:
          'The registry "charts" is updated, but Palette could not synchronize it (status "Failed"). Check "endpoint", "base_content_paths" and the credentials. If they are right, put the registry itself right and run the synchronization again with a "palette_oci_registry_sync" resource (a changed "triggers" starts it), or press Synchronize in Palette: there is nothing that another apply would change. It is in state as it is now.\n\nPalette\'s message: Synchronization failed: The registry has no repository at or below the base path "nowhere". It has "platform/charts". Correct the base path, or push the charts there first.',
      },
    ]);
    folder.write('main.tf', sampleRegistryHcl(sandbox));
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state(ADDRESS)).toMatchObject({ sync_status: 'Completed' });
  });

  it('that fails after an update of a write-only secret leaves nothing for another apply either', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const basic = `username = "${sandbox.sampleRegistry.username}"\n    password_wo = "not-the-password"`;
    folder.write('main.tf', sampleRegistryHcl(sandbox, { basic, more: 'validate = false' }));
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ summary: 'Synchronization Failed' }]);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('ends with Ctrl-C, and the registry is in state, not tainted', async () => {
    const lines = new LogLines();
    const sandbox = await world.sandbox({ log: lines.add });
    const release = sandbox.holdSync();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    const { text } = await interrupted(folder, lines.next(LOOK));
    expect(text).toContain('Registry Created But Not Synchronized');
    expect(text).toContain('(Terraform asked the provider to stop)');
    release();
    await sandbox.syncIdle();
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('an operation that is given up', () => {
  it('by Ctrl-C while Palette validates changes nothing', async () => {
    const sandbox = await world.sandbox();
    let connected = (): void => undefined;
    const isConnected = new Promise<void>((resolve) => (connected = resolve));
    const silent = await startTcpServer(() => connected());
    const hcl = `resource "palette_oci_registry" "charts" {\n  name = "charts"\n  endpoint = "${silent.endpoint}"\n  synchronization = false\n  basic {}\n}\n`;
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    const { code, text } = await interrupted(folder, isConnected);
    await silent.close();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('Error: Operation Interrupted') });
    expect(text).toContain(
      'Could not ask Palette to validate the registry "charts": Terraform asked the provider to stop. Nothing was changed.',
    );
    expect((await folder.run('state', 'list')).text).toBe('');
  });

  it('by its timeout says so, and what to raise', async () => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'POST', pathPattern: /validate$/, then: { delayMs: 60_000 } });
    const hcl = sampleRegistryHcl(sandbox, { more: 'timeouts {\n create = "200ms"\n}' });
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Operation Timed Out',
        detail:
          'Could not ask Palette to validate the registry "charts": the operation\'s timeout of 0.2 s passed. Nothing was changed. To allow more time, raise "timeouts".\n\nThe request was cancelled, or the time for the whole operation was up. POST /v1/registries/oci/basic/validate was given up before it had an answer.',
      },
    ]);
  });
});

/** Sends what Ctrl-C sends when the moment has come. */
async function interrupted(folder: TerraformFolder, moment: Promise<void>) {
  const child = folder.start('apply', '-auto-approve', '-input=false', '-no-color');
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await moment;
  child.kill('SIGINT');
  const code = await ended;
  return { code, text: text.replace(/[│╷╵]/g, ' ').replace(/\s+/g, ' ') };
}

function lastRunOf(status: unknown): number {
  return Date.parse((status as { readonly lastRunTime: string }).lastRunTime);
}
