import { equalValues, isUnknown, Path, type Type, type Value } from '../../values';
import { bug } from '../bug';
import type { Diagnostic } from '../diagnostic';
import type { Attribute, Attributes } from '../schema/attribute';
import type { Block, SchemaShape } from '../schema/block';
import type { CompiledSchema } from '../schema/compiled-schema';
import { typeOfShape } from '../schema/implied-type';
import type { Body, Triple } from '../schema/map-body';

/**
 * Checks a plan by core's rules before core does, so that the message names the rule and the path.
 * A written value must be planned as written, or stay as stored; what is neither written nor computed must be null;
 * blocks must be as many as written; write-only values must be null.
 */
export function checkPlan(
  compiled: CompiledSchema,
  bodies: { config: Body; prior: Body | null; planned: Body },
): readonly Diagnostic[] {
  return checkShape(compiled.schema, bodies, Path.root);
}

type Bodies = Triple<Body | null> & { planned: Body };

function checkShape(shape: SchemaShape, bodies: Bodies, at: Path): Diagnostic[] {
  const problems = checkAttributes(shape.attributes, bodies, at);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    problems.push(...checkBlock(block, memberOf(bodies, name), at.attribute(name)));
  }
  return problems;
}

function checkAttributes(attributes: Attributes, bodies: Bodies, at: Path): Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    checkAttribute(attribute, memberOf(bodies, name), at.attribute(name)),
  );
}

function checkAttribute(attribute: Attribute, values: Triple<Value>, path: Path): Diagnostic[] {
  const { config, prior, planned } = values;
  const { type, mode, nested } = attribute;
  if (mode.endsWith('write-only')) {
    return planned === null ? [] : [bug(`"${path}" is write-only, but the plan holds a value for it.`, path)];
  }
  if (equalValues(type, planned, config)) return [];
  if (prior !== null && config !== null && equalValues(type, planned, prior)) return [];
  const isComputed = mode === 'computed' || mode === 'optional-computed' || mode === 'default';
  if (config === null) {
    return isComputed ? [] : [bug(`"${path}" is not set and not computed, but the plan holds a value for it.`, path)];
  }
  if (nested && planned !== null && !isUnknown(planned) && !isUnknown(config)) {
    return checkNested(nested.nesting, { config, prior, planned }, path, (inner, deeper) =>
      checkAttributes(nested.attributes, inner, deeper),
    );
  }
  return [bug(`"${path}" is planned with another value than the configuration's.`, path)];
}

function checkBlock(block: Block, values: Triple<Value>, path: Path): Diagnostic[] {
  const { config, planned } = values;
  if (block.nesting === 'set') return checkSetBlock(block, values, path);
  if (isUnknown(config) || isUnknown(planned)) {
    return isUnknown(config) && isUnknown(planned)
      ? []
      : [bug(`"${path}" is a block: blocks cannot be unknown.`, path)];
  }
  if (block.nesting === 'single') {
    if ((config === null) !== (planned === null))
      return [bug(`"${path}" is planned, but not written, or the reverse.`, path)];
    return planned === null ? [] : checkShape(block, bodiesOf(values), path);
  }
  return checkNested(block.nesting, values, path, (inner, deeper) => checkShape(block, inner, deeper));
}

/** Elements of a set cannot be told apart, so only their number and wholeness are checked, as core does. */
function checkSetBlock(block: Block, { config, planned }: Triple<Value>, path: Path): Diagnostic[] {
  const type: Type = ['set', typeOfShape(block)];
  if (isUnknown(config) || equalValues(type, config, planned)) return [];
  if (planned === null || isUnknown(planned)) return [bug(`"${path}" is a set of blocks: it must be known.`, path)];
  return sizeOf(planned) > sizeOf(config) ? [countBug(path, config, planned)] : [];
}

function checkNested(
  nesting: string,
  values: Triple<Value>,
  path: Path,
  check: (bodies: Bodies, path: Path) => Diagnostic[],
): Diagnostic[] {
  const { config, planned } = values;
  if (nesting === 'single') return check(bodiesOf(values), path);
  if (planned === null || sizeOf(config) !== sizeOf(planned)) return [countBug(path, config, planned)];
  if (nesting === 'set') return [];
  const keys = nesting === 'list' ? (planned as readonly Value[]).map((_, i) => i) : Object.keys(planned as Body);
  return keys.flatMap((key) => {
    const member = memberOf(bodiesOf(values), String(key));
    if (member.planned === null || isUnknown(member.planned) || isUnknown(member.config)) return [];
    return check(bodiesOf(member), typeof key === 'number' ? path.index(key) : path.key(key));
  });
}

function countBug(path: Path, config: Value, planned: Value): Diagnostic {
  return bug(`"${path}" is written ${sizeOf(config)} times, but planned ${sizeOf(planned)} times.`, path);
}

function sizeOf(value: Value): number {
  return value === null || typeof value !== 'object' || isUnknown(value) ? 0 : Object.keys(value).length;
}

function bodiesOf(values: Triple<Value>): Bodies {
  const body = (value: Value) => (value === null || isUnknown(value) ? null : (value as Body));
  return { config: body(values.config), prior: body(values.prior), planned: values.planned as Body };
}

function memberOf(bodies: Triple<Body | null>, name: string): Triple<Value> {
  return {
    config: bodies.config?.[name] ?? null,
    prior: bodies.prior?.[name] ?? null,
    planned: bodies.planned?.[name] ?? null,
  };
}
