import { type DiagnosticsError, failure, type Operation } from '../../bridge/framework';
import {
  isUnderWay,
  type PaletteClient,
  type RegistryKind,
  type SyncOutcome,
  type SyncProgress,
  type SyncRun,
  waitForSync,
} from '../../palette';
import { attempt } from '../palette-failure';
import { syncStateOf } from './from-palette';
import { type SyncState, syncStateAtEnd } from './settled-state';
import { type Cause, NOT_ORDERED, TEXTS } from './sync-texts';

export interface Waiting {
  /** Between the first two looks; it grows. @default POLL_INTERVAL_MS */
  readonly pollIntervalMs?: number;
  /** Called with all that is known of the run, whenever Palette told of it, and before an error is thrown. */
  readonly onSeen?: (sync: SyncState) => void;
}

export interface SyncTarget {
  readonly kind: RegistryKind;
  readonly uid: string;
  readonly name: string;
  /** Why Palette synchronizes, for messages. */
  readonly cause: Cause;
}

/** Between the first two looks; small registries are done within a second. */
export const POLL_INTERVAL_MS = 500;

/** What to do where a registry that is to be changed is not found: the plan was made without looking for it. */
export const GONE = {
  'not-found':
    'If it was deleted in Palette, run "terraform apply" again, with a new plan and without "-refresh=false": that sees ' +
    'that the registry is gone, and makes it anew.',
} as const;

/** What Palette says of the last run; read before an order, it tells that order's run from earlier ones. */
export function readSyncStatus(client: PaletteClient, { kind, uid, name, cause }: SyncTarget, signal: AbortSignal) {
  const tried = `read the synchronization status of the registry ${named(name, uid)}`;
  const advice = cause === 'update' ? GONE : undefined;
  return attempt({ tried, signal, leftBehind: 'Nothing was changed.', advice }, () =>
    client.getSyncStatus(kind, uid, { signal }),
  );
}

/** Orders a run. @param force starts one that is under way again */
export async function orderSync(
  client: PaletteClient,
  { kind, uid, name, cause }: SyncTarget & { readonly cause: keyof typeof NOT_ORDERED },
  signal: AbortSignal,
  force: boolean,
): Promise<void> {
  const leftBehind = NOT_ORDERED[cause];
  const tried = `synchronize the registry ${named(name, uid)}`;
  await attempt({ tried, signal, leftBehind, leftInDoubt: leftBehind }, () =>
    client.startSync(kind, uid, { signal, force }),
  );
}

/**
 * Waits for the synchronization that the change or order started. A failed run is an error; when time runs out it is only
 * a warning, because Palette goes on by itself.
 * @param since the status read before; undefined for a registry that was just created
 */
export async function awaitSync(
  client: PaletteClient,
  target: SyncTarget,
  since: SyncRun | undefined,
  operation: Operation,
  { pollIntervalMs = POLL_INTERVAL_MS, onSeen }: Waiting = {},
): Promise<SyncOutcome> {
  const { kind, uid, name, cause } = target;
  const { signal, log } = operation;
  const onProgress = (progress: SyncProgress) => {
    log.info('waiting for the synchronization', { name, ...progress });
    if (isUnderWay(progress)) onSeen?.(syncStateOf(progress));
  };
  const tried = `read the synchronization status of the registry ${JSON.stringify(name)}`;
  const outcome = await attempt({ tried, signal, leftBehind: TEXTS[cause].leftBehind }, () =>
    waitForSync(client, kind, uid, { since, signal, onProgress, pollIntervalMs }),
  );
  onSeen?.(syncStateAtEnd(outcome, since));
  if (outcome.state === 'failed') throw syncFailed(target, outcome);
  if (outcome.state === 'timeout') warnOfTimeout(target, outcome, operation);
  return outcome;
}

function syncFailed({ name, cause }: SyncTarget, { status, message }: SyncOutcome): DiagnosticsError {
  const detail = TEXTS[cause].failed(JSON.stringify(name), JSON.stringify(status));
  return failure('Synchronization Failed', `${detail}\n\nPalette's message: ${message || '(none)'}`);
}

function warnOfTimeout({ name, cause }: SyncTarget, { status }: SyncOutcome, operation: Operation): void {
  const { summary, detail } = TEXTS[cause].timeout;
  const why = endOf(operation.signal);
  operation.diagnostics.warning(summary, detail(JSON.stringify(name), `${JSON.stringify(status)} (${why})`));
}

/** Why the waiting ended. */
export function endOf({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : 'the wait ended';
}

/** A registry as messages call it. */
export function named(name: string | null, uid: string): string {
  return name === null ? `with uid ${JSON.stringify(uid)}` : `${JSON.stringify(name)} (uid ${uid})`;
}
