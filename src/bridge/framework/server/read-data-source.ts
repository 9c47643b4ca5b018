import type { DataSource } from '../data-source';
import { Diagnostics } from '../diagnostic';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { runOperation, type ServerContext } from './context';
import { checkState, makeStorable } from './state-rules';

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
  const result = await runOperation(context, `read data source ${compiled.name}`, diagnostics, (operation) =>
    dataSource.read({ ...operation, config }, provider),
  );
  if (result === undefined) return { diagnostics };
  const state = result as Body;
  diagnostics.add(...checkState(compiled, state));
  return { state: makeStorable(compiled, state), diagnostics };
}
