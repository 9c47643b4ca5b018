import { equalValues, isUnknown, type Value } from '../../values';
import type { Attribute, Attributes, Nesting } from './attribute';
import type { SchemaShape } from './block';
import { itemsOf, keysOf, memberOf } from './body';

/** One written element of a set, the stored one that it continues (null if it is new), and the two merged. */
export interface SetElement {
  readonly config: Value;
  readonly prior: Value;
  readonly planned: Value;
}

/**
 * Finds for each written element of a set the stored one that came from it. Elements have no position or key, so it is the
 * one that only adds computed values. Core does the same for its proposal, but takes the first that fits: two elements that
 * differ in an optional computed attribute alone can end as one there, and elements with sets inside are never found.
 */
export function continueSet(shape: SchemaShape, written: readonly Value[], stored: readonly Value[]): SetElement[] {
  const choices = written.map((config) => ({
    config,
    gaps: keysOf(config).filter((name) => memberOf(config, name) === null).length,
    candidates: stored.filter((prior) => completes(shape, config, prior)),
  }));
  // Those with little choice first: a fully written element must not lose its counterpart to one with gaps.
  choices.sort((a, b) => a.candidates.length - b.candidates.length || a.gaps - b.gaps);
  const taken = new Set<Value>();
  return choices.map(({ config, candidates }) => {
    const free = candidates.filter((candidate) => !taken.has(candidate));
    const prior = free.find((candidate) => hasDefaults(shape, config, candidate)) ?? free[0] ?? null;
    taken.add(prior);
    return { config, prior, planned: propose(shape, prior, config) };
  });
}

/** Whether a stored element has the defaults of all that is not written. */
function hasDefaults({ attributes }: SchemaShape, config: Value, prior: Value): boolean {
  return Object.entries(attributes).every(([name, { type, options }]) => {
    if (options.default === undefined || memberOf(config, name) !== null) return true;
    return equalValues(type, options.default, memberOf(prior, name));
  });
}

/** Whether a stored body is what was written, plus computed values. */
function completes(shape: SchemaShape, config: Value, prior: Value): boolean {
  if (config === null || prior === null) return config === prior;
  if (isUnknown(config)) return false;
  return (
    Object.entries(shape.attributes).every(([name, attribute]) =>
      attributeCompletes(attribute, memberOf(config, name), memberOf(prior, name)),
    ) &&
    Object.entries(shape.blocks ?? {}).every(([name, block]) =>
      elementsComplete(block.nesting, block, memberOf(config, name), memberOf(prior, name)),
    )
  );
}

function attributeCompletes(attribute: Attribute, config: Value, prior: Value): boolean {
  if (config === null) return prior === null || isComputed(attribute);
  const { nested, type } = attribute;
  if (!nested || prior === null) return equalValues(type, config, prior);
  return elementsComplete(nested.nesting, nested, config, prior);
}

function elementsComplete(nesting: Nesting, shape: SchemaShape, config: Value, prior: Value): boolean {
  if (nesting === 'single') return completes(shape, config, prior);
  if (isUnknown(config)) return false;
  if (nesting === 'map') {
    const keys = keysOf(config);
    return (
      keys.length === keysOf(prior).length &&
      keys.every((key) => keysOf(prior).includes(key) && completes(shape, memberOf(config, key), memberOf(prior, key)))
    );
  }
  const [written, stored] = [itemsOf(config), itemsOf(prior)];
  if (nesting === 'list') {
    return written.length === stored.length && written.every((item, i) => completes(shape, item, stored[i]!));
  }
  // Elements that defaults made equal are stored as one.
  return (
    written.every((item) => stored.some((other) => completes(shape, item, other))) &&
    stored.every((other) => written.some((item) => completes(shape, item, other)))
  );
}

/** What was written, with computed values that were left out taken from what is stored. */
function propose(shape: SchemaShape, prior: Value, config: Value): Value {
  if (config === null || isUnknown(config)) return config;
  const proposed = proposeAttributes(shape.attributes, prior, config);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    proposed[name] = proposeElements(block.nesting, block, memberOf(prior, name), memberOf(config, name));
  }
  return proposed;
}

function proposeAttributes(attributes: Attributes, prior: Value, config: Value): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const [stored, written] = [memberOf(prior, name), memberOf(config, name)];
      if (written === null && isComputed(attribute)) return [name, stored];
      const { nested } = attribute;
      return [name, nested ? proposeElements(nested.nesting, nested, stored, written) : written];
    }),
  );
}

function proposeElements(nesting: Nesting, shape: SchemaShape, prior: Value, config: Value): Value {
  if (config === null || isUnknown(config)) return config;
  if (nesting === 'single') return propose(shape, prior, config);
  if (nesting === 'map') {
    return Object.fromEntries(
      keysOf(config).map((key) => [key, propose(shape, memberOf(prior, key), memberOf(config, key))]),
    );
  }
  if (nesting === 'set') return continueSet(shape, itemsOf(config), itemsOf(prior)).map(({ planned }) => planned);
  return itemsOf(config).map((item, i) => propose(shape, itemsOf(prior)[i] ?? null, item));
}

function isComputed({ mode }: Attribute): boolean {
  return mode === 'computed' || mode === 'optional-computed' || mode === 'default';
}
