import { encodeType } from '../values';
import type { Attribute, Attributes, CompiledSchema, Nesting, ProviderFunction, SchemaShape } from '../framework';

type Kind = CompiledSchema['kind'];

const MARKDOWN = 1;
/** Numbers of `Schema.NestedBlock.NestingMode` and `Schema.Object.NestingMode`, which agree. */
const NESTING: Readonly<Record<Nesting, number>> = { single: 1, list: 2, set: 3, map: 4 };

/** A schema as Terraform reads it. */
export function wireSchema({ kind, schema, version }: CompiledSchema) {
  return { version, block: wireBlock(kind, schema, schema.description, schema.deprecated !== undefined) };
}

function wireBlock(kind: Kind, shape: SchemaShape, description: string, deprecated: boolean): object {
  return {
    attributes: wireAttributes(kind, shape.attributes),
    blockTypes: Object.entries(shape.blocks ?? {}).map(([typeName, block]) => ({
      typeName,
      block: wireBlock(kind, block, block.options.description, block.options.deprecated !== undefined),
      nesting: NESTING[block.nesting],
      ...itemLimits(block.nesting, block.options),
    })),
    description,
    descriptionKind: MARKDOWN,
    deprecated,
  };
}

function itemLimits(nesting: Nesting, { required, minItems, maxItems }: ItemOptions) {
  // Core wants both limits of a single block to be equal (1 means required), and none at all for a map.
  if (nesting === 'map') return {};
  if (nesting === 'single') return required ? { minItems: 1, maxItems: 1 } : {};
  return { minItems: minItems ?? (required ? 1 : 0), maxItems };
}

interface ItemOptions {
  readonly required?: true;
  readonly minItems?: number;
  readonly maxItems?: number;
}

function wireAttributes(kind: Kind, attributes: Attributes): object[] {
  return Object.entries(attributes).map(([name, attribute]) => wireAttribute(kind, name, attribute));
}

function wireAttribute(kind: Kind, name: string, { type, mode, nested, options }: Attribute): object {
  const nestedType = nested && {
    attributes: wireAttributes(kind, nested.attributes),
    nesting: NESTING[nested.nesting],
  };
  return {
    name,
    ...(nestedType ? { nestedType } : { type: encodeType(type) }),
    description: options.description,
    descriptionKind: MARKDOWN,
    required: mode === 'required' || mode === 'required-write-only',
    optional: mode === 'optional' || mode === 'optional-computed' || mode === 'default' || mode === 'write-only',
    // Core lets a default be filled in only where the attribute is computed too. A provider's never reaches core.
    computed: mode === 'computed' || mode === 'optional-computed' || (mode === 'default' && kind !== 'provider'),
    sensitive: options.sensitive,
    deprecated: options.deprecated !== undefined,
    writeOnly: options.writeOnly,
  };
}

/** A function's signature as Terraform reads it. */
export function wireFunction(definition: ProviderFunction) {
  const { parameters, variadic, returns, summary, description, deprecated } = definition;
  return {
    parameters: parameters.map(wireParameter),
    variadicParameter: variadic && wireParameter(variadic),
    return: { type: encodeType(returns.type) },
    summary,
    description,
    descriptionKind: MARKDOWN,
    deprecationMessage: deprecated,
  };
}

function wireParameter({ name, type, description, allowNull }: ProviderFunction['parameters'][number]) {
  return { name, type: encodeType(type.type), description, descriptionKind: MARKDOWN, allowNullValue: allowNull };
}
