import { type Sandbox, startSandbox } from '../../src/sandbox';
import { basicRegistry, call, closeChecked, create, sampleSpec } from '../support/palette-calls';

let now = new Date('2026-09-15T10:00:00.000Z');
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: false, sampleRegistry: true, clock: () => now });
});
afterAll(() => closeChecked(sandbox));
afterEach(() => sandbox.syncIdle());

async function status(uid: string): Promise<unknown> {
  return (await call(sandbox, 'GET', `/v1/registries/oci/${uid}/basic/sync/status`)).body;
}

function startSync(uid: string, query = '') {
  return call(sandbox, 'POST', `/v1/registries/oci/${uid}/basic/sync${query}`);
}

async function packNames(uid: string): Promise<string[]> {
  const body = { filter: { registryUid: [uid] } };
  const answer = await call(sandbox, 'POST', '/v1/packs/search', { body });
  return (answer.body as { items: { spec: { name: string } }[] }).items.map(({ spec }) => spec.name);
}

describe('the synchronization of a registry', () => {
  it('runs in the background after a create, and charts appear at its end', async () => {
    const release = sandbox.holdSync();
    const uid = await create(sandbox, 'basic', basicRegistry('first', sampleSpec(sandbox)));
    expect(await status(uid)).toEqual({
      status: 'InProgress',
      isSyncSupported: true,
      lastRunTime: '2026-09-15T10:00:00.000Z',
    });
    expect(await packNames(uid)).toEqual([]);
    release();
    await sandbox.syncIdle();
    const completed = {
      status: 'Completed',
      isSyncSupported: true,
      lastRunTime: '2026-09-15T10:00:00.000Z',
      lastSyncedTime: '2026-09-15T10:00:00.000Z',
    };
    expect(await status(uid)).toEqual(completed);
    expect((await call(sandbox, 'GET', `/v1/registries/oci/${uid}/basic`)).body).toMatchObject({
      status: { syncStatus: completed },
    });
    const summary = (await call(sandbox, 'GET', '/v1/registries/oci/summary')).body as { items: object[] };
    expect(summary.items[0]).toMatchObject({ metadata: { name: 'first' }, status: { sync: completed } });
    expect(await packNames(uid)).toEqual(['hello', 'ingress-gateway', 'message-queue']);
  });

  it('does not run after a create with skipPackSync or with synchronization off', async () => {
    const skipped = await create(sandbox, 'basic', basicRegistry('skipped', sampleSpec(sandbox)), '?skipPackSync=true');
    const off = await create(sandbox, 'basic', basicRegistry('off', sampleSpec(sandbox, { isSyncSupported: false })));
    await sandbox.syncIdle();
    expect(await status(skipped)).toEqual({ isSyncSupported: true });
    expect(await status(off)).toEqual({ isSyncSupported: false });
  });

  it('runs when it is asked for: 202, and the new run has a later time', async () => {
    const uid = await create(sandbox, 'basic', basicRegistry('asked', sampleSpec(sandbox)));
    await sandbox.syncIdle();
    const answer = await startSync(uid);
    expect(answer).toMatchObject({ status: 202, body: undefined });
    expect(answer.headers.get('audituid')).toMatch(/^[0-9a-f]{24}$/);
    await sandbox.syncIdle();
    expect(await status(uid)).toMatchObject({ status: 'Completed', lastRunTime: '2026-09-15T10:00:00.001Z' });
  });

  it('shows the earlier run until an accepted one begins', async () => {
    const uid = await create(sandbox, 'basic', basicRegistry('waiting', sampleSpec(sandbox)));
    await sandbox.syncIdle();
    const before = await status(uid);
    now = new Date('2026-09-15T11:00:00.000Z');
    const release = sandbox.holdSync('start');
    await startSync(uid);
    expect(await status(uid)).toEqual(before);
    release();
    await sandbox.syncIdle();
    expect(await status(uid)).toMatchObject({ status: 'Completed', lastRunTime: '2026-09-15T11:00:00.000Z' });
  });

  it('leaves a run alone that is under way, unless it is forced', async () => {
    const release = sandbox.holdSync();
    const uid = await create(sandbox, 'basic', basicRegistry('forced', sampleSpec(sandbox)));
    const { lastRunTime } = (await status(uid)) as { lastRunTime: string };
    await startSync(uid);
    expect(await status(uid)).toMatchObject({ status: 'InProgress', lastRunTime });
    await startSync(uid, '?forceSync=true');
    expect(await status(uid)).toMatchObject({
      status: 'InProgress',
      lastRunTime: expect.not.stringMatching(lastRunTime),
    });
    release();
  });

  it('fails with the reason, keeps the charts and the time of the last success', async () => {
    const uid = await create(sandbox, 'basic', basicRegistry('broken', sampleSpec(sandbox)));
    await sandbox.syncIdle();
    const { lastSyncedTime } = (await status(uid)) as { lastSyncedTime: string };
    const spec = sampleSpec(sandbox, { baseContentPath: 'nowhere' });
    await call(sandbox, 'PUT', `/v1/registries/oci/${uid}/basic`, { body: basicRegistry('broken', spec) });
    await sandbox.syncIdle();
    expect(await status(uid)).toMatchObject({
      status: 'Failed',
      message: expect.stringMatching(/^Synchronization failed: .*nowhere/),
      lastSyncedTime,
    });
    expect(await packNames(uid)).toHaveLength(3);
  });

  it('runs after an update: a masked password was stored as it came, so it fails', async () => {
    const uid = await create(sandbox, 'basic', basicRegistry('masked', sampleSpec(sandbox)));
    await sandbox.syncIdle();
    const path = `/v1/registries/oci/${uid}/basic`;
    const readBack = (await call(sandbox, 'GET', path)).body;
    expect(await call(sandbox, 'PUT', path, { body: readBack })).toMatchObject({ status: 204 });
    await sandbox.syncIdle();
    expect(await status(uid)).toMatchObject({ status: 'Failed', message: expect.stringMatching(/401|unauthorized/i) });
  });

  it('indexes nothing while synchronization is off, even if it is asked to run', async () => {
    const spec = sampleSpec(sandbox, { isSyncSupported: false });
    const uid = await create(sandbox, 'basic', basicRegistry('off-but-asked', spec));
    expect(await startSync(uid)).toMatchObject({ status: 202 });
    await sandbox.syncIdle();
    expect(await status(uid)).toMatchObject({ status: 'Completed', isSyncSupported: false });
    expect(await packNames(uid)).toEqual([]);
  });

  it('writes nothing after the registry was deleted', async () => {
    const release = sandbox.holdSync();
    const uid = await create(sandbox, 'basic', basicRegistry('deleted', sampleSpec(sandbox)));
    expect(await call(sandbox, 'DELETE', `/v1/registries/${uid}`)).toMatchObject({ status: 204 });
    release();
    await sandbox.syncIdle();
    expect(await call(sandbox, 'GET', `/v1/registries/oci/${uid}`)).toMatchObject({ status: 404 });
  });
});
