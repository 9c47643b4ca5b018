import { UNKNOWN } from '../../../src/bridge/framework';
import type { SyncOutcome } from '../../../src/palette';
import { NOTHING_KNOWN, settledState, syncStateAtEnd } from '../../../src/provider/registry/settled-state';
import { basic, config, type Plan, stateAfter } from '../../support/registry-bodies';

const RUNNING = { sync_status: 'InProgress', sync_message: null };
const FAILED = { sync_status: 'Failed', sync_message: 'no such path' };
const BEFORE = { status: 'Completed', lastRunTime: '2026-01-01T00:00:00Z', lastSyncedTime: '2026-01-01T00:00:09Z' };
const AFTER = '2026-01-01T00:01:00Z';

describe('the state after an apply', () => {
  const written = config({ basic: basic() });
  const state = stateAfter(written);
  const settled = (open: Partial<Plan>) =>
    settledState({ plan: { ...state, ...open }, config: written }, 'uid-1', FAILED);

  it('tells of the run what the plan left open', () => {
    const open = { id: UNKNOWN, sync_status: UNKNOWN, sync_message: UNKNOWN };
    expect(settled(open)).toEqual({ ...state, ...FAILED });
  });

  it('keeps what the plan knew', () => {
    expect(settled({ sync_status: 'Completed' })).toEqual({ ...state, sync_status: 'Completed' });
  });
});

describe('at the end of the waiting, state tells', () => {
  const outcome = (state: SyncOutcome['state'], status: string, more: Partial<SyncOutcome> = {}): SyncOutcome => ({
    state,
    status,
    ...more,
  });
  const message = 'no such path';

  it.each([
    ['a success', outcome('completed', 'Success', { lastRunTime: AFTER }), { ...RUNNING, sync_status: 'Success' }],
    ['a failure', outcome('failed', 'Failed', { lastRunTime: AFTER, message }), FAILED],
    ['a failure to which Palette gives no time', outcome('failed', 'Failed', { message }), FAILED],
    ['nothing of the run before, if none began', outcome('failed', 'Completed', BEFORE), NOTHING_KNOWN],
    ['that a run is under way', outcome('timeout', 'InProgress', { lastRunTime: AFTER }), RUNNING],
    ['nothing of the run before, if none began in time', outcome('timeout', 'Completed', BEFORE), NOTHING_KNOWN],
    ['nothing where Palette told nothing', outcome('timeout', ''), NOTHING_KNOWN],
  ])('%s', (_, end, expected) => {
    expect(syncStateAtEnd(end, BEFORE)).toEqual(expected);
  });
});
