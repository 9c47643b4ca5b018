import { type Deed, reportBugs } from '../bug';
import { Diagnostics } from '../diagnostic';
import type { Operation } from '../operation';
import type { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { Body } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Schema } from '../schema/schema';
import { conformState } from './conform';
import { runOperation, type ServerContext } from './context';
import { configAsPlanned } from './ignored-changes';
import { differs } from './plan-resource';
import { checkPromises } from './promise-rules';
import { timeoutMs, timeoutsOf } from './timeouts';
import { changedWriteOnly, fingerprintWriteOnly } from './write-only';

export interface ApplyRequest {
  readonly prior: Body | null;
  /** Null when the object is to be destroyed. */
  readonly planned: Body | null;
  readonly config: Body | null;
  readonly private: PrivateState;
}

export interface ApplyAnswer {
  /** Null: nothing is there. Together with an error it is stored as tainted after a create. */
  readonly state: Body | null;
  readonly private: PrivateState;
  readonly diagnostics: Diagnostics;
}

/** Carries out the plan of one resource. */
export async function applyResource<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  request: ApplyRequest,
): Promise<ApplyAnswer> {
  const { planned, config, prior } = request;
  if (planned === null || config === null) return destroy(context, compiled, resource, provider, request);
  const secretsChanged = prior !== null && (await changedWriteOnly(compiled.schema, config, request.private));
  if (prior !== null && !secretsChanged && !differs(compiled, prior, planned)) {
    return { state: planned, private: request.private, diagnostics: new Diagnostics() };
  }
  const settled = configAsPlanned(compiled, config, planned);
  return write(context, compiled, resource, provider, { ...request, planned, config: settled, secretsChanged });
}

interface WriteRequest extends ApplyRequest {
  readonly planned: Body;
  readonly config: Body;
  readonly secretsChanged: boolean;
}

const LEFT_BEHIND = {
  create:
    'The new object is in state, marked as tainted: the next apply replaces it, unless you run "terraform untaint" first.',
  update: 'State holds what the provider answered; run "terraform plan" to see what differs from your configuration.',
} as const;

async function write<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  request: WriteRequest,
): Promise<ApplyAnswer> {
  const { planned, config, prior } = request;
  const diagnostics = new Diagnostics();
  const verb = prior === null ? 'create' : 'update';
  const done = `${verb}d "${compiled.name}"`;
  let saved: Body | null = prior;
  const complete = (state: object) =>
    conformState(compiled, { ...(state as Body), ...timeoutsOf(resource.timeouts, planned) });
  const saveState = (state: object) => void (saved = complete(state).body);
  const run = (operation: Operation) => callAuthor(compiled, resource, provider, request, { ...operation, saveState });
  const limit = timeoutMs(resource.timeouts, verb, planned);
  const result = await runOperation(context, done, diagnostics, run, limit);
  const applied = async () => request.private.withFingerprints(await fingerprintWriteOnly(compiled.schema, config));
  if (result === undefined) {
    return { state: saved, private: saved === prior ? request.private : await applied(), diagnostics };
  }
  const { body: state, findings } = complete(result);
  // After an error of the author's own, core does not hold the state against the plan either.
  const broken = diagnostics.hasErrors ? findings : [...findings, ...checkPromises(compiled, planned, state)];
  const deed: Deed = { done, leftBehind: LEFT_BEHIND[verb] };
  diagnostics.add(...reportBugs(broken, deed, context.issuesUrl));
  return { state, private: await applied(), diagnostics };
}

async function callAuthor<P>(
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  { planned: plan, config, prior, secretsChanged, private: kept }: WriteRequest,
  operation: Operation & { saveState(state: object): void },
): Promise<object> {
  const given = { ...operation, config, plan, private: kept };
  const state =
    prior === null
      ? await resource.create(given, provider)
      : await updateOf(compiled, resource)({ ...given, prior, secretsChanged }, provider);
  if (!state) throw new Error(`${prior === null ? 'create' : 'update'} answered nothing instead of the new state`);
  return state;
}

function updateOf<P>(
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
): NonNullable<Resource<Schema, P>['update']> {
  if (resource.update) return resource.update.bind(resource);
  throw new Error(`"${compiled.name}" has no update, but the plan asks for one`);
}

async function destroy<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  request: ApplyRequest,
): Promise<ApplyAnswer> {
  const diagnostics = new Diagnostics();
  const state = request.prior;
  if (state === null) return { state: null, private: request.private, diagnostics };
  const limit = timeoutMs(resource.timeouts, 'delete', state);
  await runOperation(
    context,
    `deleted "${compiled.name}"`,
    diagnostics,
    (operation) => resource.delete({ ...operation, state, private: request.private }, provider),
    limit,
  );
  return { state: diagnostics.hasErrors ? state : null, private: request.private, diagnostics };
}
