import { equalValues, isUnknown, isWhollyKnown, Path, type Type, type Value } from '../../values';
import { bug } from '../bug';
import type { Diagnostic } from '../diagnostic';
import type { SchemaShape } from '../schema/block';
import type { CompiledSchema } from '../schema/compiled-schema';
import { type Body, mapBody } from '../schema/map-body';

/**
 * Checks a state that is to be stored: wholly known, and null where write-only. Core drops the whole object, which then
 * exists untracked, when it finds a write-only value.
 */
export function checkState(compiled: CompiledSchema, state: Body): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const name of Object.keys(state)) {
    if (!(name in compiled.type[1])) problems.push(bug(`The new state has "${name}", which the schema has not.`));
  }
  for (const [name, value] of Object.entries(state)) {
    const path = Path.root.attribute(name);
    if (!isWhollyKnown(value)) problems.push(bug(`"${path}" is still unknown in the new state.`, path));
  }
  for (const path of writeOnlyLeaks(compiled.schema, state)) {
    problems.push(bug(`"${path}" is write-only, but the new state holds a value for it.`, path));
  }
  return problems;
}

/** Checks that an apply kept what the plan promised: core refuses a known planned value that came out different. */
export function checkPromises(compiled: CompiledSchema, planned: Body, state: Body): readonly Diagnostic[] {
  return Object.entries(compiled.type[1]).flatMap(([name, type]) => {
    const kept = agrees(type, planned[name] ?? null, state[name] ?? null);
    const path = Path.root.attribute(name);
    return kept ? [] : [bug(`"${path}" came out different from what was planned.`, path)];
  });
}

/** Makes a body storable whatever an author left in it: missing and unknown values and write-only ones become null. */
export function makeStorable(compiled: CompiledSchema, state: Body): Body {
  const complete = Object.fromEntries(
    Object.keys(compiled.type[1]).map((name) => [name, settle(state[name] ?? nothing(compiled, name))]),
  );
  return mapBody(compiled.schema, { config: null, prior: null, planned: complete }, Path.root, (attribute) =>
    attribute.options.writeOnly ? null : undefined,
  );
}

/** What stands for "none": Terraform wants an empty collection for blocks that repeat, and null for anything else. */
function nothing({ schema }: CompiledSchema, name: string): Value {
  const nesting = schema.blocks?.[name]?.nesting;
  return nesting === undefined || nesting === 'single' ? null : nesting === 'map' ? {} : [];
}

function agrees(type: Type, planned: Value, actual: Value): boolean {
  if (isUnknown(planned)) return true;
  if (planned === null || actual === null) return planned === actual;
  if (isWhollyKnown(planned)) return equalValues(type, planned, actual);
  if (typeof type === 'string') return true;
  if (type[0] === 'object') {
    return Object.entries(type[1]).every(([name, member]) =>
      agrees(member, (planned as Body)[name] ?? null, (actual as Body)[name] ?? null),
    );
  }
  const keys = Object.keys(planned);
  if (keys.length !== Object.keys(actual).length && type[0] !== 'set') return false;
  if (type[0] === 'set') return Object.keys(actual).length <= keys.length;
  return keys.every((key) =>
    agrees(
      type[0] === 'tuple' ? type[1][Number(key)]! : (type[1] as Type),
      memberOf(planned, key),
      memberOf(actual, key),
    ),
  );
}

function memberOf(value: Value, key: string): Value {
  return (value as Body)[key] ?? null;
}

function settle(value: Value): Value {
  if (isUnknown(value)) return null;
  if (isWhollyKnown(value)) return value;
  if (Array.isArray(value)) return value.map(settle);
  return Object.fromEntries(Object.entries(value as Body).map(([name, member]) => [name, settle(member)]));
}

function writeOnlyLeaks(shape: SchemaShape, state: Body): readonly Path[] {
  const leaks: Path[] = [];
  mapBody(shape, { config: null, prior: null, planned: state }, Path.root, (attribute, { planned }, path) => {
    if (attribute.options.writeOnly && planned !== null) leaks.push(path);
    return undefined;
  });
  return leaks;
}
