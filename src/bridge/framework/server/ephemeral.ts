import { type Finding, reportBugs } from '../bug';
import { Diagnostics } from '../diagnostic';
import type { EphemeralResource, Renewed } from '../ephemeral-resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/body';
import type { Schema } from '../schema/schema';
import { conformState } from './conform';
import { answered, runOperation, type ServerContext } from './context';
import { withDefaults } from './defaults';
import { maskSecrets } from './mask-secrets';
import { checkPlan } from './plan-rules';

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
  const done = `opened "${compiled.name}"`;
  const settled = withDefaults(compiled.schema, config);
  const opened = await runOperation(context, done, diagnostics, (operation) =>
    answered(ephemeral.open({ ...operation, config: settled }, provider)),
  );
  if (opened === undefined) return { diagnostics };
  const { renewAt, private: kept } = opened;
  const { body: result, findings } = conformState(compiled, opened.result as Body);
  maskSecrets(context, compiled.schema, result);
  const broken: readonly Finding[] = [
    ...findings,
    ...checkPlan(compiled, { config, prior: null, planned: result }),
    ...(renewAt && !ephemeral.renew ? [{ problem: 'It sets "renewAt", but cannot be renewed.' }] : []),
  ];
  diagnostics.add(...reportBugs(broken, { done, leftBehind: 'Nothing was changed.' }, context.issuesUrl));
  return { result, renewAt, private: kept, diagnostics };
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
  const renewed = await runOperation(context, `renewed "${compiled.name}"`, diagnostics, async (operation) => {
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
  await runOperation(context, `closed "${compiled.name}"`, diagnostics, (operation) =>
    ephemeral.close?.({ ...operation, private: kept }, provider),
  );
  return diagnostics;
}
