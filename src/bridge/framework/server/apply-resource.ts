import type { Value } from '../../values';
import { Diagnostics } from '../diagnostic';
import { parseDuration } from '../duration';
import type { Operation } from '../operation';
import type { PrivateState } from '../private-state';
import type { Resource, Timeouts } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { runOperation, type ServerContext } from './context';
import { differs } from './plan-resource';
import { checkPromises, checkState, makeStorable } from './state-rules';
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
    return { state: makeStorable(compiled, planned), private: request.private, diagnostics: new Diagnostics() };
  }
  return write(context, compiled, resource, provider, { ...request, planned, config, secretsChanged });
}

interface WriteRequest extends ApplyRequest {
  readonly planned: Body;
  readonly config: Body;
  readonly secretsChanged: boolean;
}

async function write<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  request: WriteRequest,
): Promise<ApplyAnswer> {
  const { planned, config, prior, secretsChanged } = request;
  const diagnostics = new Diagnostics();
  const verb = prior === null ? 'create' : 'update';
  let saved: Body | null = prior;
  const complete = (state: object): Body => ({ ...(state as Body), ...timeoutsOf(planned) });
  const saveState = (state: object) => void (saved = makeStorable(compiled, complete(state)));
  const run = async (operation: Operation) => {
    const given = { ...operation, config, plan: planned, private: request.private, saveState };
    if (prior === null) return resource.create(given, provider);
    if (!resource.update) throw new Error(`"${compiled.name}" has no update, but the plan asks for one`);
    return resource.update({ ...given, prior, secretsChanged }, provider);
  };
  const limit = timeoutMs(resource.timeouts, verb, planned);
  const result = await runOperation(context, `${verb}d ${compiled.name}`, diagnostics, run, limit);
  if (result === undefined) return { state: saved, private: request.private, diagnostics };
  const state = complete(result);
  diagnostics.add(...checkState(compiled, state), ...checkPromises(compiled, planned, state));
  const fingerprints = await fingerprintWriteOnly(compiled.schema, config);
  return {
    state: makeStorable(compiled, state),
    private: request.private.withFingerprints(fingerprints),
    diagnostics,
  };
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
    `deleted ${compiled.name}`,
    diagnostics,
    (operation) => resource.delete({ ...operation, state, private: request.private }, provider),
    limit,
  );
  return { state: diagnostics.hasErrors ? state : null, private: request.private, diagnostics };
}

/** The limit of one operation: what the person wrote in `timeouts`, else the resource's default. */
export function timeoutMs(defaults: Timeouts | undefined, operation: keyof Timeouts, body: Body): number | undefined {
  const written = (body['timeouts'] as Body | null | undefined)?.[operation];
  return (typeof written === 'string' ? parseDuration(written) : undefined) ?? defaults?.[operation];
}

/** The `timeouts` block is the framework's: authors neither see nor return it. */
export function timeoutsOf(body: Body): Record<string, Value> {
  return 'timeouts' in body ? { timeouts: body['timeouts'] ?? null } : {};
}
