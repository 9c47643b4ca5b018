import { failure, type Operation } from '../../bridge/framework';
import { type PaletteClient, type RegistryKind, type SyncOutcome, type SyncRun, waitForSync } from '../../palette';
import { attempt } from '../palette-failure';
import { type State, syncStateOf } from './from-palette';

export interface SyncTarget {
  readonly kind: RegistryKind;
  readonly uid: string;
  readonly name: string;
  /** The status before the change; undefined for a registry that was just created. */
  readonly since?: SyncRun;
  /** What the registry is now, for messages: `created`, `updated`. */
  readonly became: 'created' | 'updated';
}

/** Between the first two looks; small registries are done within a second. */
const POLL_INTERVAL_MS = 500;

/**
 * Waits for the synchronization that the change started. A failed run is an error; when time runs out it is only a
 * warning, because Palette goes on by itself.
 */
export async function awaitSync(
  client: PaletteClient,
  target: SyncTarget,
  operation: Operation,
  pollIntervalMs = POLL_INTERVAL_MS,
): Promise<Pick<State, 'sync_status' | 'sync_message'>> {
  const { kind, uid, name, since } = target;
  const { signal, log } = operation;
  const onProgress = (progress: object) => log.info('waiting for the synchronization', { name, ...progress });
  const tried = `read the synchronization status of the registry ${JSON.stringify(name)}`;
  const leftBehind = `The registry is ${target.became}. ${inState(target)}`;
  const outcome = await attempt({ tried, signal, leftBehind }, () =>
    waitForSync(client, kind, uid, { since, signal, onProgress, pollIntervalMs }),
  );
  if (outcome.state === 'failed') throw syncFailed(target, outcome);
  if (outcome.state === 'timeout') warnOfTimeout(target, outcome, operation);
  return syncStateOf(outcome);
}

/** Whether the next apply comes back to it by itself: after a failed update nothing differs any more. */
function inState({ became }: SyncTarget): string {
  return became === 'created'
    ? 'It is in state, marked as tainted: the next apply replaces it, unless you run "terraform untaint" first.'
    : 'It is in state as it is now.';
}

function syncFailed(target: SyncTarget, { status, message }: SyncOutcome) {
  const { name, became } = target;
  const advice =
    became === 'created'
      ? 'Check "endpoint", "base_content_paths" and the credentials, then apply again.'
      : 'Check "endpoint", "base_content_paths" and the credentials. If they are right, put the registry itself right ' +
        'and press Synchronize in Palette: there is nothing that another apply would change.';
  return failure(
    'Synchronization Failed',
    `The registry ${JSON.stringify(name)} is ${became}, but Palette could not synchronize it (status ` +
      `${JSON.stringify(status)}). ${advice} ${inState(target)}\n\nPalette's message: ${message || '(none)'}`,
  );
}

function warnOfTimeout(
  { name, became }: SyncTarget,
  { status }: SyncOutcome,
  { diagnostics, signal }: Operation,
): void {
  const reason = signal.reason instanceof Error ? signal.reason.message : 'the wait ended';
  const summary =
    became === 'created' ? 'Registry Created But Not Synchronized' : 'Registry Updated But Not Synchronized';
  diagnostics.warning(
    summary,
    `The registry ${JSON.stringify(name)} is in state; its synchronization has status ${JSON.stringify(status)} ` +
      `(${reason}). It may still finish: run "terraform refresh" to see. To wait longer, raise "timeouts"; ` +
      'not to wait at all, set "wait_for_sync = false".',
  );
}
