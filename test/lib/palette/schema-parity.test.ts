import { type TerraformElement, Testing } from 'cdktf';
import * as bindings from '../../../lib/palette';
import { newStack } from '../synthesized';
import { everythingSet, gettersOf, type Shape, shapeOfInterface, toCamelCase } from './binding-shape';
import {
  computedNames,
  elementNames,
  type ProviderSchema,
  readProviderSchema,
  type SchemaBlock,
  shapeOfBlock,
} from './provider-schema';

type BlockOf = (schema: ProviderSchema) => SchemaBlock | undefined;
type Binding = new (scope: never, id: string, config: never) => TerraformElement;

/** Every binding: what it is called in the schema, its class and its interface. */
const BINDINGS: [name: string, binding: Binding, config: string, block: BlockOf][] = [
  ['provider palette', bindings.PaletteProviderBinding, 'PaletteProviderConfig', ({ provider }) => provider.block],
  ...resources({ palette_oci_registry: bindings.OciRegistry, palette_oci_registry_sync: bindings.OciRegistrySync }),
  ...dataSources({
    palette_aws_trust: bindings.DataAwsTrust,
    palette_oci_registries: bindings.DataOciRegistries,
    palette_oci_registry: bindings.DataOciRegistry,
    palette_oci_registry_charts: bindings.DataOciRegistryCharts,
    palette_registry_probe: bindings.DataRegistryProbe,
  }),
];

/** Classes for the elements of computed lists of objects: the data source, the attribute, the class. */
const ELEMENTS: [dataSource: string, attribute: string, element: { readonly name: string }][] = [
  ['palette_oci_registries', 'registries', bindings.DataOciRegistriesRegistry],
  ['palette_oci_registry_charts', 'charts', bindings.DataOciRegistryChartsChart],
  ['palette_registry_probe', 'checks', bindings.DataRegistryProbeCheck],
  ['palette_registry_probe', 'charts', bindings.DataRegistryProbeChart],
];

function resources(classes: Record<string, Binding>): typeof BINDINGS {
  return Object.entries(classes).map(([type, binding]) => {
    return [`resource ${type}`, binding, `${binding.name}Config`, (schema) => schema.resource_schemas?.[type]?.block];
  });
}

function dataSources(classes: Record<string, Binding>): typeof BINDINGS {
  return Object.entries(classes).map(([type, binding]) => {
    return [`data ${type}`, binding, `${binding.name}Config`, (schema) => schema.data_source_schemas?.[type]?.block];
  });
}

/**
 * Arguments that the schema leaves optional only for the sake of `cdktf get` (it takes a block whose arguments are all
 * required for a required block); a rule of the provider demands them, and so do the bindings.
 */
const DEMANDED_BY_A_RULE: ReadonlySet<string> = new Set(['ecr.sts.external_id']);

/** The shape with what rules demand. */
function withDemands(shape: Shape, above = ''): Shape {
  const members = Object.entries(shape).map(([name, { required, type }]) => {
    const path = above + name;
    const inner = typeof type === 'string' ? type : withDemands(type, `${path}.`);
    return [name, { required: required || DEMANDED_BY_A_RULE.has(path), type: inner }] as const;
  });
  return Object.fromEntries(members);
}

/** Read once: it starts Terraform and the provider. */
const schema = readProviderSchema();

/** `alias` is Terraform's own argument. */
function shapeOfConfig(config: string): ReturnType<typeof shapeOfInterface> {
  return Object.fromEntries(Object.entries(shapeOfInterface(config)).filter(([name]) => name !== 'alias'));
}

function blockOf(find: BlockOf): SchemaBlock {
  return find(schema) ?? {};
}

test('every resource and data source of the provider has a binding, and no binding is too many', () => {
  const types = [
    'provider palette',
    ...Object.keys(schema.resource_schemas ?? {}).map((type) => `resource ${type}`),
    ...Object.keys(schema.data_source_schemas ?? {}).map((type) => `data ${type}`),
  ];
  expect(BINDINGS.map(([name]) => name).sort()).toEqual(types.sort());
});

test.each(BINDINGS)(
  '%s: names, types, required ones and blocks are those of the schema',
  (_name, _class, config, find) => {
    expect(shapeOfConfig(config)).toEqual(withDemands(shapeOfBlock(blockOf(find))));
  },
);

test.each(BINDINGS)('%s: whatever is set arrives under its name in the schema', (_name, Class, config, find) => {
  const stack = newStack();
  const element = new Class(stack as never, 'it', everythingSet(shapeOfConfig(config), toCamelCase) as never);
  const rendered = JSON.parse(Testing.synth(stack)) as Record<string, Record<string, unknown>>;
  const expected = everythingSet(shapeOfBlock(blockOf(find)));
  const kind = element instanceof bindings.PaletteProviderBinding ? 'provider' : 'resource';
  const found =
    kind === 'provider' ? rendered.provider?.palette : Object.values({ ...rendered.resource, ...rendered.data })[0];
  expect(found).toEqual(kind === 'provider' ? [expected] : { it: expected });
});

test.each(BINDINGS.slice(1))('%s: everything computed can be read, and nothing else', (_name, Class, _config, find) => {
  const block = blockOf(find);
  const getters = gettersOf(Class.name);
  expect({
    missing: computedNames(block).filter((name) => !getters.includes(name)),
    unknown: getters.filter((name) => !(name in (block.attributes ?? {}))),
  }).toEqual({ missing: [], unknown: [] });
});

test('every computed list of objects has a class for its elements', () => {
  const lists = Object.entries(schema.data_source_schemas ?? {}).flatMap(([type, { block }]) =>
    computedNames(block)
      .filter((name) => elementNames(block, name) !== undefined)
      .map((name) => `${type}.${name}`),
  );
  expect(ELEMENTS.map(([type, name]) => `${type}.${name}`).sort()).toEqual(lists.sort());
});

test.each(ELEMENTS)('%s: an element of %s has a getter for each of its attributes', (type, name, { name: element }) => {
  const block = schema.data_source_schemas?.[type]?.block ?? {};
  expect(gettersOf(element).sort()).toEqual(elementNames(block, name)?.sort());
});
