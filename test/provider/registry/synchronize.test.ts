import { DiagnosticsError, OperationStopped, OperationTimeout } from '../../../src/bridge/framework';
import { PaletteClient } from '../../../src/palette';
import { awaitSync, type SyncTarget } from '../../../src/provider/registry/synchronize';
import { HttpAnswers, paletteError, type ProgrammedAnswer } from '../../support/http-answers';
import { recordedOperation } from '../../support/operation';

const ROUTE = 'GET /v1/registries/oci/uid-1/basic/sync/status';
const BEFORE = '2026-01-01T00:00:00Z';
const AFTER = '2026-01-01T00:00:01Z';
const status = (state: string, lastRunTime?: string, message?: string): ProgrammedAnswer => ({
  json: { status: state, lastRunTime, message, isSyncSupported: true },
});
const CREATED: SyncTarget = { kind: 'basic', uid: 'uid-1', name: 'charts', cause: 'creation' };
const UPDATED: SyncTarget = { ...CREATED, cause: 'update' };
const ORDERED: SyncTarget = { ...CREATED, cause: 'order' };

let palette: HttpAnswers;
let client: PaletteClient;
beforeEach(async () => {
  palette = await HttpAnswers.start();
  client = new PaletteClient({ host: palette.url, apiKey: 'key-1', environment: {}, maxRetries: 0 });
});
afterEach(async () => {
  await client.close();
  await palette.close();
});

async function awaited(target: SyncTarget, signal?: AbortSignal) {
  const operation = recordedOperation(signal);
  try {
    const since = target.cause === 'creation' ? undefined : { status: 'Completed', lastRunTime: BEFORE };
    const outcome = await awaitSync(client, target, since, operation, { pollIntervalMs: 1 });
    return { outcome, found: operation.diagnostics.list, lines: operation.lines };
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return { outcome: undefined, found: error.diagnostics, lines: operation.lines };
  }
}

describe('what is seen of a run', () => {
  const running = { sync_status: 'InProgress', sync_message: null };
  const failed = { sync_status: 'Failed', sync_message: 'no such path' };
  const forbidden = paletteError(403, 'Forbidden', 'no');

  it.each([
    [
      'its work and its end',
      [status('InProgress'), status('Completed', AFTER)],
      [running, { ...running, sync_status: 'Completed' }],
    ],
    [
      'its failure, before the error',
      [status('InProgress'), status('Failed', AFTER, 'no such path')],
      [running, failed],
    ],
    ['its work, where the status cannot be read after that', [status('InProgress'), forbidden], [running]],
    ['nothing while Palette shows the run before', [status('Completed', BEFORE), forbidden], []],
    ['nothing where the status cannot be read', [forbidden], []],
  ])('is %s', async (_, answers, expected) => {
    palette.on(ROUTE, ...answers);
    const seen: object[] = [];
    const onSeen = (sync: object) => void seen.push(sync);
    const since = { status: 'Completed', lastRunTime: BEFORE };
    const waiting = awaitSync(client, UPDATED, since, recordedOperation(), { pollIntervalMs: 1, onSeen });
    await waiting.catch((error: unknown) => expect(error).toBeInstanceOf(DiagnosticsError));
    expect(seen).toEqual(expected);
  });
});

describe('a synchronization', () => {
  it('that completes ends the waiting; the log says how it went', async () => {
    palette.on(ROUTE, status('InProgress'), status('InProgress'), status('Completed', AFTER));
    expect(await awaited(CREATED)).toEqual({
      outcome: { state: 'completed', status: 'Completed', lastRunTime: AFTER },
      found: [],
      lines: ['info waiting for the synchronization', 'info waiting for the synchronization'],
    });
  });

  it('of an earlier time does not count after an update', async () => {
    palette.on(ROUTE, status('Completed', BEFORE), status('Completed', BEFORE), status('Success', AFTER));
    expect(await awaited(UPDATED)).toMatchObject({ outcome: { status: 'Success' }, found: [] });
    expect(palette.requests).toHaveLength(3);
  });

  const TAINTED =
    'It is in state, marked as tainted: the next apply replaces it, unless you run "terraform untaint" first.';
  it.each([
    [
      'after a creation',
      CREATED,
      'no such path',
      `The registry "charts" is created, but Palette could not synchronize it (status "Failed"). Check "endpoint", "base_content_paths" and the credentials, then apply again. ${TAINTED}\n\nPalette's message: no such path`,
    ],
    [
      'after an update',
      UPDATED,
      undefined,
      'The registry "charts" is updated, but Palette could not synchronize it (status "Failed"). Check "endpoint", "base_content_paths" and the credentials. If they are right, put the registry itself right and run the synchronization again with a "palette_oci_registry_sync" resource (a changed "triggers" starts it), or press Synchronize in Palette: there is nothing that another apply would change. It is in state as it is now.\n\nPalette\'s message: (none)',
    ],
    [
      'after an order',
      ORDERED,
      'no such path',
      'Palette could not synchronize the registry "charts" (status "Failed"). Put right what its message names, in the registry itself or in the arguments of "palette_oci_registry", and apply again. This run is not in state: the next apply orders another one.\n\nPalette\'s message: no such path',
    ],
  ])('that fails %s is an error', async (_, target, message, detail) => {
    palette.on(ROUTE, status('Failed', AFTER, message));
    expect((await awaited(target)).found).toEqual([{ severity: 'error', summary: 'Synchronization Failed', detail }]);
  });

  const MAY_FINISH =
    'It may still finish: run "terraform refresh" to see. To wait longer, raise "timeouts"; not to wait at all, set "wait_for_sync = false".';
  it.each([
    [
      'after a creation',
      CREATED,
      new OperationTimeout(90_000),
      'Registry Created But Not Synchronized',
      `The registry "charts" is in state; its synchronization has status "InProgress" (the operation's timeout of 90 s passed). ${MAY_FINISH}`,
    ],
    [
      'after an update',
      UPDATED,
      new OperationStopped(),
      'Registry Updated But Not Synchronized',
      `The registry "charts" is in state; its synchronization has status "InProgress" (Terraform asked the provider to stop). ${MAY_FINISH}`,
    ],
    [
      'after an order',
      ORDERED,
      new OperationTimeout(90_000),
      'Synchronization Not Over Yet',
      'Palette still synchronizes the registry "charts", with status "InProgress" (the operation\'s timeout of 90 s passed). It goes on by itself; the data source "palette_oci_registry" shows how it ends. To wait longer, raise "timeouts". If the run hangs, set "force = true" and change "triggers": that starts it again.',
    ],
  ])('that is not over when the waiting %s ends is a warning', async (_, target, why, summary, detail) => {
    const controller = new AbortController();
    palette.on(ROUTE, status('InProgress', AFTER), () => {
      controller.abort(why);
      return 'hang';
    });
    const { outcome, found } = await awaited(target, controller.signal);
    expect(outcome).toMatchObject({ state: 'timeout' });
    expect(found).toEqual([{ severity: 'warning', summary, detail }]);
  });

  it('whose status cannot be read leaves the registry in state, and says so', async () => {
    palette.on(ROUTE, paletteError(403, 'Forbidden', 'no'));
    expect((await awaited(CREATED)).found).toMatchObject([
      {
        summary: 'Missing Tenant Scope',
        detail: expect.stringContaining(
          `Could not read the synchronization status of the registry "charts". The registry is created. ${TAINTED}\n\n`,
        ),
      },
    ]);
  });
});
