import { equalValues, isUnknown, type Path, type Value } from '../../values';
import type { Attribute, Attributes, Nesting } from './attribute';
import type { SchemaShape } from './block';
import { typeOfAttributes, typeOfShape } from './implied-type';

export type Body = Readonly<Record<string, Value>>;

/** The same place in what the person wrote, in what was stored, and in the plan. */
export interface Triple<T> {
  readonly config: T;
  readonly prior: T;
  readonly planned: T;
}

/** Decides the planned value of one attribute. Nested attributes below it are visited only if it returns undefined. */
export type Leaf = (attribute: Attribute, values: Triple<Value>, path: Path) => Value | undefined;

/**
 * Rebuilds a planned body attribute by attribute, with the configuration and the prior state of the same place at hand.
 * Anything unknown or null is passed through: there is nothing below it yet.
 */
export function mapBody(
  shape: SchemaShape,
  bodies: Triple<Body | null> & { planned: Body },
  at: Path,
  leaf: Leaf,
): Body {
  const result: Record<string, Value> = mapAttributes(shape.attributes, bodies, at, leaf);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    result[name] = mapNested(block.nesting, typeOfShape(block), pick(bodies, name), at.attribute(name), (inner, path) =>
      mapBody(block, inner, path, leaf),
    );
  }
  return result;
}

function mapAttributes(
  attributes: Attributes,
  bodies: Triple<Body | null> & { planned: Body },
  at: Path,
  leaf: Leaf,
): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const values = pick(bodies, name);
    const path = at.attribute(name);
    const decided = leaf(attribute, values, path);
    const { nested } = attribute;
    result[name] =
      decided !== undefined
        ? decided
        : nested
          ? mapNested(nested.nesting, typeOfAttributes(nested.attributes), values, path, (inner, deeper) =>
              mapAttributes(nested.attributes, inner, deeper, leaf),
            )
          : values.planned;
  }
  return result;
}

type MapInner = (bodies: Triple<Body | null> & { planned: Body }, path: Path) => Body;

function mapNested(
  nesting: Nesting,
  element: ReturnType<typeof typeOfShape>,
  values: Triple<Value>,
  at: Path,
  inner: MapInner,
): Value {
  const { planned } = values;
  if (planned === null || isUnknown(planned)) return planned;
  if (nesting === 'single') return inner(asBodies(values), at);
  if (nesting === 'map') {
    const maps = asBodies(values);
    return Object.fromEntries(
      Object.keys(maps.planned).map((key) => [key, mapElement(pick(maps, key), at.key(key), inner)]),
    );
  }
  return (planned as readonly Value[]).map((item, i) => {
    const at1 = nesting === 'list' ? at.index(i) : at;
    const siblings = (value: Value): Value =>
      nesting === 'list' ? (elements(value)[i] ?? null) : findSibling(element, elements(value), item);
    return mapElement({ config: siblings(values.config), prior: siblings(values.prior), planned: item }, at1, inner);
  });
}

function mapElement(values: Triple<Value>, path: Path, inner: MapInner): Value {
  return values.planned === null || isUnknown(values.planned) ? values.planned : inner(asBodies(values), path);
}

/** Elements of a set have no position: the sibling is the one whose written attributes all agree. */
function findSibling(element: ReturnType<typeof typeOfShape>, candidates: readonly Value[], planned: Value): Value {
  if (planned === null || isUnknown(planned)) return null;
  const types = element[1];
  const agrees = (candidate: Value) =>
    candidate !== null &&
    !isUnknown(candidate) &&
    Object.entries(candidate as Body).every(
      ([name, value]) => value === null || equalValues(types[name]!, value, (planned as Body)[name] ?? null),
    );
  return candidates.find(agrees) ?? null;
}

function elements(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function asBodies(values: Triple<Value>): Triple<Body | null> & { planned: Body } {
  const body = (value: Value) => (value === null || isUnknown(value) ? null : (value as Body));
  return { config: body(values.config), prior: body(values.prior), planned: values.planned as Body };
}

function pick(bodies: Triple<Body | null>, name: string): Triple<Value> {
  return {
    config: bodies.config?.[name] ?? null,
    prior: bodies.prior?.[name] ?? null,
    planned: bodies.planned?.[name] ?? null,
  };
}
