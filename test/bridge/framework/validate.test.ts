import {
  atMostOneOf,
  attribute,
  block,
  defineSchema,
  duration,
  eachElement,
  exactlyOneOf,
  notEmpty,
  oneOf,
  pathTo,
  requires,
  type Rule,
  type Schema,
  type Validator,
  validator,
  wholeNumberBetween,
} from '../../../src/bridge/framework';
import { Dynamic, ExactNumber, UNKNOWN, type Value } from '../../../src/bridge/values';
import { type Body, bodyOf, serveThing, shown } from '../../support/framework-server';

const { string, number, exactNumber, bool, dynamic, list, set, map, object, nested } = attribute;
const { stringType, numberType, exactNumberType, listType, objectType } = attribute;
const text = { description: '' };
const optional = { optional: true, ...text } as const;

async function validate(schema: Schema, config: Body, writeOnlyAllowed = true): Promise<string[]> {
  const { server } = await serveThing(schema);
  return shown(await server.validateResource('thing', bodyOf(server, config), writeOnlyAllowed));
}

const withAttributes = (attributes: Schema['attributes'], more: Partial<Schema> = {}) =>
  defineSchema({ description: '', attributes, ...more });

describe('validators', () => {
  it.each<[string, Validator<never>, Value, string | undefined]>([
    ['notEmpty takes text', notEmpty(), 'x', undefined],
    [
      'notEmpty refuses spaces',
      notEmpty(),
      ' ',
      'Empty Value @ a: a is " ". Expected at least one character that is not a space.',
    ],
    ['oneOf takes what it lists', oneOf('a', 'b'), 'b', undefined],
    ['oneOf refuses the rest', oneOf('a', 'b'), 'c', 'Unsupported Value @ a: a is "c". Expected one of "a", "b".'],
    ['wholeNumberBetween takes its bounds', wholeNumberBetween(1, 2), 2, undefined],
    [
      'wholeNumberBetween refuses beyond',
      wholeNumberBetween(1, 2),
      3,
      'Number Out Of Range @ a: a is 3. Expected a whole number from 1 to 2.',
    ],
    [
      'wholeNumberBetween refuses fractions',
      wholeNumberBetween(1, 2),
      1.5,
      'Number Out Of Range @ a: a is 1.5. Expected a whole number from 1 to 2.',
    ],
    ['duration takes one', duration(), '1h30m', undefined],
    [
      'duration refuses the rest',
      duration(),
      '5',
      'Invalid Duration @ a: a is "5". Expected a duration above zero such as "30s", "10m" or "1h30m".',
    ],
    [
      'eachElement names the element',
      eachElement(notEmpty()),
      ['x', ''],
      'Empty Value @ a[1]: a[1] is "". Expected at least one character that is not a space.',
    ],
    ["null is nobody's business", notEmpty(), null, undefined],
    ["unknown is nobody's business", notEmpty(), UNKNOWN, undefined],
    ['partly unknown neither', eachElement(notEmpty()), ['', UNKNOWN], undefined],
  ])('%s', async (_, check, value, problem) => {
    const type = Array.isArray(value)
      ? list(stringType, optional)
      : typeof value === 'number'
        ? number(optional)
        : string(optional);
    const schema = withAttributes({ a: { ...type, options: { ...type.options, validators: [check] } } });
    expect(await validate(schema, { a: value })).toEqual(problem === undefined ? [] : [`error ${problem}`]);
  });

  it("that throw are the provider's bug", async () => {
    const broken = validator<string>('Never', () => {
      throw new Error('oops');
    });
    const [problem] = await validate(withAttributes({ a: string({ ...optional, validators: [broken] }) }), { a: 'x' });
    expect(problem).toContain(
      'error Provider Bug @ -: The provider failed while it checked the configuration of "thing".',
    );
    expect(problem).toContain('Error: oops');
  });
});

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

describe('warnings and refusals', () => {
  it('tell what is deprecated, where it is used', async () => {
    const old = block(
      'single',
      { attributes: { x: string({ ...optional, deprecated: 'Use y.' }) } },
      { ...text, deprecated: 'Use "new".' },
    );
    const schema = withAttributes({ a: bool(optional) }, { blocks: { old }, deprecated: 'Use "thing2".' });
    expect(await validate(schema, { old: { x: 'v' } })).toEqual([
      'warning Deprecated @ -: "thing" is deprecated. Use "thing2".',
      'warning Deprecated Block @ old: "old" is deprecated. Use "new".',
      'warning Deprecated Argument @ old.x: "old.x" is deprecated. Use y.',
    ]);
  });

  it('refuse write-only values where Terraform would store them', async () => {
    const schema = withAttributes({ a: string({ ...optional, writeOnly: true }) });
    expect(await validate(schema, { a: 'x' }, false)).toEqual([
      'error Write-Only Argument Not Supported @ a: "a" is write-only: its value is never stored. That needs Terraform 1.11 or newer.',
    ]);
  });
});

describe('the place that a diagnostic points at', () => {
  const schema = withAttributes(
    {
      name: string(optional),
      words: list(stringType, optional),
      tags: set(stringType, optional),
      labels: map(stringType, optional),
      steps: nested('list', { at: string(optional) }, optional),
      marks: nested('set', { at: string(optional) }, optional),
      place: object(objectType({ city: stringType }), optional),
    },
    {
      blocks: {
        line: block('list', { attributes: { text: string(optional), words: list(stringType, optional) } }, text),
        rule: block('set', { attributes: { port: number(optional) } }, text),
      },
    },
  );

  it.each([
    [['name'], 'name'],
    [['words', 2], 'words[2]'],
    [['words', 2, 3], 'words[2]'],
    [['tags', 0], 'tags'],
    [['steps', 1, 'at'], 'steps[1]'],
    [['marks', 'at'], 'marks'],
    [['place', 'city'], 'place'],
    [['line', 1, 'text'], 'line[1].text'],
    [['line', 1, 'words', 0], 'line[1].words[0]'],
    [['rule', 'port'], 'rule.port'],
    [['line', 1], 'line[1]'],
    [['nowhere', 'at', 'all'], 'nowhere.at.all'],
  ])('%j is shown at %s, as deep as Terraform can follow', async (steps, place) => {
    const { server } = await serveThing(schema, {
      validate: ({ diagnostics }) => diagnostics.error('S', 'D', pathTo(...steps)),
    });
    const { list: found } = await server.validateResource('thing', bodyOf(server, {}), true);
    expect(String(found[0]!.path)).toBe(place);
  });
});
