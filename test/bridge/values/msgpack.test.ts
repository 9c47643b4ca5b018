import {
  decodeMsgpack,
  Dynamic,
  encodeMsgpack,
  ExactNumber,
  type Type,
  UNKNOWN,
  type Value,
} from '../../../src/bridge/values';

const hexOf = (type: Type, value: Value): string => encodeMsgpack(type, value).toString('hex');
const valueOf = (type: Type, hex: string): Value => decodeMsgpack(type, Buffer.from(hex, 'hex'));
const text = (value: string): string => Buffer.from(value).toString('hex');

const OBJECT: Type = ['object', { b: 'string', a: 'number' }];
const NINES = '9'.repeat(100);

/** What Terraform's own libraries write for the same values. */
const GOLDEN: readonly (readonly [string, Type, Value, string])[] = [
  ['a string', 'string', 'hello', 'a568656c6c6f'],
  ['an empty string', 'string', '', 'a0'],
  ['a string beyond ASCII', 'string', 'é', 'a2c3a9'],
  ['a string of 31 bytes', 'string', 'x'.repeat(31), `bf${text('x'.repeat(31))}`],
  ['a string of 32 bytes', 'string', 'x'.repeat(32), `d920${text('x'.repeat(32))}`],
  ['a string of 256 bytes', 'string', 'x'.repeat(256), `da0100${text('x'.repeat(256))}`],
  ['a string of 65536 bytes', 'string', 'x'.repeat(65536), `db00010000${text('x'.repeat(65536))}`],
  ['null', 'string', null, 'c0'],
  ['unknown', 'string', UNKNOWN, 'd40000'],
  ['true', 'bool', true, 'c3'],
  ['false', 'bool', false, 'c2'],
  ['a null bool', 'bool', null, 'c0'],
  ['an unknown bool', 'bool', UNKNOWN, 'd40000'],
  ['1', 'number', 1, '01'],
  ['127', 'number', 127, '7f'],
  ['128', 'number', 128, 'cc80'],
  ['256', 'number', 256, 'cd0100'],
  ['65536', 'number', 65536, 'ce00010000'],
  ['2^32', 'number', 2 ** 32, 'cf0000000100000000'],
  ['2^53 - 1', 'number', Number.MAX_SAFE_INTEGER, 'cf001fffffffffffff'],
  [
    '2^60, where a JavaScript number loses digits',
    'number',
    ExactNumber.from('1152921504606846976'),
    'cf1000000000000000',
  ],
  ['2^63 - 1', 'number', ExactNumber.from('9223372036854775807'), 'cf7fffffffffffffff'],
  ['-1', 'number', -1, 'ff'],
  ['-32', 'number', -32, 'e0'],
  ['-33', 'number', -33, 'd0df'],
  ['-128', 'number', -128, 'd080'],
  ['-129', 'number', -129, 'd1ff7f'],
  ['-32769', 'number', -32769, 'd2ffff7fff'],
  ['-2^31 - 1', 'number', -(2 ** 31) - 1, 'd3ffffffff7fffffff'],
  ['-2^63', 'number', ExactNumber.from('-9223372036854775808'), 'd38000000000000000'],
  ['1.5, which a float64 holds', 'number', 1.5, 'cb3ff8000000000000'],
  ['2^-20, which a float64 holds', 'number', 2 ** -20, 'cb3eb0000000000000'],
  ['0.8, which a float64 does not hold', 'number', 0.8, 'a3302e38'],
  ['1e-7', 'number', 1e-7, `a9${text('0.0000001')}`],
  ['2^64 - 1', 'number', ExactNumber.from('18446744073709551615'), `b4${text('18446744073709551615')}`],
  ['1e30', 'number', 1e30, `bf${text(`1${'0'.repeat(30)}`)}`],
  ['a number of 100 digits', 'number', ExactNumber.from(NINES), `d964${text(NINES)}`],
  ['a list', ['list', 'string'], ['hello'], '91a568656c6c6f'],
  ['an empty list', ['list', 'string'], [], '90'],
  ['a list with null and unknown', ['list', 'string'], [null, UNKNOWN], '92c0d40000'],
  ['a null list', ['list', 'string'], null, 'c0'],
  ['a list of 16', ['list', 'bool'], Array<boolean>(16).fill(true), `dc0010${'c3'.repeat(16)}`],
  ['a list of 65536', ['list', 'bool'], Array<boolean>(65536).fill(true), `dd00010000${'c3'.repeat(65536)}`],
  ['a set', ['set', 'string'], ['a', 'b'], '92a161a162'],
  ['an empty set', ['set', 'string'], [], '90'],
  ['a set with two unknown values, which may differ', ['set', 'string'], [UNKNOWN, UNKNOWN], '92d40000d40000'],
  ['a map', ['map', 'string'], { hello: 'hello' }, '81a568656c6c6fa568656c6c6f'],
  ['an empty map', ['map', 'string'], {}, '80'],
  ['a map with unknown', ['map', 'string'], { greeting: UNKNOWN }, '81a86772656574696e67d40000'],
  [
    'a map with hostile keys',
    ['map', 'number'],
    JSON.parse('{"__proto__":1,"constructor":2}') as Value,
    `82a9${text('__proto__')}01ab${text('constructor')}02`,
  ],
  ['an object', OBJECT, { a: 1, b: 'x' }, '82a16101a162a178'],
  ['an object of nulls', OBJECT, { a: null, b: null }, '82a161c0a162c0'],
  ['an object without attributes', ['object', {}], {}, '80'],
  [
    'an object with a hostile attribute',
    JSON.parse('["object",{"__proto__":"bool"}]') as Type,
    JSON.parse('{"__proto__":true}') as Value,
    `81a9${text('__proto__')}c3`,
  ],
  ['a tuple', ['tuple', ['string', 'bool']], ['x', true], '92a178c3'],
  ['an empty tuple', ['tuple', []], [], '90'],
  ['a dynamic bool', 'dynamic', new Dynamic('bool', true), '92c40622626f6f6c22c3'],
  ['a dynamic number', 'dynamic', new Dynamic('number', 1), '92c408226e756d6265722201'],
  [
    'a dynamic list',
    'dynamic',
    new Dynamic(['list', 'string'], ['hello']),
    '92c4115b226c697374222c22737472696e67225d91a568656c6c6f',
  ],
  [
    'a dynamic map',
    'dynamic',
    new Dynamic(['map', 'string'], { hello: 'hello' }),
    '92c4105b226d6170222c22737472696e67225d81a568656c6c6fa568656c6c6f',
  ],
  ['a dynamic null of a type', 'dynamic', new Dynamic('string', null), '92c40822737472696e6722c0'],
  ['a dynamic unknown of a type', 'dynamic', new Dynamic('string', UNKNOWN), '92c40822737472696e6722d40000'],
  ['a dynamic null', 'dynamic', null, 'c0'],
  ['a dynamic unknown', 'dynamic', UNKNOWN, 'd40000'],
  [
    'dynamic attributes',
    ['object', { greeting: 'dynamic' }],
    { greeting: new Dynamic('string', 'hello') },
    '81a86772656574696e6792c40822737472696e6722a568656c6c6f',
  ],
  [
    'dynamic elements',
    ['tuple', ['dynamic', 'dynamic']],
    [new Dynamic('string', 'hello'), new Dynamic('string', 'world')],
    '9292c40822737472696e6722a568656c6c6f92c40822737472696e6722a5776f726c64',
  ],
];

describe('golden bytes', () => {
  it.each(GOLDEN)('%s is written', (_name, type, value, hex) => expect(hexOf(type, value)).toBe(hex));
  it.each(GOLDEN)('%s is read', (_name, type, value, hex) => expect(valueOf(type, hex)).toEqual(value));
});

describe('encodeMsgpack', () => {
  it.each<[string, Type, Value, Value]>([
    ['attributes are written in one order', OBJECT, { b: 'x', a: 1 }, { a: 1, b: 'x' }],
    ['keys of a map are written in one order', ['map', 'bool'], { b: true, a: false }, { a: false, b: true }],
    ['a set has one order', ['set', 'string'], ['b', 'a', 'c'], ['a', 'b', 'c']],
    ['a set has no duplicates', ['set', 'number'], [1, 2, 1], [1, 2]],
    [
      'a set of sets has no duplicates',
      ['set', ['set', 'number']],
      [
        [1, 2],
        [2, 1, 1],
      ],
      [[1, 2]],
    ],
    ['strings are written in normal form C', 'string', 'e\u0301', '\u00e9'],
    ['long strings are written in normal form C', 'string', 'e\u0301'.repeat(40), '\u00e9'.repeat(40)],
    ['keys are written in normal form C', ['map', 'bool'], { 'e\u0301': true }, { '\u00e9': true }],
    [
      'a dynamic inside a dynamic is the inner one',
      'dynamic',
      new Dynamic('dynamic', new Dynamic('bool', true)),
      new Dynamic('bool', true),
    ],
    ['a dynamic null of type dynamic is null', 'dynamic', new Dynamic('dynamic', null), null],
    ['-0 is 0', 'number', -0, 0],
    ['2 ** 60 is its shortest decimal text', 'number', 2 ** 60, ExactNumber.from('1152921504606847000')],
  ])('%s', (_name, type, given, same) => {
    expect(hexOf(type, given)).toBe(hexOf(type, same));
    expect(valueOf(type, hexOf(type, given))).toEqual(same);
  });

  it('gives bytes that later calls leave alone', () => {
    const first = encodeMsgpack('number', 1);
    encodeMsgpack('number', 2);
    expect(first.toString('hex')).toBe('01');
  });

  it('works after an error, and after a value of megabytes', () => {
    expect(() => encodeMsgpack(['list', 'string'], ['a', 1])).toThrow('a string is required');
    expect(encodeMsgpack('string', 'x'.repeat(3_000_000))).toHaveLength(3_000_005);
    expect(hexOf('number', 1)).toBe('01');
  });

  it('writes a large set without comparing each with each', () => {
    const numbers = Array.from({ length: 200_000 }, (_, index) => index % 100_000);
    expect(valueOf(['set', 'number'], hexOf(['set', 'number'], numbers))).toHaveLength(100_000);
  });
});

describe('decodeMsgpack', () => {
  it.each([
    ['code 0', 'd40000'],
    ['refinements (code 12)', 'c7070c8201c202a26869'],
    ['refinements (16 bit length)', 'c800030c8101c2'],
    ['a 32 bit length', 'c9000000010cc0'],
    ['two bytes', 'd5000000'],
    ['four bytes', 'd60000000000'],
    ['eight bytes', 'd7000000000000000000'],
    ['sixteen bytes of another code', `d863${'00'.repeat(16)}`],
  ])('takes every extension for unknown: %s', (_name, hex) => {
    expect(valueOf('string', hex)).toBe(UNKNOWN);
    expect(valueOf(['tuple', [['list', 'bool'], 'number']], `92${hex}07`)).toEqual([UNKNOWN, 7]);
  });

  it.each<[string, string, number | ExactNumber]>([
    ['an integer in a longer form than needed', 'd30000000000000001', 1],
    ['an uint64', 'cfffffffffffffffff', ExactNumber.from('18446744073709551615')],
    ['a float32', 'ca3fc00000', 1.5],
    ['a float64 without a fraction', 'cb4000000000000000', 2],
    ['a negative zero', 'cb8000000000000000', 0],
    ['2^70 in a float64, with all its digits', 'cb4450000000000000', ExactNumber.from('1180591620717411303424')],
    ['0.1 in a float64', 'cb3fb999999999999a', 0.1],
    ['text with zeros at its end', 'a4312e3530', 1.5],
    ['text with an exponent', 'a431653330', 1e30],
  ])('reads numbers: %s', (_name, hex, expected) => expect(valueOf('number', hex)).toEqual(expected));

  it('reads attributes in any order', () => {
    expect(valueOf(OBJECT, '82a162a178a16101')).toEqual({ a: 1, b: 'x' });
    expect(valueOf(OBJECT, 'de0002d90162a178d9016101')).toEqual({ a: 1, b: 'x' });
  });

  it('reads a Uint8Array that is a part of a larger one', () => {
    const larger = new Uint8Array([0xff, 0x07, 0xff]);
    expect(decodeMsgpack('number', larger.subarray(1, 2))).toBe(7);
  });

  it('gives maps in which only their own keys are found', () => {
    const map = valueOf(['map', 'bool'], '80') as Record<string, Value>;
    expect(map.constructor).toBeUndefined();
    expect(map.__proto__).toBeUndefined();
  });

  it('keeps U+FFFD that is really there', () => expect(valueOf('string', 'a3efbfbd')).toBe('\ufffd'));
});
