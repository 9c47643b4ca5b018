import { attribute, type Attribute, block, type Schema } from '../../../src/bridge/framework';
import { checkSchema, type SchemaKind } from '../../../src/bridge/framework/schema/check-schema';
import { compileSchema } from '../../../src/bridge/framework/schema/compiled-schema';
import type { Type } from '../../../src/bridge/values';

const { string, number, dynamic, nested } = attribute;
const text = { description: '' };
const optional = { optional: true, ...text } as const;

const of = (attributes: Schema['attributes'], blocks?: Schema['blocks']): Schema => ({
  description: '',
  attributes,
  blocks,
});
/** With options that the compiler would not let an author write. */
const odd = (options: object): Attribute => string({ ...text, ...options } as never) as Attribute;
/** Something that shows an update of nothing but a secret. */
const trace = string({ computed: true, ...text });
const typed = (type: Type): Attribute => ({ ...(string(optional) as Attribute), type });
const single = (attributes: Schema['attributes'], options: object = {}) =>
  block('single', { attributes }, { ...text, ...options });

describe('a schema that Terraform would refuse, or that cannot be served', () => {
  it.each<[string, Schema, string]>([
    ['a strange attribute name', of({ 'a-b': string(optional) }), '"a-b": names consist of a-z, 0-9 and _'],
    [
      'a strange nested name',
      of({ a: nested('single', { B: string(optional) }, optional) }),
      '"a.B": names consist of a-z, 0-9 and _',
    ],
    ['a strange block name', of({}, { Block: single({}) }), '"Block": names consist of a-z, 0-9 and _'],
    ['a reserved name', of({ count: number(optional) }), '"count" is reserved by Terraform'],
    ['a reserved block', of({}, { lifecycle: single({}) }), '"lifecycle" is reserved by Terraform'],
    ['one name twice', of({ a: string(optional) }, { a: single({}) }), '"a" is both an attribute and a block'],
    ['no mode', of({ a: odd({}) }), '"a": one of required, optional, computed, default and writeOnly must be set'],
    [
      'required and optional',
      of({ a: odd({ required: true, optional: true }) }),
      '"a": a required attribute cannot be optional, computed or have a default',
    ],
    [
      'required and computed',
      of({ a: odd({ required: true, computed: true }) }),
      '"a": a required attribute cannot be optional, computed or have a default',
    ],
    [
      'required with a default',
      of({ a: odd({ required: true, default: 'x' }) }),
      '"a": a required attribute cannot be optional, computed or have a default',
    ],
    [
      'write-only and computed',
      of({ trace, a: odd({ writeOnly: true, computed: true }) }),
      '"a": a write-only attribute cannot be computed or have a default',
    ],
    [
      'computed with a default',
      of({ a: odd({ computed: true, default: 'x' }) }),
      '"a": a default leaves nothing to compute',
    ],
    [
      'keepPriorState of something written',
      of({ a: odd({ optional: true, keepPriorState: true }) }),
      '"a": keepPriorState is for computed attributes',
    ],
    [
      'a default of another type',
      of({ a: odd({ default: 7 }) }),
      '"a": the default does not fit the type: a string is required (a number given)',
    ],
    [
      'a write-only value in a set of blocks',
      of({ trace }, { b: block('set', { attributes: { a: odd({ writeOnly: true }) } }, text) }),
      '"b.a": a set cannot hold write-only values',
    ],
    [
      'a write-only value in a block in a set',
      of(
        { trace },
        { b: block('set', { attributes: {}, blocks: { c: single({ a: odd({ writeOnly: true }) }) } }, text) },
      ),
      '"b.c.a": a set cannot hold write-only values',
    ],
    [
      'a write-only value in a nested set',
      of({ trace, n: nested('set', { a: odd({ writeOnly: true }) }, optional) }),
      '"n.a": a set cannot hold write-only values',
    ],
    [
      'a write-only value that could change without a trace',
      of(
        { id: string({ computed: true, keepPriorState: true, ...text }) },
        { b: single({ a: odd({ writeOnly: true }) }) },
      ),
      'a changed write-only value would not show: add a computed attribute without keepPriorState beside it',
    ],
    [
      'a dynamic value in a set of blocks',
      of({}, { b: block('set', { attributes: { a: dynamic(optional) } }, text) }),
      '"b": a set cannot hold dynamic values',
    ],
    [
      'a dynamic value in a list of blocks',
      of({}, { b: block('list', { attributes: { a: dynamic(optional) } }, text) }),
      '"b": a list cannot hold dynamic values',
    ],
    [
      'a dynamic value deep in a map of blocks',
      of({}, { b: block('map', { attributes: {}, blocks: { c: single({ a: dynamic(optional) }) } }, text) }),
      '"b": a map cannot hold dynamic values',
    ],
    ['a list of dynamic values', of({ a: typed(['list', 'dynamic']) }), '"a": a collection cannot hold dynamic values'],
    [
      'a map of objects with dynamic values',
      of({ a: typed(['map', ['object', { x: 'dynamic' }]]) }),
      '"a": a collection cannot hold dynamic values',
    ],
    [
      'a nested list with dynamic values',
      of({ a: nested('list', { x: dynamic(optional) }, optional) }),
      '"a": a collection cannot hold dynamic values',
    ],
    [
      'limits of a single block',
      of({}, { b: single({}, { maxItems: 1 }) }),
      '"b": only lists and sets have minItems, maxItems',
    ],
    [
      'limits the wrong way round',
      of({}, { b: block('list', { attributes: {} }, { ...text, minItems: 2, maxItems: 1 }) }),
      '"b": minItems is above maxItems',
    ],
    [
      'limits below zero',
      of({}, { b: block('list', { attributes: {} }, { ...text, minItems: -1 }) }),
      '"b": minItems and maxItems are whole numbers',
    ],
    [
      'a required map of blocks',
      of({}, { b: block('map', { attributes: {} }, { ...text, required: true }) }),
      '"b": a map of blocks cannot be required',
    ],
    [
      'a local block in another',
      of({}, { b: block('single', { attributes: {}, blocks: { c: single({}, { local: true }) } }, text) }),
      '"b.c": only a block at the top can be local',
    ],
    [
      'replacement for a block in a list',
      of({}, { b: block('list', { attributes: {}, blocks: { c: single({}, { replace: 'presence' }) } }, text) }),
      '"b.c": a block that may repeat holds none that demands replacement',
    ],
    ['a version that is none', { ...of({}), version: -1 }, 'version -1 is not a whole number'],
  ])('has %s', (_, schema, problem) => {
    expect(checkSchema(schema, 'resource')).toEqual([problem]);
  });

  it.each<[SchemaKind, string, boolean]>([
    ['provider', 'alias', true],
    ['provider', 'version', true],
    ['provider', 'connection', false],
    ['resource', 'provisioner', true],
    ['resource', 'version', false],
    ['data source', 'for_each', true],
    ['data source', 'connection', false],
    ['ephemeral resource', 'depends_on', true],
  ])('of a %s: "%s" is reserved: %s', (kind, name, isReserved) => {
    expect(checkSchema(of({ [name]: string(optional) }), kind).length > 0).toBe(isReserved);
  });

  it('of a provider has a computed argument', () => {
    expect(checkSchema(of({ a: string({ computed: true, ...text }) }), 'provider')).toEqual([
      `"a": a provider's argument cannot be computed`,
    ]);
  });

  it('is refused with every problem at once, and says where', () => {
    const timeouts = { create: 90_000 };
    const schema = of({ count: odd({}) }, { timeouts: single({}) });
    expect(() => compileSchema('resource', 'thing', schema, timeouts)).toThrow(
      'The schema of resource "thing" is not valid:\n- "count" is reserved by Terraform\n- "count": one of required, optional, ' +
        'computed, default and writeOnly must be set\n- "timeouts" is declared twice: by default timeouts and as a block',
    );
  });
});

describe('a schema that is fine', () => {
  it.each<[string, Schema]>([
    ['a dynamic value at the top', of({ a: dynamic(optional) })],
    ['a dynamic value in single blocks', of({}, { b: single({ a: dynamic(optional) }) })],
    ['a dynamic value in an object', of({ a: typed(['object', { x: 'dynamic' }]) })],
    [
      'a write-only value in a list of blocks',
      of({ trace }, { b: block('list', { attributes: { a: odd({ writeOnly: true }) } }, text) }),
    ],
    ['a minimum without a maximum', of({}, { b: block('list', { attributes: {} }, { ...text, minItems: 2 }) })],
    ['reserved names deeper down', of({}, { b: single({ count: number(optional) }) })],
    ['nothing at all', of({})],
  ])('has %s', (_, schema) => {
    expect(checkSchema(schema, 'resource')).toEqual([]);
  });

  it('gets a block for its timeouts', () => {
    const { schema, type } = compileSchema('resource', 'thing', of({}), { create: 90_000, delete: 5_400_000 });
    expect(type[1]['timeouts']).toEqual(['object', { create: 'string', delete: 'string' }]);
    expect(schema.blocks!['timeouts']!.attributes['create']!.options.description).toBe(
      'How long create may take, e.g. `30s` or `1h30m`. Default `1m30s`.',
    );
  });
});
