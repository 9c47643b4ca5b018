import {
  attribute,
  block,
  duration,
  eachElement,
  notEmpty,
  oneOf,
  type Validator,
  validator,
  wholeNumberBetween,
} from '../../../src/bridge/framework';
import { UNKNOWN, type Value } from '../../../src/bridge/values';
import { optional, text, validate, withAttributes } from '../../support/validate';

const { string, number, bool, list, stringType } = attribute;

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
    const schema = withAttributes({
      a: string({ ...optional, writeOnly: true }),
      b: string({ computed: true, ...text }),
    });
    expect(await validate(schema, { a: 'x' }, false)).toEqual([
      'error Write-Only Argument Not Supported @ a: "a" is write-only: its value is never stored. That needs Terraform 1.11 or newer: upgrade Terraform.',
    ]);
  });

  it('name the stored argument beside a write-only one that this Terraform cannot take', async () => {
    const schema = withAttributes({
      key: string({ ...optional, sensitive: true }),
      key_wo: string({ ...optional, writeOnly: true }),
      b: string({ computed: true, ...text }),
    });
    expect(await validate(schema, { key_wo: 'x' }, false)).toEqual([
      'error Write-Only Argument Not Supported @ key_wo: "key_wo" is write-only: its value is never stored. That needs Terraform 1.11 or newer: upgrade Terraform, or set "key" in its place, which is stored in state.',
    ]);
  });

  it('refuse null for what is required, which Terraform lets pass where it is written', async () => {
    const missing = (path: string) =>
      `error Missing Argument @ ${path}: "${path}" is null, but it is required. Give it a value; a variable or output that has none is null, too.`;
    const inner = block('single', { attributes: { b: string({ required: true, ...text }) } }, text);
    const schema = withAttributes(
      {
        a: string({ required: true, ...text }),
        w: string({ required: true, writeOnly: true, ...text }),
        c: string({ computed: true, ...text }),
      },
      { blocks: { inner } },
    );
    expect(await validate(schema, {})).toEqual([missing('a'), missing('w')]);
    expect(await validate(schema, { a: 'x', w: 'y', inner: { b: null } })).toEqual([missing('inner.b')]);
    expect(await validate(schema, { a: UNKNOWN, w: UNKNOWN, inner: { b: UNKNOWN } })).toEqual([]);
  });
});
