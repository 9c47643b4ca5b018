import { equalValues, isUnknown, isWhollyKnown, Path, UNKNOWN, type Value } from '../../values';
import { Diagnostics } from '../diagnostic';
import type { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import { type Body, type Leaf, mapBody } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { changedWriteOnly } from './write-only';
import { runOperation, type ServerContext } from './context';
import { checkPlan } from './plan-rules';

export interface PlanRequest {
  /** Null when the object is to be created. */
  readonly prior: Body | null;
  /** Core's merge of configuration and prior state; null when the object is to be destroyed. */
  readonly proposed: Body | null;
  readonly config: Body | null;
  readonly private: PrivateState;
}

export interface PlanAnswer {
  readonly planned: Body | null;
  readonly requiresReplace: readonly Path[];
  readonly private: PrivateState;
  readonly diagnostics: Diagnostics;
}

/** Makes the plan of one resource: defaults, then what an update leaves open, then the author's last word. */
export async function planResource<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  request: PlanRequest,
): Promise<PlanAnswer> {
  const diagnostics = new Diagnostics();
  const { prior, proposed, config } = request;
  if (proposed === null || config === null) {
    return { planned: null, requiresReplace: [], private: request.private, diagnostics };
  }
  const withDefaults = mapBody(compiled.schema, { config, prior, planned: proposed }, Path.root, fillDefault);
  const secretsChanged = prior !== null && (await changedWriteOnly(compiled.schema, config, request.private));
  const changed = prior === null || secretsChanged || differs(compiled, prior, withDefaults);
  const marked = changed
    ? mapBody(compiled.schema, { config, prior, planned: withDefaults }, Path.root, markComputed)
    : withDefaults;
  const planned: Record<string, Value> = { ...marked };
  const requiresReplace: Path[] = [];
  await modifyPlan(context, resource, provider, request, { planned, requiresReplace, secretsChanged, diagnostics });
  if (prior !== null) requiresReplace.push(...replacements(compiled, { config, prior, planned }));
  diagnostics.add(...checkPlan(compiled, { config, prior, planned }));
  return { planned, requiresReplace, private: request.private, diagnostics };
}

/** Whether anything but the provider's own steering arguments differs. */
export function differs(compiled: CompiledSchema, prior: Body, planned: Body): boolean {
  const { attributes, blocks } = compiled.schema;
  return Object.entries(compiled.type[1]).some(
    ([name, type]) =>
      !(attributes[name] ?? blocks?.[name])?.options.local &&
      !equalValues(type, prior[name] ?? null, planned[name] ?? null),
  );
}

const fillDefault: Leaf = (attribute, { config }) => {
  if (attribute.options.writeOnly) return null;
  return config === null && attribute.options.default !== undefined ? attribute.options.default : undefined;
};

const markComputed: Leaf = (attribute, { config, prior, planned }) => {
  if (attribute.mode !== 'computed' && attribute.mode !== 'optional-computed') return undefined;
  if (config !== null) return undefined;
  return attribute.options.keepPriorState && prior !== null ? planned : UNKNOWN;
};

interface PlanInTheMaking {
  readonly planned: Record<string, Value>;
  readonly requiresReplace: Path[];
  readonly secretsChanged: boolean;
  readonly diagnostics: Diagnostics;
}

async function modifyPlan<P>(
  context: ServerContext,
  resource: Resource<Schema, P>,
  provider: P,
  request: PlanRequest,
  making: PlanInTheMaking,
): Promise<void> {
  if (!resource.modifyPlan || request.config === null) return;
  const { config, prior } = request;
  const { planned, requiresReplace, secretsChanged, diagnostics } = making;
  const requireReplacement = (path: Path) => void requiresReplace.push(path);
  await runOperation(context, 'planned a change', diagnostics, (operation) =>
    resource.modifyPlan!(
      { ...operation, config, prior, planned, private: request.private, secretsChanged, requireReplacement },
      provider,
    ),
  );
}

function replacements(compiled: CompiledSchema, bodies: { config: Body; prior: Body; planned: Body }): readonly Path[] {
  const paths: Path[] = [];
  const change = { prior: bodies.prior, planned: bodies.planned };
  mapBody(compiled.schema, bodies, Path.root, (attribute, { prior, planned }, path) => {
    const { replace } = attribute.options;
    const decides = replace === true || (replace !== undefined && replace(change));
    if (decides && !equalValues(attribute.type, prior, planned)) paths.push(path);
    return undefined;
  });
  for (const [name, block] of Object.entries(compiled.schema.blocks ?? {})) {
    if (block.options.replace !== 'presence') continue;
    if (isPresent(bodies.prior[name]) !== isPresent(bodies.planned[name])) paths.push(Path.root.attribute(name));
  }
  return paths;
}

function isPresent(value: Value | undefined): boolean {
  if (value === undefined || value === null) return false;
  return isUnknown(value) || !Array.isArray(value) || value.length > 0;
}

/** Whether nothing of a planned body is left open. */
export function isDecided(planned: Body): boolean {
  return isWhollyKnown(planned);
}
