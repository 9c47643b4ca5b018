import type { Type } from '../../../src/bridge/values';
import { type BindingSource, type HclAttribute, readBinding } from './binding-source';
import { restoreLost } from './lost-in-bindings';
import type { AttributeJson, BlockJson, BodyJson, SchemaDocument, SchemaJson } from './schema-document';

/** The schema of these types of hashicorp/aws, rebuilt from the installed bindings: nobody needs to reach AWS's provider. */
export function schemaFromBindings(
  resourceTypes: readonly string[],
  dataSourceTypes: readonly string[],
): SchemaDocument {
  const kebab = (type: string) => type.replace(/^aws_/, '').replaceAll('_', '-');
  return restoreLost({
    provider: providerSchema(),
    resource_schemas: Object.fromEntries(resourceTypes.map((type) => [type, schemaOf(kebab(type))])),
    data_source_schemas: Object.fromEntries(dataSourceTypes.map((type) => [type, schemaOf(`data-aws-${kebab(type)}`)])),
  });
}

function schemaOf(folder: string): SchemaJson {
  const binding = readBinding(folder);
  const [name] = [...binding.classes].find(([, { base }]) => /^Terraform(Resource|DataSource)$/.test(base)) ?? [];
  if (name === undefined) throw new Error(`the binding "${folder}" has no class of a resource or data source`);
  return { version: 0, block: bodyOf(binding, name, name) };
}

/** One property: the generator's comment and the code behind it. */
const PROPERTY = /\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\n/;

interface Property {
  readonly name: string;
  readonly flags: Pick<AttributeJson, 'computed' | 'optional' | 'required'>;
  readonly code: string;
  readonly hcl?: HclAttribute;
}

/** @param rendered the class or struct whose rendering names the shapes */
function bodyOf(binding: BindingSource, className: string, rendered: string): BodyJson {
  const attributes: Record<string, AttributeJson> = {};
  const blocks: Record<string, BlockJson> = {};
  for (const property of propertiesOf(binding, className, rendered)) {
    const { name, flags, code } = property;
    const [, struct, kind, isFromSet] =
      /new (\w+?)(OutputReference|List|Map)\(this, "\w+"(?:, (true|false))?\)/.exec(code) ?? [];
    if (struct === undefined || kind === undefined) {
      attributes[name] = { type: simpleType(code), ...flags };
      continue;
    }
    const inner = bodyOf(binding, `${struct}OutputReference`, struct);
    // Blocks are never computed: what looks like one and is, is an attribute whose type is a collection of objects.
    if (flags.computed) attributes[name] = { type: collection(property, kind, isFromSet, objectType(inner)), ...flags };
    else blocks[name] = blockOf(property, inner);
  }
  return bodyWith(attributes, blocks);
}

/** Empty parts are left out, as Terraform does. */
function bodyWith(attributes: Record<string, AttributeJson>, blocks: Record<string, BlockJson>): BodyJson {
  return {
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(Object.keys(blocks).length > 0 && { block_types: blocks }),
  };
}

function propertiesOf(binding: BindingSource, className: string, rendered: string): readonly Property[] {
  const body = binding.classes.get(className)?.body;
  if (body === undefined) throw new Error(`the binding has no class "${className}"`);
  const hcl = binding.hclAttributes(rendered);
  const [, ...parts] = body.split(PROPERTY);
  const properties: Property[] = [];
  for (let i = 0; i < parts.length; i += 5) {
    const [name = '', computed, optional, required, code = ''] = parts.slice(i, i + 5);
    const flags = {
      ...(computed === 'true' && { computed: true as const }),
      ...(optional === 'true' && { optional: true as const }),
      ...(required === 'true' && { required: true as const }),
    };
    properties.push({ name, flags, code, hcl: hcl.get(name) });
  }
  return properties;
}

function blockOf({ name, flags, hcl }: Property, block: BodyJson): BlockJson {
  if (hcl === undefined) throw new Error(`block "${name}" is never rendered`);
  if (hcl.shape === 'struct') return { nesting_mode: 'single', block };
  const isOne = !hcl.value.includes('listMapperHcl');
  return {
    nesting_mode: hcl.shape as 'list' | 'set' | 'map',
    ...(flags.required && { min_items: 1 }),
    ...(isOne && { max_items: 1 }),
    block,
  };
}

function collection({ hcl }: Property, kind: string, isFromSet: string | undefined, element: Type): Type {
  const fromClass = kind === 'Map' ? 'map' : isFromSet === 'true' ? 'set' : 'list';
  const shape = hcl?.shape ?? fromClass;
  return shape === 'struct' ? element : [shape as 'list' | 'set' | 'map', element];
}

function objectType({ attributes = {}, block_types: blocks = {} }: BodyJson): Type {
  const members: Record<string, Type> = {};
  for (const [name, { type }] of Object.entries(attributes)) members[name] = type;
  for (const [name, { nesting_mode: nesting, block }] of Object.entries(blocks)) {
    members[name] = nesting === 'single' ? objectType(block) : [nesting, objectType(block)];
  }
  return ['object', members];
}

/** How a getter reads a value of Terraform, and which type that is; the first that fits counts. */
const GETTERS: readonly (readonly [RegExp, Type])[] = [
  [/new cdktf\.StringMap\(/, ['map', 'string']],
  [/new cdktf\.BooleanMap\(/, ['map', 'bool']],
  [/new cdktf\.NumberMap\(/, ['map', 'number']],
  [/Fn\.tolist\(this\.getListAttribute/, ['set', 'string']],
  [/tolist\(this\.getNumberListAttribute/, ['set', 'number']],
  [/getNumberListAttribute/, ['list', 'number']],
  [/getListAttribute/, ['list', 'string']],
  [/getStringMapAttribute/, ['map', 'string']],
  [/getNumberMapAttribute/, ['map', 'number']],
  [/getBooleanMapAttribute/, ['map', 'bool']],
  [/getStringAttribute/, 'string'],
  [/getBooleanAttribute/, 'bool'],
  [/getNumberAttribute/, 'number'],
];

function simpleType(code: string): Type {
  const type = GETTERS.find(([getter]) => getter.test(code))?.[1];
  if (type === undefined) throw new Error(`no getter of a known type in:\n${code}`);
  return type;
}

/** Its properties have no comments, but all of them are optional arguments. */
function providerSchema(): SchemaJson {
  const binding = readBinding('provider');
  return { version: 0, block: argumentsOf(binding, 'AwsProvider') };
}

function argumentsOf(binding: BindingSource, rendered: string): BodyJson {
  const entries = [...binding.hclAttributes(rendered)].filter(([name]) => name !== 'alias');
  const blocks = entries.filter(([, { isBlock }]) => isBlock);
  return {
    attributes: Object.fromEntries(
      entries
        .filter(([, { isBlock }]) => !isBlock)
        .map(([name, hcl]) => [name, { type: argumentType(hcl), optional: true }]),
    ),
    block_types: Object.fromEntries(
      blocks.map(([name, { shape, storage }]) => [
        name,
        { nesting_mode: shape as 'list' | 'set', block: argumentsOf(binding, storage.replace(/List$/, '')) },
      ]),
    ),
  };
}

function argumentType({ shape, storage }: HclAttribute): Type {
  const element = storage.startsWith('number') ? 'number' : storage.startsWith('boolean') ? 'bool' : 'string';
  return shape === 'simple' ? element : [shape as 'list' | 'set' | 'map', element];
}
