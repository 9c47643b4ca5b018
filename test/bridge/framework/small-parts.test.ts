import {
  Diagnostics,
  DiagnosticsError,
  failure,
  parseDuration,
  pathTo,
  PrivateState,
} from '../../../src/bridge/framework';
import { formatDuration } from '../../../src/bridge/framework/duration';
import { fingerprintOf, matchesFingerprint } from '../../../src/bridge/framework/fingerprint';
import { toJson } from '../../../src/bridge/framework/server/plain-json';
import { showValue } from '../../../src/bridge/framework/server/show-value';
import { Dynamic, ExactNumber, UNKNOWN, type Value } from '../../../src/bridge/values';

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1_500],
    ['1h1m1s1ms', 3_661_001],
    ['24h', 86_400_000],
    ['', undefined],
    ['5', undefined],
    ['-5s', undefined],
    ['0s', undefined],
    ['5 s', undefined],
    ['5S', undefined],
    ['1d', undefined],
    ['.5s', undefined],
    ['99999h', undefined],
  ])('%j is %p ms', (written, ms) => {
    expect(parseDuration(written)).toBe(ms);
  });

  it.each([
    [600_000, '10m'],
    [90_000, '1m30s'],
    [1_500, '1.5s'],
    [5_400_000, '1h30m'],
    [0, '0s'],
  ])('%p ms is written %s', (ms, written) => {
    expect(formatDuration(ms)).toBe(written);
  });
});

describe('private state', () => {
  it('comes back as it was left', () => {
    const kept = PrivateState.from(undefined);
    kept.set('a', { deep: [1, 'x', null] });
    kept.set('b', 1);
    kept.set('b', undefined);
    const again = PrivateState.from(kept.withFingerprints({ key: 'print' }).encode());
    expect([again.get('a'), again.get('b'), again.fingerprints]).toEqual([
      { deep: [1, 'x', null] },
      undefined,
      { key: 'print' },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['no bytes', Buffer.alloc(0)],
    ['what is no JSON', Buffer.from('not json')],
    ['JSON of another kind', Buffer.from('null')],
    ['JSON that is no object', Buffer.from('7')],
  ])('from %s is empty', (_, bytes) => {
    const kept = PrivateState.from(bytes);
    expect([kept.get('a'), kept.fingerprints]).toEqual([undefined, {}]);
  });
});

describe('fingerprints', () => {
  it('match their own value only, and never look the same twice', async () => {
    const [one, two] = [await fingerprintOf('secret'), await fingerprintOf('secret')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('secret');
    expect(await Promise.all([one, two].map((print) => matchesFingerprint('secret', print)))).toEqual([true, true]);
    expect(await matchesFingerprint('Secret', one)).toBe(false);
  });

  it.each(['', 'x', 'x:y', ':', 'AAAA:AAAA:AAAA'])('that are broken (%j) match nothing', async (print) => {
    expect(await matchesFingerprint('secret', print)).toBe(false);
  });
});

describe('diagnostics', () => {
  it('are kept once, errors apart from warnings', () => {
    const diagnostics = new Diagnostics();
    diagnostics.warning('W', 'w', pathTo('a'));
    diagnostics.warning('W', 'w', pathTo('a'));
    diagnostics.warning('W', 'w', pathTo('b'));
    diagnostics.warning('W', 'w');
    diagnostics.warning('W', 'w');
    expect([diagnostics.list.length, diagnostics.hasErrors]).toEqual([3, false]);
    diagnostics.error('W', 'w');
    expect([diagnostics.list.length, diagnostics.hasErrors]).toEqual([4, true]);
  });

  it('may become the same when their paths are cut', () => {
    const diagnostics = new Diagnostics();
    diagnostics.error('E', 'e', pathTo('a', 0));
    diagnostics.error('E', 'e', pathTo('a', 1));
    expect(diagnostics.withPaths(() => pathTo('a')).list).toHaveLength(1);
  });

  it('can be thrown, with their cause', () => {
    const cause = new Error('why');
    const thrown = failure('Summary', 'Detail.', pathTo('ecr', 'sts', 0, 'role_arn'), cause);
    expect(thrown).toBeInstanceOf(DiagnosticsError);
    expect([thrown.message, thrown.cause, String(thrown.diagnostics[0]!.path)]).toEqual([
      'Summary: Detail.',
      cause,
      'ecr.sts[0].role_arn',
    ]);
  });
});

describe('values in messages', () => {
  it.each<[Value, string]>([
    [null, 'null'],
    ['a "b"', '"a \\"b\\""'],
    [7, '7'],
    [true, 'true'],
    [UNKNOWN, '(known after apply)'],
    [ExactNumber.from('12345678901234567890'), '12345678901234567890'],
    [new Dynamic('string', 'x'), '"x"'],
    [['a', UNKNOWN], '["a", (known after apply)]'],
    [{ a: 1, b: { c: null } }, '{ a = 1, b = { c = null } }'],
    ['x'.repeat(200), `"${'x'.repeat(119)}…`],
  ])('%j', (value, text) => {
    expect(showValue(value)).toBe(text);
  });
});

describe('plain JSON with exact numbers', () => {
  it('keeps digits, drops what is undefined, quotes names', () => {
    const value = {
      'a"b': ExactNumber.from('123456789012345678901234567890'),
      c: undefined,
      d: [1, null, undefined],
      e: 'x',
    };
    expect(toJson(value).toString()).toBe('{"a\\"b":123456789012345678901234567890,"d":[1,null,null],"e":"x"}');
  });
});
