import { Dynamic, encodeMsgpack, isUnknown, isWhollyKnown, Path, type Value, ValueError } from '../../values';
import type { Finding } from '../bug';
import type { Attribute } from '../schema/attribute';
import type { SchemaShape } from '../schema/block';
import { type Body, itemsOf } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import { type Leaf, mapBody, nothingOf } from '../schema/map-body';

/** An answer that Terraform can read whatever the author left in it, and what had to be changed for that. */
export interface Conformed {
  readonly body: Body;
  readonly findings: readonly Finding[];
}

/**
 * Makes a plan readable: what is missing becomes null, what is not of its type too. An answer that cannot be encoded
 * would end as a failed call, and after a create the object would be lost.
 */
export function conformPlan(compiled: CompiledSchema, planned: Body): Conformed {
  return conform(compiled, planned, () => undefined);
}

/**
 * Makes a state storable: beyond {@link conformPlan}, what is unknown and what is write-only becomes null. Core drops the
 * whole object, which then exists untracked, when it finds a write-only value.
 */
export function conformState(compiled: CompiledSchema, state: Body): Conformed {
  return conform(compiled, state, ({ options, nested }, value, path) => {
    if (options.writeOnly && value !== null) {
      return { value: null, problem: `"${path}" is write-only, but the new state holds a value for it.` };
    }
    if (isWhollyKnown(value) || (nested && !isUnknown(value))) return undefined;
    return { value: settle(value), problem: `"${path}" is still unknown in the new state.` };
  });
}

type Check = (
  attribute: Attribute,
  value: Value,
  path: Path,
) => { readonly value: Value; readonly problem: string } | undefined;

function conform(compiled: CompiledSchema, given: Body, check: Check): Conformed {
  const findings: Finding[] = [];
  const leaf: Leaf = (attribute, { planned }, path) => {
    const wrong = check(attribute, planned, path) ?? checkType(attribute, planned, path);
    if (wrong) findings.push({ problem: wrong.problem, path });
    return wrong?.value;
  };
  const body: Record<string, Value> = {};
  for (const [name, shape] of membersOf(compiled.schema)) {
    try {
      body[name] = mapBody(shape, { config: null, prior: null, planned: given }, Path.root, leaf)[name]!;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      findings.push({ problem: `"${error.path}" has the wrong shape: ${error.reason}.`, path: error.path });
      body[name] = nothingOf(compiled.schema.blocks?.[name]?.nesting ?? 'single');
    }
  }
  for (const name of Object.keys(given)) {
    if (!(name in body)) findings.push({ problem: `It holds "${name}", which is not in the schema.` });
  }
  return { body, findings };
}

type Members = readonly (readonly [name: string, shape: SchemaShape])[];
const knownMembers = new WeakMap<SchemaShape, Members>();

/** Each attribute and block as a shape of its own, so that one that is broken does not take the others with it. */
function membersOf(shape: SchemaShape): Members {
  const { attributes, blocks = {} } = shape;
  const members = knownMembers.get(shape) ?? [
    ...Object.entries(attributes).map(([name, attribute]) => [name, { attributes: { [name]: attribute } }] as const),
    ...Object.entries(blocks).map(([name, block]) => [name, { attributes: {}, blocks: { [name]: block } }] as const),
  ];
  knownMembers.set(shape, members);
  return members;
}

function checkType({ type, nested }: Attribute, value: Value, path: Path) {
  if (nested) return undefined;
  try {
    encodeMsgpack(type, value);
    return undefined;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const within = error.path.steps.length > 0 ? ` (at ${error.path})` : '';
    return { value: null, problem: `"${path}" has the wrong type${within}: ${error.reason}.` };
  }
}

function settle(value: Value): Value {
  if (isUnknown(value)) return null;
  if (value instanceof Dynamic) return new Dynamic(value.type, settle(value.value));
  if (Array.isArray(value)) return itemsOf(value).map(settle);
  if (isWhollyKnown(value)) return value;
  return Object.fromEntries(Object.entries(value as Body).map(([name, member]) => [name, settle(member)]));
}
