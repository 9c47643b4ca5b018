import { waitForSync, type SyncProgress } from '../../src/palette';
import { paletteError, type ProgrammedAnswer } from '../support/http-answers';
import { errorOf, useStage } from './setup';

const stage = useStage();
const UID = '65a1b2c3d4e5f60718293a4b';
const STATUS = `GET /v1/registries/oci/${UID}/basic/sync/status`;
const T1 = '2026-01-01T00:00:01Z';
const T2 = '2026-01-01T00:00:02Z';

const says = (status: string, more: object = {}): ProgrammedAnswer => ({
  json: { isSyncSupported: true, status, ...more },
});
const quick = { pollIntervalMs: 1 };

it('waits until a creation is synchronized, and tells how it goes', async () => {
  stage.server.on(STATUS, says(''), says('InProgress', { message: 'listing' }), says('Completed', { lastRunTime: T1 }));
  const progress: SyncProgress[] = [];
  const outcome = await waitForSync(stage.client(), 'basic', UID, {
    ...quick,
    onProgress: (one) => progress.push(one),
  });
  expect(outcome).toEqual({ state: 'completed', status: 'Completed', message: undefined, lastRunTime: T1 });
  expect(progress.map(({ status, message }) => [status, message])).toEqual([
    ['', undefined],
    ['InProgress', 'listing'],
  ]);
});

it('does not take an earlier run for its own', async () => {
  const since = { status: 'Completed', lastRunTime: T1, lastSyncedTime: T1 };
  stage.server.on(
    STATUS,
    says('Completed', since),
    says('Completed', since),
    says('Failed', { lastRunTime: T2, message: 'no such path' }),
  );
  expect(await waitForSync(stage.client(), 'basic', UID, { ...quick, since })).toEqual({
    state: 'failed',
    status: 'Failed',
    message: 'no such path',
    lastRunTime: T2,
  });
  expect(stage.server.trail).toHaveLength(3);
});

it('does not take the end of a run that was under way for its own', async () => {
  const since = { status: 'InProgress', lastRunTime: T1 };
  stage.server.on(
    STATUS,
    says('InProgress', since),
    says('Completed', { lastRunTime: T1, lastSyncedTime: T2 }),
    says('Success', { lastRunTime: T2 }),
  );
  expect(await waitForSync(stage.client(), 'basic', UID, { ...quick, since })).toMatchObject({
    state: 'completed',
    status: 'Success',
  });
});

it.each(['options', 'call'] as const)(
  'ends with the last status when the signal of the %s is aborted',
  async (where) => {
    stage.server.on(STATUS, says('InProgress', { message: 'still listing', lastRunTime: T1 }));
    const stop = new AbortController();
    const signals = where === 'options' ? [{ signal: stop.signal }, {}] : [{}, { signal: stop.signal }];
    const startedAt = performance.now();
    const options = { pollIntervalMs: 60_000, onProgress: () => setImmediate(() => stop.abort()), ...signals[0] };
    const outcome = await waitForSync(stage.client(), 'basic', UID, options, signals[1]);
    expect(outcome).toEqual({ state: 'timeout', status: 'InProgress', message: 'still listing', lastRunTime: T1 });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  },
);

it('ends at once, with an empty status, when the signal is aborted before the first look', async () => {
  const outcome = await waitForSync(stage.client(), 'basic', UID, { signal: AbortSignal.abort() });
  expect(outcome).toEqual({ state: 'timeout', status: '', message: undefined, lastRunTime: undefined });
});

it('gives Palette some time to take the registry up', async () => {
  stage.server.on(STATUS, says('', { isSyncSupported: false }), says('Completed', { lastRunTime: T1 }));
  expect(await waitForSync(stage.client(), 'basic', UID, quick)).toMatchObject({ state: 'completed' });
});

it('does not wait for ever for a registry that Palette does not synchronize', async () => {
  stage.server.on(STATUS, says('', { isSyncSupported: false }));
  expect(await waitForSync(stage.client(), 'basic', UID, { ...quick, unsupportedGraceMs: 20 })).toEqual({
    state: 'failed',
    status: '',
    lastRunTime: undefined,
    message: 'Palette says that this registry does not synchronize (isSyncSupported is false).',
  });
});

it('waits for a run that is under way, whatever Palette says of the setting', async () => {
  const running = says('InProgress', { isSyncSupported: false });
  stage.server.on(STATUS, running, running, says('Completed', { isSyncSupported: false, lastSyncedTime: T2 }));
  expect(await waitForSync(stage.client(), 'basic', UID, { ...quick, unsupportedGraceMs: 0 })).toMatchObject({
    state: 'completed',
    lastSyncedTime: T2,
  });
});

it('survives looks that fail for reasons of the moment', async () => {
  const broken = paletteError(500, 'DbError', 'no primary');
  stage.server.on(STATUS, broken, 'reset', says('InProgress'), broken, broken, says('Completed'));
  expect(await waitForSync(stage.client(), 'basic', UID, quick)).toMatchObject({ state: 'completed' });
});

it('does not survive a third one in a row', async () => {
  stage.server.on(STATUS, paletteError(500, 'DbError', 'no primary'));
  expect((await errorOf(waitForSync(stage.client(), 'basic', UID, quick))).code).toBe('DbError');
  expect(stage.server.trail).toHaveLength(3);
});

it('fails at once when the registry is gone', async () => {
  stage.server.on(STATUS, paletteError(404, 'ResourceNotFound', 'Resource not found'));
  expect((await errorOf(waitForSync(stage.client(), 'basic', UID, quick))).reason).toBe('not-found');
  expect(stage.server.trail).toHaveLength(1);
});
