import type { DataSource } from '../data-source';
import { reportBugs } from '../bug';
import { Diagnostics } from '../diagnostic';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/body';
import type { Schema } from '../schema/schema';
import { conformState } from './conform';
import { answered, runOperation, type ServerContext } from './context';
import { withDefaults } from './defaults';

export interface ReadDataAnswer {
  readonly state?: Body;
  readonly diagnostics: Diagnostics;
}

/** Reads one data source. */
export async function readDataSource<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  dataSource: DataSource<Schema, P>,
  provider: P,
  config: Body,
): Promise<ReadDataAnswer> {
  const diagnostics = new Diagnostics();
  const done = `read data source "${compiled.name}"`;
  const settled = withDefaults(compiled.schema, config);
  const result = await runOperation(context, done, diagnostics, (operation) =>
    answered(dataSource.read({ ...operation, config: settled }, provider)),
  );
  if (result === undefined) return { diagnostics };
  const { body, findings } = conformState(compiled, result as Body);
  diagnostics.add(...reportBugs(findings, { done, leftBehind: 'Nothing was changed.' }, context.issuesUrl));
  return { state: body, diagnostics };
}
