import { isUnknown, type KnownConfigOf, type PlanOf, type StateOf } from '../../bridge/framework';
import { isUnderWay, type SyncOutcome, type SyncRun } from '../../palette';
import { settledBasic } from './auth-type';
import { syncStateOf } from './from-palette';
import type { RegistrySchema } from './schema';

type State = StateOf<RegistrySchema>;

/** What state tells of a synchronization. */
export type SyncState = Pick<State, 'sync_status' | 'sync_message'>;

/** A run of which Palette told nothing yet. */
export const NOTHING_KNOWN: SyncState = { sync_status: null, sync_message: null };

interface Applied {
  readonly plan: PlanOf<RegistrySchema>;
  readonly config: KnownConfigOf<RegistrySchema>;
}

/** The plan as an apply leaves it. What the plan knew stays as it is, as Terraform demands. */
export function settledState({ plan, config }: Applied, id: string, sync: SyncState): State {
  const { sync_status: status, sync_message: message } = plan;
  return {
    ...plan,
    basic: settledBasic(plan, config),
    id,
    sync_status: isUnknown(status) ? sync.sync_status : status,
    sync_message: isUnknown(message) ? sync.sync_message : message,
  };
}

/**
 * What the end of the waiting tells of the run that was waited for. Palette shows the run before until a new one begins:
 * a status that does not end the waiting and is not one of work under way is of that run, or there is none at all.
 * @param since the status read before the change
 */
export function syncStateAtEnd(outcome: SyncOutcome, since: SyncRun | undefined): SyncState {
  const isEarlier = outcome.state === 'timeout' ? !isUnderWay(outcome) : isSameRun(outcome, since);
  return isEarlier ? NOTHING_KNOWN : syncStateOf(outcome);
}

/** Only of use where Palette gives times; a failure without any is taken for the one of the run that was waited for. */
function isSameRun({ state, ...shown }: SyncOutcome, since: SyncRun | undefined): boolean {
  if (state !== 'failed' || since?.lastRunTime === undefined) return false;
  return shown.lastRunTime === since.lastRunTime && shown.lastSyncedTime === since.lastSyncedTime;
}
