import fc from 'fast-check';
import {
  Dynamic,
  equalValues,
  ExactNumber,
  isUnknown,
  isWhollyKnown,
  type Type,
  UNKNOWN,
  Unknown,
  type Value,
} from '../../../src/bridge/values';
import { types, valuesOf } from '../../support/arbitrary-values';

const SETS: Type = ['set', ['set', 'string']];
const big = (text: string): Value => ExactNumber.from(text);

describe('equalValues', () => {
  it.each<[string, Type, Value, Value]>([
    ['null', 'string', null, null],
    ['unknown', 'string', UNKNOWN, new Unknown()],
    ['an unknown list', ['list', 'string'], UNKNOWN, new Unknown()],
    ['an unknown object', ['object', { a: 'bool' }], UNKNOWN, new Unknown()],
    ['a number in two spellings', 'number', big('1.50'), 1.5],
    ['a big number', 'number', big('100000000000000000000000001'), big('100000000000000000000000001.0')],
    ['text in two normal forms', 'string', 'e\u0301', '\u00e9'],
    ['keys in two normal forms', ['map', 'number'], { 'e\u0301': 1, a: 2 }, { a: 2, '\u00e9': 1 }],
    ['sets in another order', ['set', 'number'], [1, 2, 3], [3, 1, 2]],
    ['sets with duplicates', ['set', 'number'], [1, 2, 1], [2, 1]],
    ['sets of sets', SETS, [['a', 'b'], ['c']], [['c'], ['b', 'a']]],
    ['sets with unknown', ['set', 'string'], [UNKNOWN, 'a'], ['a', UNKNOWN]],
    ['attributes in another order', ['object', { a: 'bool', b: 'bool' }], { a: true, b: null }, { b: null, a: true }],
    ['tuples', ['tuple', ['bool', 'string']], [true, 'x'], [true, 'x']],
    ['dynamic values', 'dynamic', new Dynamic(['set', 'number'], [1, 2]), new Dynamic(['set', 'number'], [2, 1])],
    [
      'a dynamic inside a dynamic',
      'dynamic',
      new Dynamic('dynamic', new Dynamic('bool', true)),
      new Dynamic('bool', true),
    ],
    ['a dynamic null of type dynamic', 'dynamic', new Dynamic('dynamic', null), null],
  ])('is true for %s', (_name, type, a, b) => {
    expect(equalValues(type, a, b)).toBe(true);
    expect(equalValues(type, b, a)).toBe(true);
  });

  it.each<[string, Type, Value, Value]>([
    ['null and an empty string', 'string', null, ''],
    ['null and unknown', 'string', null, UNKNOWN],
    ['unknown and a value', 'number', UNKNOWN, 0],
    ['true and false', 'bool', true, false],
    ['numbers that differ in the 30th digit', 'number', big('100000000000000000000000000001'), 1e29],
    ['big numbers', 'number', big('9007199254740993'), big('9007199254740995')],
    ['lists in another order', ['list', 'number'], [1, 2], [2, 1]],
    ['lists of another length', ['list', 'number'], [1], [1, 1]],
    ['null and an empty list', ['list', 'number'], null, []],
    ['sets with another element', ['set', 'number'], [1, 2], [1, 3]],
    ['a set with one unknown and one with two', ['set', 'string'], [UNKNOWN], [UNKNOWN, UNKNOWN]],
    ['maps with another key', ['map', 'bool'], { a: true }, { b: true }],
    ['maps with more keys', ['map', 'bool'], { a: true }, { a: true, b: true }],
    ['a key that is missing and one that is null', ['map', 'bool'], { a: null }, {}],
    [
      'keys of which one has the name of a method',
      ['map', 'bool'],
      JSON.parse('{"constructor":null}') as Value,
      { a: null },
    ],
    ['objects', ['object', { a: ['tuple', ['bool']] }], { a: [true] }, { a: [false] }],
    ['dynamic values of other types', 'dynamic', new Dynamic('string', '1'), new Dynamic('number', 1)],
    ['a null with a type and one without', 'dynamic', new Dynamic('string', null), null],
    ['dynamic values', 'dynamic', new Dynamic('string', 'a'), new Dynamic('string', 'b')],
  ])('is false for %s', (_name, type, a, b) => {
    expect(equalValues(type, a, b)).toBe(false);
    expect(equalValues(type, b, a)).toBe(false);
  });

  it('says the same from both sides, and every value equals its copy', () => {
    const pairs = types.chain((type) => {
      const values = valuesOf(type, { unknowns: true });
      return fc.tuple(fc.constant(type), fc.clone(values, 2), values);
    });
    fc.assert(
      fc.property(pairs, ([type, [value, copy], other]) => {
        expect(equalValues(type, value, copy)).toBe(true);
        expect(equalValues(type, value, other)).toBe(equalValues(type, other, value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('isWhollyKnown', () => {
  it.each<[Value]>([[null], [''], [0], [big('1e999')], [[]], [{ a: [null, new Dynamic('bool', true)] }]])(
    '%p is',
    (value) => expect(isWhollyKnown(value)).toBe(true),
  );

  it.each<[Value]>([[UNKNOWN], [[1, UNKNOWN]], [{ a: { b: [UNKNOWN] } }], [new Dynamic('bool', UNKNOWN)]])(
    '%p is not',
    (value) => expect(isWhollyKnown(value)).toBe(false),
  );
});

describe('isUnknown', () => {
  it('tells unknown from everything else', () => {
    expect(isUnknown(UNKNOWN)).toBe(true);
    expect([null, undefined, {}, '', 0].some(isUnknown)).toBe(false);
    expect(String(UNKNOWN)).toBe('(known after apply)');
  });
});
