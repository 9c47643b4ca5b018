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

/**
 * Waits for the synchronization that the change started. A failed run is an error; when time runs out it is only a
 * warning, because Palette goes on by itself.
 */
export async function awaitSync(
  client: PaletteClient,
  target: SyncTarget,
  operation: Operation,
): Promise<Pick<State, 'sync_status' | 'sync_message'>> {
  const { kind, uid, name, since } = target;
  const { signal, log } = operation;
  const onProgress = (progress: object) => log.info('waiting for the synchronization', { name, ...progress });
  const tried = `read the synchronization status of the registry ${JSON.stringify(name)}`;
  const leftBehind = `The registry is ${target.became} and in state.`;
  const outcome = await attempt({ tried, leftBehind }, () =>
    waitForSync(client, kind, uid, { since, signal, onProgress, pollIntervalMs: 500 }),
  );
  if (outcome.state === 'failed') throw syncFailed(target, outcome);
  if (outcome.state === 'timeout') warnOfTimeout(target, outcome, operation);
  return syncStateOf(outcome);
}

function syncFailed({ name, became }: SyncTarget, { status, message }: SyncOutcome) {
  return failure(
    'Synchronization Failed',
    `The registry ${JSON.stringify(name)} is ${became}, but Palette could not synchronize it (status ` +
      `${JSON.stringify(status)}). Check "endpoint", "base_content_paths" and the credentials, then apply again. ` +
      `The registry is in state.\n\nPalette's message: ${message || '(none)'}`,
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
