import { Diagnostics } from '../diagnostic';
import type { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { timeoutMs, timeoutsOf } from './apply-resource';
import { runOperation, type ServerContext } from './context';
import { checkState, makeStorable } from './state-rules';

export interface ReadAnswer {
  /** Null when the object is gone: Terraform will plan to create it anew. */
  readonly state: Body | null;
  readonly private: PrivateState;
  readonly diagnostics: Diagnostics;
}

/** Refreshes one resource. On an error the stored state is kept. */
export async function readResource<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  request: { readonly state: Body; readonly private: PrivateState },
): Promise<ReadAnswer> {
  const diagnostics = new Diagnostics();
  const { state, private: kept } = request;
  const result = await runOperation(
    context,
    `read ${compiled.name}`,
    diagnostics,
    (operation) => resource.read({ ...operation, state, private: kept }, provider),
    timeoutMs(resource.timeouts, 'read', state),
  );
  if (result === null) return { state: null, private: kept, diagnostics };
  if (result === undefined) return { state, private: kept, diagnostics };
  const found: Body = { ...(result as Body), ...timeoutsOf(state) };
  diagnostics.add(...checkState(compiled, found));
  return { state: makeStorable(compiled, found), private: kept, diagnostics };
}
