import { Dynamic, equalValues, isUnknown, Path, type Type, type Value } from '../../values';
import type { Finding } from '../bug';
import type { Attribute } from '../schema/attribute';
import type { Block, SchemaShape } from '../schema/block';
import { type Body, itemsOf, keysOf, memberOf } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import { showValue } from './show-value';

/**
 * Checks that an apply kept what the plan promised, by core's rules: a known planned value must come out as planned, an
 * unknown one may become anything.
 */
export function checkPromises(compiled: CompiledSchema, planned: Body, state: Body): readonly Finding[] {
  return checkShape(compiled.schema, planned, state, Path.root);
}

function checkShape(shape: SchemaShape, planned: Value, actual: Value, at: Path): Finding[] {
  const findings = Object.entries(shape.attributes).flatMap(([name, attribute]) =>
    checkAttribute(attribute, memberOf(planned, name), memberOf(actual, name), at.attribute(name)),
  );
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    findings.push(...checkBlock(block, memberOf(planned, name), memberOf(actual, name), at.attribute(name)));
  }
  return findings;
}

function checkAttribute({ type, options }: Attribute, planned: Value, actual: Value, path: Path): Finding[] {
  return breaches(type, planned, actual, path).map((breach) => {
    const came = options.sensitive
      ? 'came out different from what was planned (the value is sensitive)'
      : `was planned as ${showValue(breach.planned)}, but came out as ${showValue(breach.actual)}`;
    return { problem: `"${breach.path}" ${came}.`, path: breach.path };
  });
}

function checkBlock(block: Block, planned: Value, actual: Value, path: Path): Finding[] {
  if (isUnknown(planned)) return [];
  const { nesting } = block;
  if (nesting === 'single') return checkBody(block, planned, actual, path);
  if (planned === null || actual === null) return [];
  if (nesting === 'set') return checkSetBlock(block, itemsOf(planned), itemsOf(actual), path);
  const before = nesting === 'map' ? keysOf(planned) : [...itemsOf(planned).keys()].map(String);
  const count = nesting === 'map' ? keysOf(actual).length : itemsOf(actual).length;
  if (before.length !== count) {
    return [{ problem: `"${path}" was planned ${times(before.length)}, but came out ${times(count)}.`, path }];
  }
  // Other keys than planned are fine with core, as long as they are as many.
  return before
    .filter((key) => Object.hasOwn(actual as Body, key))
    .flatMap((key) => {
      const deeper = nesting === 'map' ? path.key(key) : path.index(Number(key));
      return checkBody(block, memberOf(planned, key), memberOf(actual, key), deeper);
    });
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function checkBody(block: Block, planned: Value, actual: Value, path: Path): Finding[] {
  if (planned === null && actual === null) return [];
  if (planned === null) return [{ problem: `"${path}" was planned as absent, but came out present.`, path }];
  if (actual === null) return [{ problem: `"${path}" was planned as present, but came out absent.`, path }];
  return checkShape(block, planned, actual, path);
}

function checkSetBlock(block: Block, planned: readonly Value[], actual: readonly Value[], path: Path): Finding[] {
  const matches = (before: Value, after: Value) => checkBody(block, before, after, path).length === 0;
  return isSameSet(planned, actual, matches)
    ? []
    : [{ problem: `The elements of "${path}" came out different.`, path }];
}

interface Breach {
  readonly path: Path;
  readonly planned: Value;
  readonly actual: Value;
}

/** Where a value differs from the promised one, as deep as it can be told. */
function breaches(type: Type, planned: Value, actual: Value, path: Path): Breach[] {
  // A null without a type promises nothing: core lets any value follow it.
  if (isUnknown(planned) || (type === 'dynamic' && planned === null)) return [];
  const breach = [{ path, planned, actual }];
  if (planned === null || actual === null) return planned === actual ? [] : breach;
  if (planned instanceof Dynamic) {
    if (!(actual instanceof Dynamic) || !isOfType(actual.type, planned.type)) return breach;
    return breaches(planned.type, planned.value, actual.value, path);
  }
  if (typeof type === 'string') return equalValues(type, planned, actual) ? [] : breach;
  switch (type[0]) {
    case 'object':
      return Object.entries(type[1]).flatMap(([name, member]) =>
        breaches(member, memberOf(planned, name), memberOf(actual, name), path.attribute(name)),
      );
    case 'map': {
      if (!hasSameKeys(planned, actual)) return breach;
      return keysOf(planned).flatMap((key) =>
        breaches(type[1], memberOf(planned, key), memberOf(actual, key), path.key(key)),
      );
    }
    case 'set': {
      const matches = (before: Value, after: Value) => breaches(type[1], before, after, path).length === 0;
      return isSameSet(itemsOf(planned), itemsOf(actual), matches) ? [] : breach;
    }
    default: {
      const after = itemsOf(actual);
      if (itemsOf(planned).length !== after.length) return breach;
      const memberType = (i: number) => (type[0] === 'tuple' ? type[1][i]! : type[1]);
      return itemsOf(planned).flatMap((item, i) => breaches(memberType(i), item, after[i]!, path.index(i)));
    }
  }
}

function hasSameKeys(planned: Value, actual: Value): boolean {
  const keys = keysOf(planned);
  return keys.length === keysOf(actual).length && keys.every((key) => Object.hasOwn(actual as Body, key));
}

/** Every element has at least one counterpart on the other side; unknown ones may fall together, but none be added. */
function isSameSet(
  planned: readonly Value[],
  actual: readonly Value[],
  matches: (planned: Value, actual: Value) => boolean,
): boolean {
  return (
    actual.length <= planned.length &&
    planned.every((before) => actual.some((after) => matches(before, after))) &&
    actual.every((after) => planned.some((before) => matches(before, after)))
  );
}

/** Whether a final type fulfils a planned one, in which parts may be left open. */
function isOfType(actual: Type, planned: Type): boolean {
  if (planned === 'dynamic') return true;
  if (typeof planned === 'string' || typeof actual === 'string') return planned === actual;
  if (planned[0] === 'object' && actual[0] === 'object') {
    const [before, after] = [planned[1], actual[1]];
    return (
      Object.keys(before).length === Object.keys(after).length &&
      Object.entries(before).every(([name, type]) => Object.hasOwn(after, name) && isOfType(after[name]!, type))
    );
  }
  if (planned[0] === 'tuple' && actual[0] === 'tuple') {
    const after = actual[1];
    return planned[1].length === after.length && planned[1].every((type, i) => isOfType(after[i]!, type));
  }
  return planned[0] === actual[0] && isOfType(actual[1] as Type, planned[1] as Type);
}
