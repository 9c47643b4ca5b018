import type { RegistrySyncStatus } from './types';

/** What is known of the last run of a synchronization before a change. */
export type SyncRun = Pick<RegistrySyncStatus, 'status' | 'lastRunTime' | 'lastSyncedTime'>;

export type SyncPhase = 'completed' | 'failed' | 'pending';

const PHASES: ReadonlyMap<string, SyncPhase> = new Map([
  ['completed', 'completed'],
  ['success', 'completed'],
  ['failed', 'failed'],
  ['error', 'failed'],
]);

/** Palette documents no list of statuses, so any other one, and none at all, means that it is still at work. */
export function phaseOf(status: string | undefined): SyncPhase {
  return PHASES.get(status?.trim().toLowerCase() ?? '') ?? 'pending';
}

/** Whether a run is going on now. A registry that was never synchronized has no status at all. */
export function isUnderWay({ status }: Pick<RegistrySyncStatus, 'status'>): boolean {
  return Boolean(status?.trim()) && phaseOf(status) === 'pending';
}

/**
 * Whether a status tells of a run that began after `since` was read.
 * A run that was under way then ends with a newer `lastSyncedTime` but with its own `lastRunTime`: it is not ours.
 * @param sawPending Palette was seen at work after `since`
 */
export function isLaterRun(status: RegistrySyncStatus, since: SyncRun | undefined, sawPending: boolean): boolean {
  if (since === undefined) return true;
  if (isLater(status.lastRunTime, since.lastRunTime)) return true;
  return !isUnderWay(since) && (sawPending || isLater(status.lastSyncedTime, since.lastSyncedTime));
}

function isLater(time: string | undefined, before: string | undefined): boolean {
  const now = Date.parse(time ?? '');
  const then = Date.parse(before ?? '');
  return !Number.isNaN(now) && (Number.isNaN(then) || now > then);
}
