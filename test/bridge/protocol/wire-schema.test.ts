import { attribute, type Attribute, block, defineFunction, type Nesting } from '../../../src/bridge/framework';
import type { SchemaKind } from '../../../src/bridge/framework/schema/check-schema';
import { compileSchema } from '../../../src/bridge/framework/schema/compiled-schema';
import { wireFunction, wireSchema } from '../../../src/bridge/protocol/wire-schema';
import { encodeType } from '../../../src/bridge/values';

const { string, number, list, nested, stringType, mapType, exactNumberType } = attribute;
const text = { description: 'Text.' };

interface WireBlock {
  readonly attributes: readonly Record<string, unknown>[];
  readonly blockTypes: readonly (Record<string, unknown> & { block: WireBlock })[];
}

function wire(parts: object, kind: SchemaKind = 'resource') {
  const compiled = compileSchema(kind, 'thing', { description: 'Whole.', attributes: {}, ...parts });
  return wireSchema(compiled) as { version: number; block: WireBlock & Record<string, unknown> };
}

const flags = (one: Record<string, unknown>) =>
  ['required', 'optional', 'computed', 'sensitive', 'deprecated', 'writeOnly'].filter((flag) => one[flag] === true);

describe('a schema on the wire', () => {
  it.each<[string, Attribute, string[]]>([
    ['required', string({ required: true, ...text }), ['required']],
    ['optional', string({ optional: true, ...text }), ['optional']],
    ['computed', string({ computed: true, ...text }), ['computed']],
    ['optional and computed', string({ optional: true, computed: true, ...text }), ['optional', 'computed']],
    ['a default', string({ default: 'x', ...text }), ['optional', 'computed']],
    ['write-only', string({ writeOnly: true, ...text }), ['optional', 'writeOnly']],
    ['required write-only', string({ required: true, writeOnly: true, ...text }), ['required', 'writeOnly']],
    ['sensitive', string({ optional: true, sensitive: true, ...text }), ['optional', 'sensitive']],
    ['deprecated', string({ optional: true, deprecated: 'No.', ...text }), ['optional', 'deprecated']],
  ])('has the flags of %s', (_, one, expected) => {
    const trace = string({ computed: true, ...text });
    const [wired] = wire({ attributes: { a: one, trace } }).block.attributes;
    expect(flags(wired!)).toEqual(expected);
    expect(wired).toMatchObject({ name: 'a', type: encodeType('string'), description: 'Text.', descriptionKind: 1 });
  });

  it('has a default of a provider as optional alone: there is no plan to fill it in', () => {
    const [wired] = wire({ attributes: { a: string({ default: 'x', ...text }) } }, 'provider').block.attributes;
    expect(flags(wired!)).toEqual(['optional']);
  });

  it('has types as JSON, nested attributes as objects', () => {
    const inner = { x: number({ required: true, ...text }) };
    const attributes = {
      a: list(mapType(stringType), { optional: true, ...text }),
      ...Object.fromEntries(
        (['single', 'list', 'set', 'map'] as Nesting[]).map((each) => [
          each,
          nested(each, inner, { optional: true, ...text }),
        ]),
      ),
    };
    const wired = wire({ attributes }).block.attributes;
    expect(String(wired[0]!['type'])).toBe('["list",["map","string"]]');
    expect(
      wired.slice(1).map(({ name, type, nestedType }) => [name, type, (nestedType as { nesting: number }).nesting]),
    ).toEqual([
      ['single', undefined, 1],
      ['list', undefined, 2],
      ['set', undefined, 3],
      ['map', undefined, 4],
    ]);
    expect(wired[1]!['nestedType']).toMatchObject({ attributes: [{ name: 'x', required: true }] });
  });

  it.each<[string, Nesting, object, number, object]>([
    ['an optional single block', 'single', {}, 1, {}],
    ['a required single block', 'single', { required: true }, 1, { minItems: 1, maxItems: 1 }],
    ['a list', 'list', {}, 2, { minItems: 0 }],
    ['a required list', 'list', { required: true }, 2, { minItems: 1 }],
    ['a list with limits', 'list', { minItems: 2, maxItems: 3 }, 2, { minItems: 2, maxItems: 3 }],
    ['a set', 'set', { maxItems: 3 }, 3, { minItems: 0, maxItems: 3 }],
    ['a map', 'map', {}, 4, {}],
  ])('has the nesting and limits of %s', (_, nesting, options, number_, limits) => {
    const [wired] = wire({ blocks: { b: block(nesting, { attributes: {} }, { ...text, ...options }) } }).block
      .blockTypes;
    const { typeName, nesting: mode, minItems, maxItems } = wired!;
    expect({ typeName, mode, minItems, maxItems }).toEqual({
      typeName: 'b',
      mode: number_,
      minItems: undefined,
      maxItems: undefined,
      ...limits,
    });
  });

  it('has version, descriptions and deprecation at every level', () => {
    const old = block(
      'single',
      { attributes: {}, blocks: { deep: block('list', { attributes: {} }, text) } },
      { ...text, deprecated: 'No.' },
    );
    const { version, block: root } = wire({ version: 3, deprecated: 'No.', blocks: { old } });
    expect({ version, ...root }).toMatchObject({
      version: 3,
      description: 'Whole.',
      descriptionKind: 1,
      deprecated: true,
    });
    expect(root.blockTypes[0]!.block).toMatchObject({ description: 'Text.', descriptionKind: 1, deprecated: true });
    expect(root.blockTypes[0]!.block.blockTypes[0]).toMatchObject({ typeName: 'deep', nesting: 2 });
  });

  it('has functions with their parameters', () => {
    const wired = wireFunction(
      defineFunction({
        summary: 'S.',
        description: 'D.',
        deprecated: 'No.',
        parameters: [{ name: 'a', type: stringType, description: 'A.', allowNull: true }],
        variadic: { name: 'rest', type: mapType(exactNumberType), description: 'R.' },
        returns: stringType,
        call: () => '',
      }),
    );
    expect(wired).toEqual({
      parameters: [
        { name: 'a', type: encodeType('string'), description: 'A.', descriptionKind: 1, allowNullValue: true },
      ],
      variadicParameter: {
        name: 'rest',
        type: encodeType(['map', 'number']),
        description: 'R.',
        descriptionKind: 1,
        allowNullValue: undefined,
      },
      return: { type: encodeType('string') },
      summary: 'S.',
      description: 'D.',
      descriptionKind: 1,
      deprecationMessage: 'No.',
    });
  });
});
