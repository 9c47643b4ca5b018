import fc from 'fast-check';
import {
  decodeJson,
  Dynamic,
  encodeJson,
  ExactNumber,
  parseJson,
  type Type,
  type Value,
  ValueError,
} from '../../../src/bridge/values';

const decode = (type: Type, json: string, lenient = false): Value => decodeJson(type, Buffer.from(json), { lenient });
const parse = (json: string): unknown => parseJson(Buffer.from(json));

const BIG = '123456789012345678901234567890';
/** TypeScript would take it for the method. */
const NAMED_LIKE_A_METHOD = JSON.parse('["object",{"constructor":"string"}]') as Type;

const OBJECT: Type = ['object', { name: 'string', size: 'number', nested: ['object', { on: 'bool', off: 'bool' }] }];

const GOLDEN: readonly (readonly [string, Type, Value, string])[] = [
  ['null', 'string', null, 'null'],
  ['a string', 'string', 'a "b"\n\u2028é', '"a \\"b\\"\\n\u2028é"'],
  ['a bool', 'bool', true, 'true'],
  ['a number', 'number', -1.5, '-1.5'],
  ['a big number', 'number', ExactNumber.from(BIG), BIG],
  ['a number of many decimals', 'number', ExactNumber.from('0.1234567890123456789'), '0.1234567890123456789'],
  ['a huge number', 'number', ExactNumber.from('1e1000000'), '1e1000000'],
  ['a list', ['list', 'string'], ['b', null, 'a'], '["b",null,"a"]'],
  ['a set', ['set', 'number'], [1, 2], '[1,2]'],
  ['a map', ['map', 'bool'], { a: true, b: null }, '{"a":true,"b":null}'],
  ['a map with a hostile key', ['map', 'number'], JSON.parse('{"__proto__":1}') as Value, '{"__proto__":1}'],
  ['a tuple', ['tuple', ['string', 'bool']], ['x', false], '["x",false]'],
  [
    'an object',
    OBJECT,
    { name: 'x', nested: { off: null, on: true }, size: 1 },
    '{"name":"x","nested":{"off":null,"on":true},"size":1}',
  ],
  [
    'a dynamic value',
    'dynamic',
    new Dynamic(['object', { x: 'number' }], { x: 1 }),
    '{"value":{"x":1},"type":["object",{"x":"number"}]}',
  ],
  ['a dynamic null of a type', 'dynamic', new Dynamic('string', null), '{"value":null,"type":"string"}'],
  ['a dynamic null', 'dynamic', null, 'null'],
];

describe('golden JSON', () => {
  it.each(GOLDEN)('%s is written', (_name, type, value, json) => expect(encodeJson(type, value).toString()).toBe(json));
  it.each(GOLDEN)('%s is read', (_name, type, value, json) => expect(decode(type, json)).toEqual(value));
});

describe('encodeJson', () => {
  it.each<[string, Type, Value, string]>([
    ['sorts keys and attributes', ['map', 'bool'], { b: true, a: true }, '{"a":true,"b":true}'],
    [
      'drops duplicates from sets',
      ['set', ['set', 'string']],
      [
        ['b', 'a'],
        ['a', 'b'],
      ],
      '[["a","b"]]',
    ],
    ['writes normal form C', ['map', 'string'], { 'e\u0301': 'e\u0301' }, '{"\u00e9":"\u00e9"}'],
    ['writes -0 as 0', 'number', -0, '0'],
  ])('%s', (_name, type, value, json) => expect(encodeJson(type, value).toString()).toBe(json));
});

describe('decodeJson', () => {
  it('takes null inside a dynamic of type dynamic for null', () => {
    expect(decode('dynamic', '{"value":null,"type":"dynamic"}')).toBeNull();
  });

  it('keeps the digits of a number anywhere in a state', () => {
    const json = `{"name":"1e5 123456789012345678","nested":null,"size":${BIG}}`;
    expect(decode(OBJECT, json)).toEqual({ name: '1e5 123456789012345678', nested: null, size: ExactNumber.from(BIG) });
  });

  it('gives maps in which only their own keys are found', () => {
    expect((decode(['map', 'bool'], '{}') as Record<string, Value>).constructor).toBeUndefined();
  });
});

describe('lenient decodeJson, for state of another schema version', () => {
  it.each<[string, Type, string, Value]>([
    ['missing attributes are null', OBJECT, '{"name":"x"}', { name: 'x', nested: null, size: null }],
    [
      'missing attributes further in are null',
      OBJECT,
      '{"nested":{"on":true}}',
      { name: null, nested: { off: null, on: true }, size: null },
    ],
    ['attributes that are gone are ignored', ['list', ['object', { a: 'bool' }]], '[{"a":true,"b":1}]', [{ a: true }]],
    [
      'an attribute named like a method is missing too',
      NAMED_LIKE_A_METHOD,
      '{}',
      JSON.parse('{"constructor":null}') as Value,
    ],
    ['a number becomes a string', 'string', '8080', '8080'],
    ['a big number becomes a string', 'string', BIG, BIG],
    ['a bool becomes a string', 'string', 'true', 'true'],
    ['a string becomes a number', 'number', `"${BIG}"`, ExactNumber.from(BIG)],
    ['a string becomes a bool', 'bool', '"false"', false],
  ])('%s', (_name, type, json, value) => expect(decode(type, json, true)).toEqual(value));

  it.each<[Type, string, string]>([
    ['number', '"many"', 'a decimal number is required'],
    ['number', 'true', 'a number is required (a bool given)'],
    ['bool', '1', 'a bool is required (a number given)'],
    ['bool', '"yes"', 'a bool is required (a string given)'],
    ['string', '[]', 'a string is required (an array given)'],
  ])('has limits: %j is not %s', (type, json, message) => {
    expect(() => decode(type, json, true)).toThrow(new ValueError(message));
  });
});

describe('parseJson', () => {
  /** Each reader must give the same: JSON.parse, and ours, which is taken as soon as a number looks long. */
  const wrapped = (json: string): unknown => (parse(`[${BIG},${json}]`) as unknown[])[1];

  it.each([
    'null',
    'true',
    '""',
    '"\\u00e9\\n\\"\\\\"',
    '[]',
    '[ 1 , [2] ]',
    '{}',
    ' {"a" : {"b":[null,-0.5]}} ',
    '"é"',
  ])('reads %s as JSON.parse does', (json) => {
    expect(parse(json)).toEqual(JSON.parse(json));
    expect(wrapped(json)).toEqual(JSON.parse(json));
  });

  it('reads any JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const expected: unknown = JSON.parse(JSON.stringify(value));
        expect(parse(JSON.stringify(value, null, indent))).toEqual(expected);
        expect(wrapped(JSON.stringify(value, null, indent))).toEqual(expected);
      }),
    );
  });

  it.each(['9007199254740993', '-9007199254740993', '0.12345678901234567', '1e400', '-1E-400', BIG])(
    'keeps all digits of %s',
    (number) => {
      const exact = ExactNumber.from(number);
      expect(exact).toBeInstanceOf(ExactNumber);
      expect(parse(number)).toEqual(exact);
      expect(parse(`{"a":[1,${number} ]}`)).toEqual({ a: [1, exact] });
      expect(parse(`[\n${number}]`)).toEqual([exact]);
    },
  );

  it('makes a key of "__proto__", nothing else', () => {
    const parsed = parse(`{"__proto__":{"x":${BIG}}}`) as object;
    expect(Object.keys(parsed)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it('reads strings of megabytes beside a long number', () => {
    expect(wrapped(JSON.stringify('\\"x'.repeat(1_000_000)))).toHaveLength(3_000_000);
  });

  it.each([
    ['', 1],
    ['{"a":1', 7],
    ['{"a" 1}', 6],
    ['{a:1}', 2],
    ['{"a":1,}', 8],
    ['[1,]', 4],
    ['[1 2]', 4],
    ['01', 2],
    ['1.', 2],
    ['-', 1],
    ['tru', 1],
    ['nullx', 5],
    ['"\\x"', 1],
    ['"a\nb"', 1],
    ["'a'", 1],
    ['[1]]', 4],
    [`${BIG},`, 31],
  ])('says where %j is malformed, without quoting it', (json, character) => {
    expect(() => parse(json)).toThrow(new ValueError(`JSON is required (malformed at character ${character})`));
  });
});
