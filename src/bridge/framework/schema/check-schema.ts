import { encodeMsgpack, type Type, type Value } from '../../values';
import type { Attribute, Attributes } from './attribute';
import type { Block, SchemaShape } from './block';
import type { Schema } from './schema';

/** What a schema describes; some rules depend on it. */
export type SchemaKind = 'provider' | 'resource' | 'data source' | 'ephemeral resource';

const NAME = /^[a-z_][a-z0-9_]*$/;
const BLOCK_WORDS = ['count', 'depends_on', 'for_each', 'lifecycle', 'provider'];
/** Names that Terraform keeps for itself. */
const RESERVED: Readonly<Record<SchemaKind, readonly string[]>> = {
  provider: ['alias', 'count', 'depends_on', 'for_each', 'lifecycle', 'locals', 'source', 'version'],
  resource: [...BLOCK_WORDS, 'connection', 'provisioner'],
  'data source': BLOCK_WORDS,
  'ephemeral resource': BLOCK_WORDS,
};

/**
 * What is wrong with a schema; empty if nothing is. Most rules are those that Terraform checks when it loads a schema,
 * the others tell what this framework cannot serve.
 */
export function checkSchema(schema: Schema, kind: SchemaKind): readonly string[] {
  const version = schema.version ?? 0;
  const problems = Number.isSafeInteger(version) && version >= 0 ? [] : [`version ${version} is not a whole number`];
  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks ?? {})];
  problems.push(
    ...names.filter((name) => RESERVED[kind].includes(name)).map((name) => `"${name}" is reserved by Terraform`),
  );
  if (kind === 'provider') problems.push(...checkProvider(schema));
  if (kind === 'resource' && holdsWriteOnly(schema) && !Object.values(schema.attributes).some(isOpenedByUpdates)) {
    problems.push(SECRETS_NEED_A_TRACE);
  }
  return [...problems, ...checkShape(schema, '', { inBlock: false, inCollection: false, inSet: false })];
}

/** A plan holds no write-only value: without anything else that changes, Terraform would take an update for none. */
const SECRETS_NEED_A_TRACE =
  'a changed write-only value would not show: add a computed attribute without keepPriorState beside it';

function holdsWriteOnly({ attributes, blocks = {} }: SchemaShape): boolean {
  return (
    Object.values(attributes).some(({ options, nested }) => options.writeOnly || (nested && holdsWriteOnly(nested))) ||
    Object.values(blocks).some(holdsWriteOnly)
  );
}

function isOpenedByUpdates({ mode, options }: Attribute): boolean {
  return mode === 'computed' && !options.keepPriorState;
}

interface Place {
  readonly inBlock: boolean;
  /** Below a block that may repeat. */
  readonly inCollection: boolean;
  readonly inSet: boolean;
}

/** A provider has no state, and nothing to compute. */
function checkProvider({ attributes }: SchemaShape): string[] {
  return Object.entries(attributes)
    .filter(([, { options }]) => options.computed)
    .map(([name]) => `"${name}": a provider's argument cannot be computed`);
}

function checkShape(shape: SchemaShape, at: string, place: Place): string[] {
  const problems = checkAttributes(shape.attributes, at, place);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    const path = at + name;
    if (name in shape.attributes) problems.push(`"${path}" is both an attribute and a block`);
    problems.push(...checkBlock(name, block, place).map((problem) => `"${path}": ${problem}`));
    const inner: Place = {
      inBlock: true,
      inCollection: place.inCollection || block.nesting !== 'single',
      inSet: place.inSet || block.nesting === 'set',
    };
    problems.push(...checkShape(block, `${path}.`, inner));
  }
  return problems;
}

function checkBlock(name: string, { nesting, options, attributes, blocks }: Block, place: Place): string[] {
  const problems = NAME.test(name) ? [] : ['names consist of a-z, 0-9 and _'];
  const { minItems = 0, maxItems = 0, required } = options;
  const isWhole = (count: number) => Number.isSafeInteger(count) && count >= 0;
  if (!isWhole(minItems) || !isWhole(maxItems)) problems.push('minItems and maxItems are whole numbers');
  const counts = nesting === 'list' || nesting === 'set';
  if (!counts && (minItems > 0 || maxItems > 0)) problems.push('only lists and sets have minItems, maxItems');
  if (maxItems > 0 && minItems > maxItems) problems.push('minItems is above maxItems');
  if (required && nesting === 'map') problems.push('a map of blocks cannot be required');
  if (options.local && place.inBlock) problems.push('only a block at the top can be local');
  if (options.replace && place.inCollection)
    problems.push('a block that may repeat holds none that demands replacement');
  if (nesting !== 'single' && holdsDynamicAttribute({ attributes, blocks })) {
    problems.push(`a ${nesting} cannot hold dynamic values`);
  }
  return problems;
}

function holdsDynamicAttribute({ attributes, blocks = {} }: SchemaShape): boolean {
  return (
    Object.values(attributes).some(({ type }) => holdsDynamic(type)) ||
    Object.values(blocks).some(holdsDynamicAttribute)
  );
}

function checkAttributes(attributes: Attributes, at: string, place: Place): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const path = at + name;
    const problems = NAME.test(name) ? [] : ['names consist of a-z, 0-9 and _'];
    problems.push(...checkOptions(attribute), ...checkDefault(attribute));
    if (place.inSet && attribute.options.writeOnly) problems.push('a set cannot hold write-only values');
    if (collectionHoldsDynamic(attribute.type)) problems.push('a collection cannot hold dynamic values');
    const { nested } = attribute;
    const inner = nested
      ? checkAttributes(nested.attributes, `${path}.`, { ...place, inSet: place.inSet || nested.nesting === 'set' })
      : [];
    return [...problems.map((problem) => `"${path}": ${problem}`), ...inner];
  });
}

function checkOptions({ options, mode }: Attribute): string[] {
  const problems: string[] = [];
  const { required, optional, computed, writeOnly, default: fallback } = options;
  if (required && (optional || computed || fallback !== undefined)) {
    problems.push('a required attribute cannot be optional, computed or have a default');
  }
  if (!required && !optional && !computed && !writeOnly && fallback === undefined) {
    problems.push('one of required, optional, computed, default and writeOnly must be set');
  }
  if (writeOnly && (computed || fallback !== undefined)) {
    problems.push('a write-only attribute cannot be computed or have a default');
  }
  if (fallback !== undefined && computed) problems.push('a default leaves nothing to compute');
  if (options.keepPriorState && mode !== 'computed' && mode !== 'optional-computed') {
    problems.push('keepPriorState is for computed attributes');
  }
  return problems;
}

function checkDefault({ type, options }: Attribute): string[] {
  if (options.default === undefined) return [];
  try {
    encodeMsgpack(type, options.default as Value);
    return [];
  } catch (error) {
    return [`the default does not fit the type: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function holdsDynamic(type: Type): boolean {
  return type === 'dynamic' || membersOf(type).some(holdsDynamic);
}

/** Elements of a list, set or map share one type, so "any type" cannot be told apart there. */
function collectionHoldsDynamic(type: Type): boolean {
  const isCollection = typeof type !== 'string' && ['list', 'set', 'map'].includes(type[0]);
  return membersOf(type).some(isCollection ? holdsDynamic : collectionHoldsDynamic);
}

function membersOf(type: Type): readonly Type[] {
  if (typeof type === 'string') return [];
  if (type[0] === 'object') return Object.values(type[1]);
  return type[0] === 'tuple' ? type[1] : [type[1]];
}
