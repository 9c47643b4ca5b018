import { formatLogLine } from '../../../src/bridge/plugin/log';
import { maskSecret } from '../../../src/bridge/plugin/secrets';

const TIME = new Date('2026-01-02T03:04:05.678Z');
const line = (message: string, fields?: Record<string, unknown>) =>
  formatLogLine('info', 'test', message, fields, TIME);

it('a log line is one line of JSON with a time of six fractional digits', () => {
  expect(line('first\nsecond')).toBe(
    '{"@level":"info","@message":"first\\nsecond","@module":"test","@timestamp":"2026-01-02T03:04:05.678000Z"}',
  );
});

it("fields stand beside the message and cannot replace hclog's own", () => {
  expect(JSON.parse(line('m', { tries: 2, '@message': 'other' }))).toMatchObject({ '@message': 'm', tries: 2 });
});

describe('a field', () => {
  maskSecret('log-secret');
  maskSecret('12345678');
  const endless: Record<string, unknown> = {};
  endless.self = endless;

  it.each<[string, unknown, unknown]>([
    ['a text with a secret', 'x log-secret y', 'x *** y'],
    ['a number that is a secret', 12345678, '***'],
    ['a number', 1.5, 1.5],
    ['a big integer', 999999999999999999999n, '999999999999999999999'],
    ['an error with a secret', new TypeError('log-secret is wrong'), 'TypeError: *** is wrong'],
    ['bytes', Buffer.from('log-secret'), '[10 bytes]'],
    ['a date', TIME, '2026-01-02T03:04:05.678Z'],
    ['an invalid date', new Date(NaN), 'Invalid Date'],
    ['a list', ['log-secret', null, true], ['***', null, true]],
    ['a map with a secret in a key', new Map([['log-secret', 1]]), { '***': 1 }],
    ['an object', { headers: { authorization: 'log-secret' } }, { headers: { authorization: '***' } }],
    ['nothing', undefined, undefined],
  ])('shows %s', (_, value, shown) => {
    expect((JSON.parse(line('m', { field: value })) as Record<string, unknown>).field).toEqual(shown);
  });

  it('may hold itself', () => expect(line('m', { endless })).toContain('[deeper]'));
});
