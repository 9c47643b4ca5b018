import { isUnknown, type Value } from '../../values';
import { diagnosticsOf } from '../bug';
import { type Diagnostics } from '../diagnostic';
import { limitOperation, type Log, type Operation } from '../operation';
import type { SchemaShape } from '../schema/block';
import type { Body } from '../schema/map-body';

/** What the process around the provider offers to it. */
export interface ProcessServices {
  readonly log: Log;
  /** Told about every secret, so that no log line shows it. */
  maskSecret(value: string): void;
}

/** What every operation of the server shares. */
export interface ServerContext extends ProcessServices {
  readonly issuesUrl: string;
  /** Aborted when Terraform asks to stop. */
  readonly stop: AbortSignal;
}

/**
 * Runs one operation of an author with a deadline, and turns whatever it throws into diagnostics.
 * `undefined` is returned exactly when the diagnostics hold an error that ended it.
 */
export async function runOperation<T>(
  context: ServerContext,
  during: string,
  diagnostics: Diagnostics,
  run: (operation: Operation) => T | Promise<T>,
  timeoutMs?: number,
): Promise<T | undefined> {
  const { signal, release } = limitOperation(context.stop, timeoutMs);
  try {
    return await run({ signal, diagnostics, log: context.log });
  } catch (thrown) {
    if (thrown instanceof Error) context.log.debug(`the provider failed while it ${during}`, { stack: thrown.stack });
    diagnostics.add(...diagnosticsOf(thrown, during, context.issuesUrl));
    return undefined;
  } finally {
    release();
  }
}

/** Hides the secrets of a body from all logs. */
export function maskSecrets(context: ProcessServices, shape: SchemaShape, body: Body | null): void {
  if (body === null) return;
  for (const [name, attribute] of Object.entries(shape.attributes)) {
    const value = body[name];
    if (attribute.options.sensitive || attribute.options.writeOnly) maskStrings(context, value ?? null);
    else if (attribute.nested) eachBody(value, (inner) => maskSecrets(context, attribute.nested!, inner));
  }
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    eachBody(body[name], (inner) => maskSecrets(context, block, inner));
  }
}

function maskStrings(context: ProcessServices, value: Value): void {
  if (typeof value === 'string') context.maskSecret(value);
  else if (value !== null && typeof value === 'object' && !isUnknown(value)) {
    for (const member of Object.values(value as Record<string, Value>)) maskStrings(context, member);
  }
}

function eachBody(value: Value | undefined, visit: (body: Body) => void): void {
  if (value === null || value === undefined || isUnknown(value)) return;
  if (Array.isArray(value)) value.forEach((item: Value) => eachBody(item, visit));
  else if (typeof value === 'object') visit(value as Body);
}
