import { type Diagnostics } from '../diagnostic';
import { limitOperation, type Log, type Operation } from '../operation';
import { diagnosticsOf } from '../thrown';

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

/** What an author's code must have answered. */
export async function answered<T>(answer: T | Promise<T>): Promise<NonNullable<T>> {
  const result = await answer;
  if (result === undefined || result === null) throw new Error('it answered nothing');
  return result;
}
