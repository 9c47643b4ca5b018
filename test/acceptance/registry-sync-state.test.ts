import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

/** What state tells of a synchronization: of the present run, never of the one before. */
const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.charts';
const COMPLETED = { sync_status: 'Completed' };
const NOTHING = { sync_status: null, sync_message: null };
const NO_REPOSITORY =
  'Synchronization failed: The registry has no repository at or below the base path "nowhere". It has "platform/charts". Correct the base path, or push the charts there first.';

type Changes = NonNullable<Parameters<typeof sampleRegistryHcl>[1]>;

/** A registry that was synchronized, and a configuration that asks for another run. */
async function synchronizedOnce() {
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  expect(await folder.state(ADDRESS)).toMatchObject(COMPLETED);
  const change = (changes: Changes) => {
    const hcl = sampleRegistryHcl(sandbox, { ...changes, more: `validate = false\n${changes.more ?? ''}` });
    return folder.write('main.tf', hcl.replace('https://127.0.0.1', 'https://localhost'));
  };
  return { sandbox, folder, change };
}

type Synchronized = Awaited<ReturnType<typeof synchronizedOnce>>;

/** Nothing to do, as far as state knows and after a look at Palette; and then state shows what Palette does. */
async function expectNothingToDo({ sandbox, folder }: Synchronized, then: object): Promise<void> {
  await sandbox.syncIdle();
  expect(await folder.plan('-refresh=false')).toMatchObject({ code: 0 });
  expect(await folder.plan()).toMatchObject({ code: 0 });
  await folder.succeed('apply', '-refresh-only', '-auto-approve', '-no-color');
  expect(await folder.state(ADDRESS)).toMatchObject(then);
}

describe('after an update, state has', () => {
  it('the status and the message of a run that failed', async () => {
    const registry = await synchronizedOnce();
    const folder = registry.change({ paths: '["nowhere"]' });
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ summary: 'Synchronization Failed' }]);
    const failed = { sync_status: 'Failed', sync_message: NO_REPOSITORY };
    expect(await folder.state(ADDRESS)).toMatchObject(failed);
    await expectNothingToDo(registry, failed);
  });

  it('nothing of a run that was not waited for', async () => {
    const registry = await synchronizedOnce();
    const release = registry.sandbox.holdSync();
    const folder = registry.change({ more: 'wait_for_sync = false' });
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
    expect(await folder.state(ADDRESS)).toMatchObject(NOTHING);
    release();
    await expectNothingToDo(registry, COMPLETED);
  });

  it('nothing of a run that could not be started', async () => {
    const registry = await synchronizedOnce();
    const then = { status: 403, body: { code: 'Forbidden', message: 'no' } };
    registry.sandbox.failNext({ method: 'POST', pathPattern: '/v1/registries/oci/*/basic/sync', then });
    const folder = registry.change({});
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ summary: 'Missing Tenant Scope' }]);
    expect(await folder.state(ADDRESS)).toMatchObject(NOTHING);
    await expectNothingToDo(registry, COMPLETED);
  });

  it.each([
    { when: 'is under way when time runs out', point: 'end', shown: { sync_status: 'InProgress' } },
    { when: 'Palette did not begin, though it shows the one before', point: 'start', shown: NOTHING },
  ] as const)('what is known of a run that $when', async ({ point, shown }) => {
    const registry = await synchronizedOnce();
    const release = registry.sandbox.holdSync(point);
    const folder = registry.change({ more: 'timeouts {\n update = "2s"\n}' });
    const summary = 'Registry Updated But Not Synchronized';
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ severity: 'warning', summary }]);
    expect(await folder.state(ADDRESS)).toMatchObject(shown);
    release();
    await expectNothingToDo(registry, COMPLETED);
  });

  it('the run before, if the change asks for none', async () => {
    const registry = await synchronizedOnce();
    const { sandbox, folder } = registry;
    folder.write('main.tf', sampleRegistryHcl(sandbox, { more: 'labels = { team = "a" }' }));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state(ADDRESS)).toMatchObject(COMPLETED);
    await expectNothingToDo(registry, COMPLETED);
  });
});

it('after a creation, state has the status and the message of a run that failed', async () => {
  const sandbox = await world.sandbox();
  const hcl = sampleRegistryHcl(sandbox, { paths: '["nowhere"]', more: 'validate = false' });
  const folder = await world.folder(sandbox).write('main.tf', hcl).init();
  expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([{ summary: 'Synchronization Failed' }]);
  expect(await folder.state(ADDRESS)).toMatchObject({ sync_status: 'Failed', sync_message: NO_REPOSITORY });
});
