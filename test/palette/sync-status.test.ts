import { isLaterRun, isUnderWay, phaseOf } from '../../src/palette/sync-status';

it.each([
  ['Completed', 'completed'],
  ['SUCCESS', 'completed'],
  ['Failed', 'failed'],
  [' error ', 'failed'],
  ['InProgress', 'pending'],
  ['Unknown', 'pending'],
  ['SomethingNew', 'pending'],
  ['constructor', 'pending'],
  ['', 'pending'],
  [undefined, 'pending'],
])('the status %p means: %s', (status, phase) => expect(phaseOf(status)).toBe(phase));

const T1 = '2026-01-01T00:00:01Z';
const T2 = '2026-01-01T00:00:02.5Z';
const ZERO = '0001-01-01T00:00:00Z';
const done = { status: 'Completed', lastRunTime: T1, lastSyncedTime: T1 };
const running = { status: 'InProgress', lastRunTime: T1, lastSyncedTime: ZERO };

it.each([
  ['InProgress', true],
  ['Unknown', true],
  ['Completed', false],
  ['failed', false],
  [' ', false],
  [undefined, false],
])('with the status %p a run is under way: %p', (status, expected) => expect(isUnderWay({ status })).toBe(expected));

describe('a run is the one after the change', () => {
  it.each([
    ['anything, after a creation', done, undefined, false, true],
    ['nothing new', done, done, false, false],
    ['a newer run', { ...done, lastRunTime: T2 }, done, false, true],
    [
      'a newer end, where the beginning is not told',
      { lastSyncedTime: T2 },
      { status: 'Completed', lastSyncedTime: T1 },
      false,
      true,
    ],
    ['a first run', done, { status: '', lastRunTime: ZERO }, false, true],
    ['the first times at all', done, {}, false, true],
    ['Palette was seen at work since', done, done, true, true],
    [
      'the end of a run that was under way before',
      { ...running, status: 'Completed', lastSyncedTime: T2 },
      running,
      true,
      false,
    ],
    [
      'a run after one that was under way before',
      { status: 'Completed', lastRunTime: T2, lastSyncedTime: T2 },
      running,
      true,
      true,
    ],
    ['times that cannot be read', { ...done, lastRunTime: 'soon', lastSyncedTime: 'never' }, done, false, false],
  ])('%s', (_situation, status, since, sawPending, expected) => {
    expect(isLaterRun(status, since, sawPending)).toBe(expected);
  });
});
