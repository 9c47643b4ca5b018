import type { ConfigOf } from '../schema/views';
import type { Diagnostics } from '../diagnostic';
import type { ValidateRequest } from '../resource';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';
import type { Schema } from '../schema/schema';
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
  const diagnostics = validateConfig(compiled, config, writeOnlyAllowed);
  if (author.validate) {
    await runOperation(context, `validated ${compiled.name}`, diagnostics, (operation) =>
      author.validate!({ ...operation, config: config as ConfigOf<Schema> }),
    );
  }
  return diagnostics;
}
