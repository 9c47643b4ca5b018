import { reportBugs } from '../bug';
import { Diagnostics } from '../diagnostic';
import type { Operation } from '../operation';
import type { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/body';
import type { Schema } from '../schema/schema';
import { conformState } from './conform';
import { runOperation, type ServerContext } from './context';
import { timeoutMs, timeoutsOf } from './timeouts';

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
  const read = async (operation: Operation) => {
    const found = await resource.read({ ...operation, state, private: kept }, provider);
    if (found === undefined) throw new Error('read answered nothing; null would mean that the object is gone');
    return found;
  };
  const limit = timeoutMs(resource.timeouts, 'read', state);
  const result = await runOperation(context, `read "${compiled.name}"`, diagnostics, read, limit);
  if (result === null) return { state: null, private: kept, diagnostics };
  if (result === undefined) return { state, private: kept, diagnostics };
  const { body, findings } = conformState(compiled, { ...(result as Body), ...timeoutsOf(resource.timeouts, state) });
  const deed = { done: `read "${compiled.name}"`, leftBehind: 'State is as it was.' };
  diagnostics.add(...reportBugs(findings, deed, context.issuesUrl));
  return { state: body, private: kept, diagnostics };
}
