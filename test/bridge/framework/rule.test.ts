import {
  atMostOneOf,
  attribute,
  block,
  defineSchema,
  exactlyOneOf,
  requires,
  type Rule,
} from '../../../src/bridge/framework';
import { UNKNOWN } from '../../../src/bridge/values';
import type { Body } from '../../support/framework-server';
import { optional, text, validate, withAttributes } from '../../support/validate';

const { string, list, map, stringType } = attribute;

describe('rules', () => {
  const shape = {
    attributes: {
      a: string(optional),
      b: string(optional),
      c: list(stringType, optional),
      d: map(stringType, optional),
    },
    blocks: {
      one: block('single', { attributes: { x: string(optional) } }, text),
      many: block('list', { attributes: { x: string(optional) } }, text),
      keyed: block('map', { attributes: { x: string(optional) } }, text),
      empty: block('single', { attributes: {} }, text),
    },
  };
  const emptyMap = Object.create(null) as Body;

  it.each<[string, Rule, Body, string | undefined]>([
    ['exactlyOneOf takes one', exactlyOneOf('a', 'b'), { a: 'x' }, undefined],
    ['exactlyOneOf takes what may be one', exactlyOneOf('a', 'b'), { a: UNKNOWN }, undefined],
    ['exactlyOneOf takes a block without arguments', exactlyOneOf('a', 'empty'), { empty: {} }, undefined],
    [
      'exactlyOneOf refuses none',
      exactlyOneOf('a', 'b', 'one'),
      {},
      'Missing Argument @ : None of "a", "b" and "one" is set. Set exactly one of them.',
    ],
    [
      'exactlyOneOf refuses two',
      exactlyOneOf('a', 'one'),
      { a: 'x', one: { x: null } },
      'Conflicting Arguments @ one: "a" and "one" are set together. Keep one of them and remove the others.',
    ],
    [
      'exactlyOneOf counts two known ones beside an unknown one',
      exactlyOneOf('a', 'b', 'c'),
      { a: 'x', b: UNKNOWN, c: ['x'] },
      'Conflicting Arguments @ c: "a" and "c" are set together. Keep one of them and remove the others.',
    ],
    [
      'empty lists are not set',
      exactlyOneOf('c', 'many'),
      { c: [] },
      'Missing Argument @ : None of "c" and "many" is set. Set exactly one of them.',
    ],
    [
      'empty maps are not set',
      exactlyOneOf('d', 'keyed'),
      { d: emptyMap, keyed: emptyMap },
      'Missing Argument @ : None of "d" and "keyed" is set. Set exactly one of them.',
    ],
    ['atMostOneOf takes none', atMostOneOf('a', 'b'), {}, undefined],
    [
      'atMostOneOf refuses two',
      atMostOneOf('a', 'b'),
      { a: 'x', b: 'x' },
      'Conflicting Arguments @ b: "a" and "b" are set together. Keep one of them and remove the others.',
    ],
    ['requires takes both', requires('a', 'b', 'Do it.'), { a: 'x', b: 'x' }, undefined],
    ['requires takes an unknown other', requires('a', 'b', 'Do it.'), { a: 'x', b: UNKNOWN }, undefined],
    ['requires asks nothing of what may be unset', requires('a', 'b', 'Do it.'), { a: UNKNOWN }, undefined],
    ['requires takes one of several', requires('a', 'b|c', 'Do it.'), { a: 'x', c: ['x'] }, undefined],
    [
      'requires reaches into a single block',
      requires('one.x', 'a', 'Do it.'),
      { one: { x: 'y' } },
      'Missing Argument @ one.x: "one.x" is set, but "a" is not. Do it.',
    ],
    [
      'requires refuses one without the other',
      requires('a', 'b|c', 'Do it.'),
      { a: 'x' },
      'Missing Argument @ a: "a" is set, but "b" or "c" is not. Do it.',
    ],
  ])('%s', async (_, rule, config, problem) => {
    const schema = defineSchema({ description: '', ...shape, rules: [rule] });
    expect(await validate(schema, config)).toEqual(problem === undefined ? [] : [`error ${problem}`]);
  });

  it('of a block are asked for each one that is written', async () => {
    const rules = [atMostOneOf('x', 'y')];
    const body = { attributes: { x: string(optional), y: string(optional) } };
    const schema = withAttributes({}, { blocks: { b: block('list', body, { ...text, rules }) } });
    expect(await validate(schema, { b: [{ x: 'a', y: null }, UNKNOWN, { x: 'a', y: 'b' }] })).toEqual([
      'error Conflicting Arguments @ b[2].y: "x" and "y" are set together. Keep one of them and remove the others.',
    ]);
  });
});
