import { equalValues, isUnknown, type Path, type Value, ValueError } from '../../values';
import type { Attribute, Attributes, Nesting } from './attribute';
import type { SchemaShape } from './block';
import { type Body, itemsOf, keysOf, memberOf } from './body';
import { typeOfShape } from './implied-type';
import { continueSet } from './set-elements';

/** The same place in what the person wrote, in what was stored, and in the plan. */
export interface Triple<T> {
  readonly config: T;
  readonly prior: T;
  readonly planned: T;
}

/**
 * Decides the planned value of one attribute. Nested attributes below it are visited only if it returns undefined.
 * Below a set the path is that of the set: its elements have no address that Terraform could follow.
 */
export type Leaf = (attribute: Attribute, values: Triple<Value>, path: Path) => Value | undefined;

/**
 * Rebuilds a planned body attribute by attribute, with the configuration and the prior state of the same place at hand.
 * Where configuration is given, a set is built anew from it and the prior state: see {@link continueSet}.
 * Anything unknown or null is passed through: there is nothing below it yet. Only blocks that may repeat are never null:
 * Terraform wants an empty collection in place of none.
 * @throws ValueError where a nested body has not the shape that its schema says
 */
export function mapBody(shape: SchemaShape, bodies: Triple<Value>, at: Path, leaf: Leaf): Body {
  return mapShape({ leaf, move: (_, to) => to }, shape, bodies, at);
}

interface Walk {
  readonly leaf: Leaf;
  /** The path of the next step; below a set it stays where it is. */
  move(from: Path, to: Path): Path;
}

function mapShape(walk: Walk, shape: SchemaShape, bodies: Triple<Value>, at: Path): Body {
  const result = mapAttributes(walk, shape.attributes, bodies, at);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    const values = pick(bodies, name);
    const planned = values.planned ?? nothingOf(block.nesting);
    const inner: MapInner = (within, deeper, path) => mapShape(within, block, deeper, path);
    result[name] = mapNested(walk, { ...values, planned }, walk.move(at, at.attribute(name)), {
      nesting: block.nesting,
      shape: block,
      inner,
    });
  }
  return result;
}

/** What stands for "no such block". */
export function nothingOf(nesting: Nesting): Value {
  if (nesting === 'single') return null;
  return nesting === 'map' ? {} : [];
}

function mapAttributes(walk: Walk, attributes: Attributes, bodies: Triple<Value>, at: Path): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const values = pick(bodies, name);
    const path = walk.move(at, at.attribute(name));
    const decided = walk.leaf(attribute, values, path);
    const { nested } = attribute;
    if (decided !== undefined || !nested) {
      result[name] = decided ?? (decided === undefined ? values.planned : null);
      continue;
    }
    const inner: MapInner = (within, deeper, path) => mapAttributes(within, nested.attributes, deeper, path);
    result[name] = mapNested(walk, values, path, {
      nesting: nested.nesting,
      shape: nested,
      inner,
    });
  }
  return result;
}

type MapInner = (walk: Walk, bodies: Triple<Value>, path: Path) => Body;

interface NestedKind {
  readonly nesting: Nesting;
  readonly shape: SchemaShape;
  readonly inner: MapInner;
}

function mapNested(walk: Walk, values: Triple<Value>, at: Path, kind: NestedKind): Value {
  const { nesting, inner } = kind;
  const { planned } = values;
  if (planned === null || isUnknown(planned)) return planned;
  const isList = nesting === 'list' || nesting === 'set';
  if (typeof planned !== 'object' || Array.isArray(planned) !== isList) {
    throw new ValueError(`${isList ? `a ${nesting}` : 'an object'} is required`, at);
  }
  if (nesting === 'single') return mapElement(walk, values, at, inner);
  if (nesting === 'map') {
    return Object.fromEntries(
      keysOf(planned).map((key) => [key, mapElement(walk, pick(values, key), walk.move(at, at.key(key)), inner)]),
    );
  }
  if (nesting === 'set') return mapSet(walk, values, at, kind);
  return itemsOf(planned).map((item, i) => {
    const siblings = { config: itemOf(values.config, i), prior: itemOf(values.prior, i), planned: item };
    return mapElement(walk, siblings, walk.move(at, at.index(i)), inner);
  });
}

function mapSet(walk: Walk, values: Triple<Value>, at: Path, { shape, inner }: NestedKind): Value {
  const within: Walk = { leaf: walk.leaf, move: (from) => from };
  const stored = itemsOf(values.prior);
  const elements: readonly Triple<Value>[] = isGiven(values.config)
    ? continueSet(shape, itemsOf(values.config), stored)
    : itemsOf(values.planned).map((planned) => ({ config: null, prior: mostAlike(shape, planned, stored), planned }));
  return elements.map((element) => mapElement(within, element, at, inner));
}

function isGiven(value: Value): boolean {
  return value !== null && !isUnknown(value);
}

/** The stored element that shares the most values with a planned one. */
function mostAlike(shape: SchemaShape, planned: Value, candidates: readonly Value[]): Value {
  const [, types] = typeOfShape(shape);
  const likeness = (candidate: Value) =>
    Object.entries(types).filter(([name, type]) =>
      equalValues(type, memberOf(candidate, name), memberOf(planned, name)),
    ).length;
  let best: Value = null;
  let most = 0;
  for (const candidate of candidates) {
    const score = likeness(candidate);
    if (score > most) [best, most] = [candidate, score];
  }
  return best;
}

function mapElement(walk: Walk, values: Triple<Value>, path: Path, inner: MapInner): Value {
  const { planned } = values;
  if (planned === null || isUnknown(planned)) return planned;
  if (typeof planned !== 'object' || Array.isArray(planned)) throw new ValueError('an object is required', path);
  return inner(walk, values, path);
}

function itemOf(value: Value, i: number): Value {
  return isUnknown(value) ? value : (itemsOf(value)[i] ?? null);
}

function pick(bodies: Triple<Value>, name: string): Triple<Value> {
  return {
    config: memberOf(bodies.config, name),
    prior: memberOf(bodies.prior, name),
    planned: memberOf(bodies.planned, name),
  };
}
