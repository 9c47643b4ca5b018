import { attribute, type Schema } from '../../../src/bridge/framework';
import { Dynamic, ExactNumber, type Value } from '../../../src/bridge/values';
import { optional, text, validate, withAttributes } from '../../support/validate';

const { string, number, exactNumber, dynamic, list, set, map, object, nested } = attribute;
const { stringType, numberType, exactNumberType, listType, objectType } = attribute;

describe("values that an author's types do not have", () => {
  const big = ExactNumber.from('12345678901234567890') as ExactNumber;
  it.each<[string, Schema['attributes'], Value, string[]]>([
    [
      'null in a list',
      { a: list(stringType, optional) },
      ['x', null],
      ['error Null Value @ a[1]: a[1] is null. Give it a value, or leave it out of "a".'],
    ],
    [
      'null in a set',
      { a: set(stringType, optional) },
      [null],
      ['error Null Value @ a: a is null. Give it a value, or leave it out of "a".'],
    ],
    [
      'null in a map',
      { a: map(stringType, optional) },
      { k: null },
      ['error Null Value @ a["k"]: a["k"] is null. Give it a value, or leave it out of "a".'],
    ],
    [
      'null in an object',
      { a: object(objectType({ x: stringType }), optional) },
      { x: null },
      ['error Null Value @ a: a.x is null. Give it a value, or leave it out of "a".'],
    ],
    [
      'null deeper',
      { a: list(listType(stringType), optional) },
      [['x'], [null]],
      ['error Null Value @ a[1]: a[1][0] is null. Give it a value, or leave it out of "a".'],
    ],
    [
      'a null element of nested attributes',
      { a: nested('list', { x: string(optional) }, optional) },
      [{ x: null }, null],
      ['error Null Value @ a[1]: a[1] is null. Give it a value, or leave it out of "a".'],
    ],
    ['null in a dynamic value is fine', { a: dynamic(optional) }, new Dynamic(['tuple', ['string']], [null]), []],
    [
      'a big number',
      { a: number(optional) },
      big,
      [
        'error Number Too Precise @ a: a is 12345678901234567890. Expected a number with at most 15 significant digits.',
      ],
    ],
    [
      'a big number in a list',
      { a: list(numberType, optional) },
      [1, big],
      [
        'error Number Too Precise @ a[1]: a[1] is 12345678901234567890. Expected a number with at most 15 significant digits.',
      ],
    ],
    [
      'a big sensitive number',
      { a: number({ ...optional, sensitive: true }) },
      big,
      [
        'error Number Too Precise @ a: a is a number with more digits than fit. Expected a number with at most 15 significant digits.',
      ],
    ],
    ['a big number for an exact one is fine', { a: exactNumber(optional) }, big, []],
    ['a big number in a list of exact ones is fine', { a: list(exactNumberType, optional) }, [big], []],
    [
      'a big exact number in nested attributes is fine',
      { a: nested('single', { x: exactNumber(optional) }, optional) },
      { x: big },
      [],
    ],
    ['a big number in a dynamic value is fine', { a: dynamic(optional) }, new Dynamic('number', big), []],
    [
      'elements that defaults make equal',
      { a: nested('set', { x: string({ required: true, ...text }), y: number({ default: 1, ...text }) }, optional) },
      [
        { x: 'k', y: null },
        { x: 'k', y: 1 },
      ],
      [
        'error Duplicate Element @ a: a has two elements that are the same once defaults are filled in: { x = "k", y = 1 }. Remove one.',
      ],
    ],
  ])('%s', async (_, attributes, value, problems) => {
    expect(await validate(withAttributes(attributes), { a: value })).toEqual(problems);
  });
});
