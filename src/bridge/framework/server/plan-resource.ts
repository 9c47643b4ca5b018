import { equalValues, Path, UNKNOWN, type Value } from '../../values';
import { type Finding, reportBugs } from '../bug';
import { Diagnostics } from '../diagnostic';
import { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/body';
import { type Leaf, mapBody } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { conformPlan } from './conform';
import { runOperation, type ServerContext } from './context';
import { fillDefault } from './defaults';
import type { ValidatedConfigs } from './ignored-changes';
import { checkPlan } from './plan-rules';
import { checkReplacePaths, replacements } from './replacements';
import { changedWriteOnly, missingWriteOnly } from './write-only';

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
  validated: ValidatedConfigs,
): Promise<PlanAnswer> {
  const diagnostics = new Diagnostics();
  const { prior, proposed, config } = request;
  if (proposed === null || config === null) {
    return { planned: null, requiresReplace: [], private: request.private, diagnostics };
  }
  // A replacement is planned twice; the second time for a new object, which has nothing of the old one.
  const kept = prior === null ? PrivateState.from(undefined) : request.private;
  const missing = missingWriteOnly(compiled.schema, config, kept);
  const ignoredSecrets = missing.length > 0 && validated.isAltered(compiled, config) ? missing : [];
  const secretsChanged = prior !== null && (await changedWriteOnly(compiled.schema, config, kept, ignoredSecrets));
  const planned = { ...draftPlan(compiled, { prior, proposed, config }, secretsChanged) };
  const making: PlanInTheMaking = { planned, requiresReplace: [], secretsChanged, ignoredSecrets, diagnostics };
  await modifyPlan(context, compiled, resource, provider, { prior, config, private: kept }, making);
  return finishPlan(context, compiled, { prior, config, private: kept }, making);
}

interface Given {
  readonly prior: Body | null;
  readonly config: Body;
  readonly private: PrivateState;
}

/** The answer, with what the author did wrong. */
function finishPlan(
  context: ServerContext,
  compiled: CompiledSchema,
  { prior, config, private: kept }: Given,
  making: PlanInTheMaking,
): PlanAnswer {
  const { diagnostics } = making;
  const { body: planned, findings } = conformPlan(compiled, making.planned);
  const requiresReplace = prior === null ? [] : [...making.requiresReplace, ...replacements(compiled, prior, planned)];
  if (!diagnostics.hasErrors) {
    const broken: readonly Finding[] = [
      ...findings,
      ...checkPlan(compiled, { config, prior, planned }),
      ...checkReplacePaths(making.requiresReplace, prior, planned),
    ];
    const deed = { done: `planned "${compiled.name}"`, leftBehind: 'Nothing was changed.' };
    diagnostics.add(...reportBugs(broken, deed, context.issuesUrl));
  }
  return { planned, requiresReplace, private: kept, diagnostics };
}

/** The plan as the schema alone decides it. */
function draftPlan(
  compiled: CompiledSchema,
  { prior, proposed, config }: { prior: Body | null; proposed: Body; config: Body },
  secretsChanged: boolean,
): Body {
  const draft = (leaf: Leaf) => mapBody(compiled.schema, { config, prior, planned: proposed }, Path.root, leaf);
  const unchanged = draft(fillDefault);
  if (prior !== null && !secretsChanged && !differs(compiled, prior, unchanged)) return unchanged;
  return draft((...place) => {
    const open = markComputed(...place);
    return open === undefined ? fillDefault(...place) : open;
  });
}

/** Whether anything but the provider's own steering arguments differs. */
export function differs(compiled: CompiledSchema, prior: Body, planned: Body): boolean {
  const { schema, type } = compiled;
  const steered = mapBody(schema, { config: null, prior, planned }, Path.root, ({ options }, values) =>
    options.local ? values.prior : undefined,
  );
  return Object.entries(type[1]).some(
    ([name, member]) =>
      !schema.blocks?.[name]?.options.local && !equalValues(member, prior[name] ?? null, steered[name] ?? null),
  );
}

/** What an update leaves open. */
const markComputed: Leaf = ({ mode, options }, { config, planned }) => {
  if (config !== null || (mode !== 'computed' && mode !== 'optional-computed')) return undefined;
  return options.keepPriorState && planned !== null ? planned : UNKNOWN;
};

interface PlanInTheMaking {
  readonly planned: Record<string, Value>;
  readonly requiresReplace: Path[];
  readonly secretsChanged: boolean;
  readonly ignoredSecrets: readonly string[];
  readonly diagnostics: Diagnostics;
}

async function modifyPlan<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  given: Given,
  { requiresReplace, diagnostics, ...making }: PlanInTheMaking,
): Promise<void> {
  if (!resource.modifyPlan) return;
  const requireReplacement = (path: Path) => void requiresReplace.push(path);
  await runOperation(context, `planned "${compiled.name}"`, diagnostics, (operation) =>
    resource.modifyPlan!({ ...operation, ...given, ...making, requireReplacement }, provider),
  );
}
