import { reportBugs } from '../bug';
import { Diagnostics } from '../diagnostic';
import { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/body';
import type { Schema } from '../schema/schema';
import { conformState } from './conform';
import { answered, runOperation, type ServerContext } from './context';

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
  const done = `imported "${compiled.name}"`;
  const result = await runOperation(context, done, diagnostics, (operation) =>
    answered(resource.import!({ ...operation, id, private: kept }, provider)),
  );
  if (result === undefined) return { private: kept, diagnostics };
  const { body, findings } = conformState(compiled, result as Body);
  diagnostics.add(...reportBugs(findings, { done, leftBehind: 'Nothing was imported.' }, context.issuesUrl));
  return { state: body, private: kept, diagnostics };
}
