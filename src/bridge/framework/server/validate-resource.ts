import { Diagnostics } from '../diagnostic';
import type { ValidateRequest } from '../resource';
import type { Body } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Schema } from '../schema/schema';
import type { ConfigOf } from '../schema/views';
import { runOperation, type ServerContext } from './context';
import { validateConfig } from './validate-config';

interface Validating {
  validate?(request: ValidateRequest<Schema>): void | Promise<void>;
}

/** Checks one body of configuration: what its schema declares, then what its author checks beyond that. */
export async function validateBody(
  context: ServerContext,
  compiled: CompiledSchema,
  author: Validating,
  config: Body,
  writeOnlyAllowed: boolean,
): Promise<Diagnostics> {
  const diagnostics = new Diagnostics();
  await runOperation(context, `checked the configuration of "${compiled.name}"`, diagnostics, async (operation) => {
    validateConfig(compiled, config, writeOnlyAllowed, diagnostics);
    await author.validate?.({ ...operation, config: config as ConfigOf<Schema> });
  });
  return diagnostics;
}
