import { call, create, sampleSpec } from '../support/palette-calls';
import { HttpAnswers, paletteError } from '../support/http-answers';
import { LogLines } from '../support/log-lines';
import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry_sync.now';
const LOOK = /^GET .*\/sync\/status 200$/;
const SYNC = (uid: string) => `POST /v1/registries/oci/${uid}/basic/sync`;

/** A registry that somebody else manages, and a folder to synchronize it from. */
async function stage(options: { readonly spec?: object; readonly query?: string } = {}) {
  const lines = new LogLines();
  const sandbox = await world.sandbox({ log: lines.add });
  const spec = sampleSpec(sandbox, options.spec);
  const uid = await create(sandbox, 'basic', { metadata: { name: 'charts' }, spec }, options.query);
  if (options.query === undefined) await sandbox.syncIdle();
  const folder = await world.folder(sandbox).write('main.tf', syncHcl(uid)).init();
  const orders = () => sandbox.requests.filter(({ method, path }) => `${method} ${path}` === SYNC(uid));
  const statusNow = async () => (await call(sandbox, 'GET', `/v1/registries/oci/${uid}/basic/sync/status`)).body;
  return { sandbox, lines, uid, folder, orders, statusNow };
}

function syncHcl(uid: string, more = ''): string {
  return `resource "palette_oci_registry_sync" "now" {\n  registry_id = "${uid}"\n  ${more}\n}\n`;
}

describe('palette_oci_registry_sync', () => {
  it('runs the synchronization once, and shows that run', async () => {
    const { folder, uid, orders, statusNow } = await stage();
    const before = await statusNow();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const state = await folder.state(ADDRESS);
    expect(state).toEqual({
      id: expect.stringMatching(new RegExp(`^${uid}/\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$`)),
      registry_id: uid,
      force: false,
      triggers: null,
      timeouts: null,
      status: 'Completed',
      message: null,
      last_run_time: ((await statusNow()) as { lastRunTime: string }).lastRunTime,
      last_synced_time: expect.stringMatching(/^\d{4}-/),
    });
    expect(state['last_run_time']).not.toBe((before as { lastRunTime: string }).lastRunTime);
    expect(await folder.plan()).toMatchObject({ code: 0 });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(orders()).toHaveLength(1);
  });

  it('runs it again when triggers change, by replacement; with nothing else', async () => {
    const { folder, uid, orders } = await stage();
    folder.write('main.tf', syncHcl(uid, 'triggers = { chart = "1" }'));
    await folder.succeed('apply', '-auto-approve', '-no-color');
    folder.write('main.tf', syncHcl(uid, 'triggers = { chart = "1" }\nforce = true\ntimeouts {\ncreate = "5m"\n}'));
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(orders()).toHaveLength(1);
    folder.write('main.tf', syncHcl(uid, 'triggers = { chart = "2" }\nforce = true\ntimeouts {\ncreate = "5m"\n}'));
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['delete', 'create'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(orders().map(({ query }) => query)).toEqual([
      orders()[0]?.query,
      expect.objectContaining({ forceSync: 'true' }),
    ]);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('is destroyed without a word to Palette, and is gone when the registry is', async () => {
    const { folder, sandbox, uid } = await stage();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const before = sandbox.requests.length;
    await folder.succeed('destroy', '-auto-approve', '-no-color');
    expect(sandbox.requests.slice(before).every(({ method }) => method === 'GET')).toBe(true);
    await folder.succeed('apply', '-auto-approve', '-no-color');
    await call(sandbox, 'DELETE', `/v1/registries/oci/${uid}/basic`);
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['create'] });
    expect(
      (await folder.diagnostics('apply', '-auto-approve')).map(({ summary, detail }) => [summary, detail]),
    ).toEqual([
      ['Registry Not Found', `No OCI registry has the uid or name "${uid}". The tenant has no OCI registries.`],
    ]);
  });

  it('waits for its own run, while Palette still shows the one before', async () => {
    const { folder, sandbox, lines, statusNow } = await stage();
    const before = (await statusNow()) as { lastRunTime: string };
    const release = sandbox.holdSync('start');
    const looked = lines.next(LOOK, 3);
    const applied = folder.apply();
    await looked;
    release();
    expect(await applied).toMatchObject({ code: 0 });
    expect(Date.parse(String((await folder.state(ADDRESS))['last_run_time']))).toBeGreaterThan(
      Date.parse(before.lastRunTime),
    );
  });

  it('lets a run that is under way end before it starts its own', async () => {
    const { folder, sandbox, lines, uid, orders } = await stage({ query: '?skipPackSync=true' });
    const release = sandbox.holdSync('end');
    await call(sandbox, 'POST', `/v1/registries/oci/${uid}/basic/sync`);
    const looked = lines.next(LOOK, 2);
    const applied = folder.apply();
    await looked;
    expect(orders()).toHaveLength(1);
    release();
    expect(await applied).toMatchObject({ code: 0 });
    expect(orders()).toHaveLength(2);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('starts a run that is under way again with force', async () => {
    const { folder, sandbox, lines, uid, orders, statusNow } = await stage({ query: '?skipPackSync=true' });
    const release = sandbox.holdSync('end');
    await call(sandbox, 'POST', `/v1/registries/oci/${uid}/basic/sync`);
    const before = (await statusNow()) as { lastRunTime: string };
    folder.write('main.tf', syncHcl(uid, 'force = true'));
    const ordered = lines.next(/^POST .*\/sync(\?\S*)? 202$/);
    const applied = folder.apply();
    await ordered;
    release();
    expect(await applied).toMatchObject({ code: 0 });
    expect(orders().at(-1)?.query).toMatchObject({ forceSync: 'true' });
    const { status, last_run_time: ran } = await folder.state(ADDRESS);
    expect(status).toBe('Completed');
    expect(Date.parse(String(ran))).toBeGreaterThan(Date.parse(before.lastRunTime));
  });

  it('reads the charts of a registry that Palette does not synchronize by itself', async () => {
    const { folder } = await stage({ spec: { isSyncSupported: false }, query: '' });
    expect(await folder.apply()).toMatchObject({ code: 0 });
    expect(await folder.state(ADDRESS)).toMatchObject({ status: 'Completed' });
  });
});

describe('palette_oci_registry_sync says what is wrong', () => {
  it('when the run fails, and the next apply orders another one', async () => {
    const { folder, sandbox } = await stage();
    const { endpoint } = sandbox.sampleRegistry;
    folder.write(
      'main.tf',
      `resource "palette_oci_registry" "here" {
         name            = "here"
         endpoint        = "${endpoint}"
         validate        = false
         synchronization = false
         basic {}
       }
       resource "palette_oci_registry_sync" "now" {
         registry_id = palette_oci_registry.here.id
       }`,
    );
    const [error] = await folder.diagnostics('apply', '-auto-approve');
    expect(error).toMatchObject({
      summary: 'Synchronization Failed',
      detail: expect.stringMatching(
        /^Palette could not synchronize the registry "here" \(status "Failed"\)\. Put right what its message names, in the registry itself or in the arguments of "palette_oci_registry", and apply again\. This run is not in state: the next apply orders another one\.\n\nPalette's message: Synchronization failed: /,
      ),
    });
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['create'] });
  });

  it('when time runs out', async () => {
    const { folder, sandbox, uid } = await stage();
    const release = sandbox.holdSync('end');
    folder.write('main.tf', syncHcl(uid, 'timeouts {\ncreate = "1500ms"\n}'));
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        severity: 'warning',
        summary: 'Synchronization Not Over Yet',
        detail:
          'Palette still synchronizes the registry "charts", with status "InProgress" (the operation\'s timeout of 1.5 s passed). It goes on by itself; the data source "palette_oci_registry" shows how it ends. To wait longer, raise "timeouts". If the run hangs, set "force = true" and change "triggers": that starts it again.',
      },
    ]);
    expect(await folder.state(ADDRESS)).toMatchObject({ status: 'InProgress' });
    expect(await folder.plan()).toMatchObject({ code: 0 });
    release();
  });

  it('when an earlier run does not end', async () => {
    const { folder, sandbox, uid, orders, statusNow } = await stage();
    const release = sandbox.holdSync('end');
    await call(sandbox, 'POST', `/v1/registries/oci/${uid}/basic/sync`);
    folder.write('main.tf', syncHcl(uid, 'timeouts {\ncreate = "1500ms"\n}'));
    const { lastRunTime } = (await statusNow()) as { lastRunTime: string };
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        severity: 'error',
        summary: 'Another Synchronization Is Under Way',
        detail: `Palette was synchronizing the registry "charts" already (status "InProgress", since ${lastRunTime}) and did not finish: the operation's timeout of 1.5 s passed. Nothing was started. Apply again later, raise "timeouts", or set "force = true" to start that run again.`,
      },
    ]);
    expect(orders()).toHaveLength(1);
    release();
  });

  it('when it gets a name', async () => {
    const { folder, uid } = await stage();
    folder.write('main.tf', syncHcl('charts'));
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Name In Place Of A Uid',
        detail: `registry_id is "charts", the name of a registry. Expected its uid: "${uid}".`,
        at: 'registry_id = "charts"',
      },
    ]);
  });

  it('when the registry comes with Palette', async () => {
    const { folder, sandbox } = await stage();
    const { body } = await call(sandbox, 'GET', '/v1/registries/metadata?scope=system');
    const { items } = body as { items: { uid: string; name: string; kind: string }[] };
    const registry = items.find(({ kind }) => kind === 'oci')!;
    folder.write('main.tf', syncHcl(registry.uid));
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'System Registry',
        detail: `The registry "${registry.name}" (${registry.uid}) comes with Palette: a tenant cannot change it. Read it with the data source "palette_oci_registry".`,
      },
    ]);
  });

  it('when the key is not accepted any more, and keeps its state', async () => {
    const { folder } = await stage();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const palette = await HttpAnswers.start();
    const notFound = paletteError(404, 'ResourceNotFound', 'Resource not found');
    const { registry_id: uid } = await folder.state(ADDRESS);
    palette.on(`GET /v1/registries/oci/${String(uid)}`, notFound).on('GET /v1/registries/oci/summary', notFound);
    const { code, text } = await folder.runWith({ PALETTE_HOST: palette.url }, 'plan', '-input=false', '-no-color');
    await palette.close();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('Error: API Key Not Accepted') });
    expect(text).toContain(`Could not look for the registry with uid "${String(uid)}".`);
    expect((await folder.run('state', 'list')).text).toBe(ADDRESS);
  });

  it('when Palette does not take the order', async () => {
    const { folder, sandbox, uid } = await stage();
    sandbox.failNext({ method: 'POST', pathPattern: /\/sync$/, then: { status: 403, body: { code: 'Forbidden' } } });
    const [error] = await folder.diagnostics('apply', '-auto-approve');
    expect(error).toMatchObject({
      summary: 'Missing Tenant Scope',
      detail: expect.stringContaining(
        `Could not synchronize the registry "charts" (uid ${uid}). This run is not in state: the next apply orders another one.\n\n`,
      ),
    });
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['create'] });
  });
});
