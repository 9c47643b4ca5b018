import { Diagnostics } from '../diagnostic';
import type { EphemeralResource, Renewed } from '../ephemeral-resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
import { maskSecrets, runOperation, type ServerContext } from './context';
import { checkState, makeStorable } from './state-rules';

export interface OpenAnswer extends Renewed {
  readonly result?: Body;
  readonly diagnostics: Diagnostics;
}

export interface RenewAnswer extends Renewed {
  readonly diagnostics: Diagnostics;
}

/** Opens an ephemeral resource; its result lives in Terraform's memory only. */
export async function openEphemeral<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  ephemeral: EphemeralResource<Schema, P>,
  provider: P,
  config: Body,
): Promise<OpenAnswer> {
  const diagnostics = new Diagnostics();
  const opened = await runOperation(context, `opened ${compiled.name}`, diagnostics, (operation) =>
    ephemeral.open({ ...operation, config }, provider),
  );
  if (opened === undefined) return { diagnostics };
  const result = opened.result as Body;
  diagnostics.add(...checkState(compiled, result));
  maskSecrets(context, compiled.schema, result);
  const { renewAt, private: kept } = opened;
  return { result: makeStorable(compiled, result), renewAt, private: kept, diagnostics };
}

/** Prolongs an open ephemeral resource. */
export async function renewEphemeral<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  ephemeral: EphemeralResource<Schema, P>,
  provider: P,
  kept: Uint8Array,
): Promise<RenewAnswer> {
  const diagnostics = new Diagnostics();
  const renewed = await runOperation(context, `renewed ${compiled.name}`, diagnostics, async (operation) => {
    if (!ephemeral.renew) throw new Error(`"${compiled.name}" set renewAt, but has no renew`);
    return ephemeral.renew({ ...operation, private: kept }, provider);
  });
  return { ...renewed, diagnostics };
}

/** Ends an ephemeral resource. */
export async function closeEphemeral<P>(
  context: ServerContext,
  compiled: CompiledSchema,
  ephemeral: EphemeralResource<Schema, P>,
  provider: P,
  kept: Uint8Array,
): Promise<Diagnostics> {
  const diagnostics = new Diagnostics();
  await runOperation(context, `closed ${compiled.name}`, diagnostics, (operation) =>
    ephemeral.close?.({ ...operation, private: kept }, provider),
  );
  return diagnostics;
}
