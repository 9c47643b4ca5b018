import type { Type } from '../../values';
import type { Attribute, Attributes } from './attribute';
import type { SchemaShape } from './block';
import type { Schema } from './schema';

const NAME = /^[a-z_][a-z0-9_]*$/;
/** Names that Terraform keeps for itself in resource and data blocks. */
const RESERVED = new Set(['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner']);

/** What is wrong with a schema by the rules that Terraform checks when it loads one; empty if nothing is. */
export function checkSchema(schema: Schema): readonly string[] {
  const version = schema.version ?? 0;
  const problems = Number.isSafeInteger(version) && version >= 0 ? [] : [`version ${version} is not a whole number`];
  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks ?? {})];
  problems.push(...names.filter((name) => RESERVED.has(name)).map((name) => `"${name}" is reserved by Terraform`));
  return [...problems, ...checkShape(schema, '', false)];
}

function checkShape(shape: SchemaShape, at: string, inSet: boolean): string[] {
  const problems = checkAttributes(shape.attributes, at, inSet);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    const path = at + name;
    if (!NAME.test(name)) problems.push(`"${path}": names consist of a-z, 0-9 and _`);
    if (name in shape.attributes) problems.push(`"${path}" is both an attribute and a block`);
    const { minItems = 0, maxItems = 0 } = block.options;
    const counts = block.nesting === 'list' || block.nesting === 'set';
    if (!counts && (minItems > 0 || maxItems > 0))
      problems.push(`"${path}": only lists and sets have minItems, maxItems`);
    if (maxItems > 0 && minItems > maxItems) problems.push(`"${path}": minItems is above maxItems`);
    if (block.options.required && block.nesting === 'map')
      problems.push(`"${path}": a map of blocks cannot be required`);
    problems.push(...checkShape(block, `${path}.`, inSet || block.nesting === 'set'));
  }
  return problems;
}

function checkAttributes(attributes: Attributes, at: string, inSet: boolean): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const path = at + name;
    const problems = NAME.test(name) ? [] : [`"${path}": names consist of a-z, 0-9 and _`];
    problems.push(...checkOptions(attribute).map((problem) => `"${path}": ${problem}`));
    if (inSet && attribute.mode.endsWith('write-only')) problems.push(`"${path}": a set cannot hold write-only values`);
    if (inSet && holdsDynamic(attribute.type)) problems.push(`"${path}": a set cannot hold dynamic values`);
    if (!attribute.nested && collectionHoldsDynamic(attribute.type))
      problems.push(`"${path}": a collection cannot hold dynamic values`);
    const nested = attribute.nested;
    return nested
      ? [...problems, ...checkAttributes(nested.attributes, `${path}.`, inSet || nested.nesting === 'set')]
      : problems;
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
