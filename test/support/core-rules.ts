/**
 * What Terraform's core does around a provider's plan and apply, written down a second time for tests: how it merges
 * configuration and state into a proposal, which plans it accepts, and which final states it accepts. Deliberately not
 * built on the framework's own code; values are compared by their encoded bytes.
 */
import type { Attribute, Block, Schema } from '../../src/bridge/framework';
import { encodeMsgpack, isUnknown, isWhollyKnown, type Type, UNKNOWN, type Value } from '../../src/bridge/values';

type Shape = Pick<Schema, 'attributes' | 'blocks'>;
type Members = Readonly<Record<string, Value>>;

const isComputed = (a: Attribute) => ['computed', 'optional-computed', 'default'].includes(a.mode);
const isOptional = (a: Attribute) => a.mode !== 'computed' && !a.mode.startsWith('required');

function typeOf(shape: Shape): Type {
  const members: Record<string, Type> = {};
  for (const [name, attribute] of Object.entries(shape.attributes)) members[name] = attribute.type;
  for (const [name, block] of Object.entries(shape.blocks ?? {})) members[name] = blockType(block);
  return ['object', members];
}

function blockType(block: Block): Type {
  return block.nesting === 'single' ? typeOf(block) : [block.nesting, typeOf(block)];
}

const same = (type: Type, a: Value, b: Value) => encodeMsgpack(type, a).equals(encodeMsgpack(type, b));

function get(body: Value, name: string): Value {
  if (body === null) return null;
  return isUnknown(body) ? UNKNOWN : ((body as Members)[name] ?? null);
}

const list = (value: Value) => (Array.isArray(value) ? (value as readonly Value[]) : []);
const keys = (value: Value) => (value === null || isUnknown(value) ? [] : Object.keys(value as Members));

function unique(type: Type, items: readonly Value[]): Value[] {
  const seen = new Map<string, Value>();
  items.forEach((item, i) => seen.set(isUnknown(item) ? `?${i}` : encodeMsgpack(type, item).toString('hex'), item));
  return [...seen.values()];
}

// --- the proposal -----------------------------------------------------------------------------------------------------

/** Configuration, with what is computed and not written taken from the stored state. */
export function proposedNew(shape: Shape, prior: Value, config: Value): Value {
  if (config === null || isUnknown(config)) return prior;
  const proposed: Record<string, Value> = proposedAttributes(shape.attributes, prior, config);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    proposed[name] = proposedBlock(block, get(prior, name), get(config, name));
  }
  return proposed;
}

function proposedAttributes(attributes: Shape['attributes'], prior: Value, config: Value): Record<string, Value> {
  const proposed: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const written = get(config, name);
    const { nested } = attribute;
    if (written === null && isComputed(attribute)) {
      const stored = get(prior, name);
      const mustHaveBeenWritten = nested && isOptional(attribute) && holdsWritten(nested.nesting, nested, stored);
      proposed[name] = mustHaveBeenWritten ? null : stored;
    } else if (nested && !isUnknown(written) && written !== null) {
      const inner = (p: Value, c: Value) =>
        c === null || isUnknown(c) ? c : proposedAttributes(nested.attributes, p, c);
      proposed[name] = proposedNesting(nested.nesting, nested, get(prior, name), written, inner);
    } else proposed[name] = written;
  }
  return proposed;
}

/** Whether a stored nested attribute has anything that the provider cannot have computed. */
function holdsWritten(nesting: string, shape: Shape, value: Value): boolean {
  const bodies = nesting === 'single' ? [value] : value === null ? [] : Object.values(value as object);
  return bodies.some((body: Value) =>
    Object.entries(shape.attributes).some(([name, attribute]) => {
      const member = get(body, name);
      if (member === null) return false;
      return (
        !isComputed(attribute) || (attribute.nested && holdsWritten(attribute.nested.nesting, attribute.nested, member))
      );
    }),
  );
}

function proposedBlock(block: Block, prior: Value, config: Value): Value {
  if (isUnknown(config)) return config;
  if (config === null) return block.nesting === 'single' ? null : block.nesting === 'map' ? {} : [];
  return proposedNesting(block.nesting, block, prior, config, (p, c) => proposedNew(block, p, c));
}

function proposedNesting(
  nesting: string,
  shape: Shape,
  prior: Value,
  config: Value,
  inner: (prior: Value, config: Value) => Value,
): Value {
  if (nesting === 'single') return inner(prior, config);
  if (nesting === 'list')
    return list(config).map((item, i) => (i < list(prior).length ? inner(list(prior)[i]!, item) : item));
  if (nesting === 'map') {
    return Object.fromEntries(
      keys(config).map((key) => [
        key,
        keys(prior).includes(key) ? inner(get(prior, key), get(config, key)) : get(config, key),
      ]),
    );
  }
  const free = [...list(prior)];
  return unique(
    typeOf(shape),
    list(config).map((item) => {
      const at = free.findIndex((stored) => isValidPrior(shape, stored, item));
      return inner(at < 0 ? null : free.splice(at, 1)[0]!, item);
    }),
  );
}

/** Whether a stored element of a set may be the written one with computed values added. */
function isValidPrior(shape: Shape, prior: Value, config: Value): boolean {
  if (same(typeOf(shape), prior, config)) return true;
  if (prior === null || config === null || isUnknown(config)) return false;
  return (
    Object.entries(shape.attributes).every(([name, attribute]) => {
      const [stored, written] = [get(prior, name), get(config, name)];
      if (same(attribute.type, stored, written)) return true;
      const { nested } = attribute;
      if (!nested || stored === null || written === null) return isComputed(attribute) && written === null;
      return isValidMember(nested.nesting, nested, stored, written);
    }) &&
    Object.entries(shape.blocks ?? {}).every(([name, block]) =>
      isValidMember(block.nesting, block, get(prior, name), get(config, name)),
    )
  );
}

function isValidMember(nesting: string, shape: Shape, prior: Value, config: Value): boolean {
  const element = typeOf(shape);
  const type: Type = nesting === 'single' ? element : [nesting as 'list' | 'set' | 'map', element];
  if (same(type, prior, config)) return true;
  if (nesting === 'set' || prior === null || config === null || isUnknown(config)) return false;
  if (nesting === 'single') return isValidPrior(shape, prior, config);
  const [stored, written] = [Object.keys(prior), Object.keys(config)];
  if (stored.length !== written.length) return false;
  return stored.every((key) => written.includes(key) && isValidPrior(shape, get(prior, key), get(config, key)));
}

// --- which plans are accepted -----------------------------------------------------------------------------------------

/** Why core would refuse a plan; empty if it would not. */
export function planProblems(shape: Shape, prior: Value, config: Value, planned: Value, at = ''): string[] {
  if (planned === null || config === null) return planned === config ? [] : [`${at}: presence`];
  return [
    ...Object.entries(shape.attributes).flatMap(([name, attribute]) =>
      attributeProblems(attribute, get(prior, name), get(config, name), get(planned, name), `${at}.${name}`),
    ),
    ...Object.entries(shape.blocks ?? {}).flatMap(([name, block]) =>
      blockProblems(block, get(prior, name), get(config, name), get(planned, name), `${at}.${name}`),
    ),
  ];
}

function blockProblems(block: Block, prior: Value, config: Value, planned: Value, at: string): string[] {
  const { nesting } = block;
  if (planned === null && nesting !== 'single') return [`${at}: null for no blocks`];
  if (same(blockType(block), planned, config)) return [];
  if (isUnknown(config)) return [`${at}: unknown dynamic block`];
  if (isUnknown(planned)) return [`${at}: planned unknown`];
  if (nesting === 'single') return planProblems(block, prior, config, planned, at);
  const elements = nesting === 'map' ? keys : (value: Value) => list(value).map((_, i) => String(i));
  const [inPlan, inConfig] = [elements(planned), elements(config)];
  const unknown = inPlan.filter((key) => isUnknown(get(planned, key))).map((key) => `${at}.${key}: unknown element`);
  if (nesting === 'set') return unknown;
  if (inPlan.length !== inConfig.length) return [`${at}: count`];
  return inPlan.flatMap((key) => {
    if (isUnknown(get(planned, key))) return [`${at}.${key}: unknown element`];
    if (!inConfig.includes(key)) return [`${at}.${key}: not written`];
    return planProblems(block, get(prior, key), get(config, key), get(planned, key), `${at}.${key}`);
  });
}

function attributeProblems(attribute: Attribute, prior: Value, config: Value, planned: Value, at: string): string[] {
  const { type, nested, options } = attribute;
  // Checked apart from the rest by core, after the plan as a whole.
  if (options.writeOnly) return planned === null ? [] : [`${at}: write-only`];
  if (same(type, planned, config)) return [];
  if (prior !== null && config !== null && same(type, planned, prior)) return [];
  if (isComputed(attribute) && !isOptional(attribute)) return [];
  if (config === null && isComputed(attribute)) return [];
  if (config === null) return [`${at}: not computed`];
  if (!nested) return [`${at}: differs`];
  if (planned === null) return [`${at}: absence`];
  if (isUnknown(planned)) return [`${at}: unknown`];
  const inner = (p: Value, c: Value, n: Value, deeper: string) =>
    Object.entries(nested.attributes).flatMap(([name, each]) =>
      attributeProblems(each, get(p, name), get(c, name), get(n, name), `${deeper}.${name}`),
    );
  if (nested.nesting === 'single') return inner(prior, config, planned, at);
  if (nested.nesting === 'set') {
    const element = type[1] as Type;
    const [written, given] = [setLength(element, config), setLength(element, planned)];
    const isPossible = written.least < written.most || (given.least <= written.most && written.most <= given.most);
    return isPossible ? [] : [`${at}: count`];
  }
  if (isUnknown(config)) return [`${at}: count of unknown`];
  const elements = nested.nesting === 'map' ? keys : (value: Value) => list(value).map((_, i) => String(i));
  const [inPlan, inConfig] = [elements(planned), elements(config)];
  if (inPlan.length !== inConfig.length) return [`${at}: count`];
  return inPlan.flatMap((key) =>
    inConfig.includes(key)
      ? inner(get(prior, key), get(config, key), get(planned, key), `${at}.${key}`)
      : [`${at}.${key}: not written`],
  );
}

/** Bounds of a set's length: elements that are not known yet may turn out to be equal to others. */
function setLength(element: Type, value: Value): { least: number; most: number } {
  if (isUnknown(value)) return { least: 0, most: Infinity };
  const most = unique(element, list(value)).length;
  return { least: most <= 1 || isWhollyKnown(value) ? most : 1, most };
}

// --- which final states are accepted ----------------------------------------------------------------------------------

/** Why core would call a final state inconsistent with the plan; empty if it would not. */
export function applyProblems(shape: Shape, planned: Value, actual: Value, at = ''): string[] {
  if (planned === null || actual === null) return planned === actual ? [] : [`${at}: presence`];
  return [
    ...Object.entries(shape.attributes).flatMap(([name, { type }]) =>
      isCompatible(type, get(planned, name), get(actual, name)) ? [] : [`${at}.${name}: differs`],
    ),
    ...Object.entries(shape.blocks ?? {}).flatMap(([name, block]) =>
      blockChanges(block, get(planned, name), get(actual, name), `${at}.${name}`),
    ),
  ];
}

function blockChanges(block: Block, planned: Value, actual: Value, at: string): string[] {
  if (isUnknown(planned)) return [];
  if (block.nesting === 'single') return applyProblems(block, planned, actual, at);
  if (planned === null || actual === null) return [];
  if (block.nesting === 'set') {
    const fits = (p: Value, a: Value) => applyProblems(block, p, a).length === 0;
    return setsCorrelate(list(planned), list(actual), fits) ? [] : [`${at}: set`];
  }
  const [before, after] = [Object.keys(planned), Object.keys(actual)];
  if (before.length !== after.length) return [`${at}: count`];
  return before
    .filter((key) => after.includes(key))
    .flatMap((key) => applyProblems(block, get(planned, key), get(actual, key), `${at}.${key}`));
}

function isCompatible(type: Type, planned: Value, actual: Value): boolean {
  if (isUnknown(planned)) return true;
  if (planned === null || actual === null) return planned === actual || (type === 'dynamic' && planned === null);
  if (typeof type === 'string') return same(type, planned, actual);
  if (type[0] === 'set') {
    return setsCorrelate(list(planned), list(actual), (p, a) => isCompatible(type[1], p, a));
  }
  const names = new Set([...Object.keys(planned), ...Object.keys(actual)]);
  return [...names].every((name) => {
    if (!keys(planned).includes(name) || !keys(actual).includes(name)) return false;
    const member = type[0] === 'object' ? type[1][name]! : type[0] === 'tuple' ? type[1][Number(name)]! : type[1];
    return isCompatible(member, get(planned, name), get(actual, name));
  });
}

function setsCorrelate(
  planned: readonly Value[],
  actual: readonly Value[],
  fits: (p: Value, a: Value) => boolean,
): boolean {
  if (actual.length > planned.length) return false;
  return planned.every((p) => actual.some((a) => fits(p, a))) && actual.every((a) => planned.some((p) => fits(p, a)));
}
