import { equalValues, isUnknown, isWhollyKnown, Path, type Type, type Value } from '../../values';
import type { Finding } from '../bug';
import type { Attribute, Attributes, NestedAttributes } from '../schema/attribute';
import type { Block, SchemaShape } from '../schema/block';
import { type Body, itemsOf, keysOf, memberOf } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import { typeOfAttributes, typeOfShape } from '../schema/implied-type';
import type { Triple } from '../schema/map-body';
import { showValue } from './show-value';

/**
 * Checks a plan by core's rules before core does, so that the message names the argument and whose fault it is; exactly
 * what core refuses is refused. A written value must be planned as written, or stay as stored; what is neither written nor
 * computed must be null; blocks must be those that are written; write-only values must be null.
 */
export function checkPlan(
  compiled: CompiledSchema,
  bodies: { config: Body; prior: Body | null; planned: Body },
): readonly Finding[] {
  return checkShape(compiled.schema, bodies, Path.root);
}

type Bodies = Triple<Value>;

function checkShape(shape: SchemaShape, bodies: Bodies, at: Path): Finding[] {
  const findings = checkAttributes(shape.attributes, bodies, at);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    findings.push(...checkBlock(block, pick(bodies, name), at.attribute(name)));
  }
  return findings;
}

function checkAttributes(attributes: Attributes, bodies: Bodies, at: Path): Finding[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    checkAttribute(attribute, pick(bodies, name), at.attribute(name)),
  );
}

function checkAttribute(attribute: Attribute, values: Bodies, path: Path): Finding[] {
  const { config, prior, planned } = values;
  const { type, mode, nested, options } = attribute;
  if (options.writeOnly) {
    return planned === null ? [] : [{ problem: `"${path}" is write-only, but the plan holds a value for it.`, path }];
  }
  if (equalValues(type, planned, config)) return [];
  // "Keep what is stored" is how a provider says that two spellings mean the same.
  if (prior !== null && config !== null && equalValues(type, planned, prior)) return [];
  // A computed attribute may have a written value here: "ignore_changes" puts the stored one into the configuration.
  if (mode === 'computed') return [];
  if (config === null) {
    if (mode === 'optional-computed' || mode === 'default') return [];
    return [
      { problem: `"${path}" is neither written nor computed, but planned as ${shown(attribute, planned)}.`, path },
    ];
  }
  if (nested && planned !== null && !isUnknown(planned)) return checkNested(nested, values, path);
  const problem = `"${path}" is written as ${shown(attribute, config)}, but planned as ${shown(attribute, planned)}.`;
  return [{ problem, path }];
}

function shown({ options }: Attribute, value: Value): string {
  return options.sensitive ? 'a sensitive value' : showValue(value);
}

function checkNested({ nesting, attributes }: NestedAttributes, values: Bodies, path: Path): Finding[] {
  const check = (inner: Bodies, deeper: Path) => checkAttributes(attributes, inner, deeper);
  if (nesting === 'single') return check(values, path);
  if (nesting === 'set') return checkSetLength(typeOfAttributes(attributes), values, path);
  return checkMembers(nesting, values, path, check);
}

/** Elements of a set cannot be told apart, so core checks no more than their number, as far as it is known. */
function checkSetLength(element: Type, { config, planned }: Bodies, path: Path): Finding[] {
  if (isUnknown(config)) return [];
  const written = lengthOfSet(element, config);
  const given = lengthOfSet(element, planned);
  const isPossible = written.least !== written.most || (given.least <= written.most && written.most <= given.most);
  return isPossible ? [] : [countFinding(path, written.most, given.most)];
}

/** Unknown elements may turn out to be equal to others. */
function lengthOfSet(element: Type, value: Value): { least: number; most: number } {
  const different = itemsOf(value).filter(
    (item, i, all) => isUnknown(item) || all.findIndex((other) => equalValues(element, other, item)) === i,
  );
  const most = different.length;
  return { least: most <= 1 || isWhollyKnown(value) ? most : 1, most };
}

function checkBlock(block: Block, values: Bodies, path: Path): Finding[] {
  const { config, planned } = values;
  const element = typeOfShape(block);
  const isSingle = block.nesting === 'single';
  const type: Type = isSingle ? element : [block.nesting as 'list' | 'set' | 'map', element];
  if (planned === null && !isSingle)
    return [{ problem: `"${path}" is planned as null, not as an empty collection.`, path }];
  if (equalValues(type, planned, config)) return [];
  if (isUnknown(config)) {
    return [{ problem: `How often "${path}" is written is not known yet, but the plan decides it.`, path }];
  }
  if (isUnknown(planned)) return [{ problem: `"${path}" is planned as unknown as a whole.`, path }];
  if (isSingle) return checkBody(block, values, path);
  if (block.nesting === 'set') return itemsOf(planned).flatMap((item) => (isUnknown(item) ? [unknownBlock(path)] : []));
  return checkMembers(block.nesting, values, path, (inner, deeper) => checkBody(block, inner, deeper));
}

function checkBody(block: Block, values: Bodies, path: Path): Finding[] {
  const { config, planned } = values;
  if (isUnknown(planned)) return [unknownBlock(path)];
  if (planned === null && config === null) return [];
  if (planned === null) return [{ problem: `"${path}" is written, but left out of the plan.`, path }];
  if (config === null) return [{ problem: `"${path}" is not written, but planned.`, path }];
  return checkShape(block, values, path);
}

function unknownBlock(path: Path): Finding {
  return { problem: `A "${path}" is planned as unknown as a whole.`, path };
}

/** Elements of a list by position, of a map by key. */
function checkMembers(
  nesting: 'list' | 'map' | 'set',
  values: Bodies,
  path: Path,
  check: (bodies: Bodies, path: Path) => Finding[],
): Finding[] {
  const { config, prior, planned } = values;
  if (isUnknown(config)) return [{ problem: `"${path}" is not known yet, but the plan decides it.`, path }];
  if (nesting === 'map') {
    const keys = new Set([...keysOf(config), ...keysOf(planned)]);
    return [...keys].flatMap((key) => {
      if (!keysOf(planned).includes(key))
        return [{ problem: `"${path.key(key)}" is written, but left out of the plan.`, path }];
      if (!keysOf(config).includes(key)) return [{ problem: `"${path.key(key)}" is not written, but planned.`, path }];
      return check(pick(values, key), path.key(key));
    });
  }
  const items = itemsOf(planned);
  if (items.length !== itemsOf(config).length) return [countFinding(path, itemsOf(config).length, items.length)];
  return items.flatMap((item, i) =>
    check({ config: itemsOf(config)[i]!, prior: itemsOf(prior)[i] ?? null, planned: item }, path.index(i)),
  );
}

function countFinding(path: Path, written: number, planned: number): Finding {
  return { problem: `"${path}" is written ${times(written)}, but planned ${times(planned)}.`, path };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function pick(bodies: Bodies, name: string): Bodies {
  return {
    config: memberOf(bodies.config, name),
    prior: memberOf(bodies.prior, name),
    planned: memberOf(bodies.planned, name),
  };
}
