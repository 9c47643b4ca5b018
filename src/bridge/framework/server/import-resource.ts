import { Diagnostics } from '../diagnostic';
import { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { runOperation, type ServerContext } from './context';
import { checkState, makeStorable } from './state-rules';

export interface ImportAnswer {
  readonly state?: Body;
  readonly private: PrivateState;
  readonly diagnostics: Diagnostics;
}

/** Turns an import ID into the state that Terraform then refreshes by a read. */
export async function importResource<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  resource: Resource<Schema, P>,
  provider: P,
  id: string,
): Promise<ImportAnswer> {
  const diagnostics = new Diagnostics();
  const kept = PrivateState.from(undefined);
  if (!resource.import) {
    const detail = `"${compiled.name}" cannot be imported. Remove the import and let Terraform create the object.`;
    diagnostics.error('Import Not Supported', detail);
    return { private: kept, diagnostics };
  }
  const result = await runOperation(context, `imported ${compiled.name}`, diagnostics, (operation) =>
    resource.import!({ ...operation, id, private: kept }, provider),
  );
  if (result === undefined) return { private: kept, diagnostics };
  const state = result as Body;
  diagnostics.add(...checkState(compiled, state));
  return { state: makeStorable(compiled, state), private: kept, diagnostics };
}
