import type { Diagnostics } from './diagnostic';

/** Where an author's log lines go; levels as in TF_LOG. */
export interface Log {
  trace(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** What every operation of an author is given. */
export interface Operation {
  /**
   * Aborted when Terraform asks to stop (Ctrl-C) or when the operation's timeout passed.
   * Finish what cannot be left half done; give up waiting.
   */
  readonly signal: AbortSignal;
  /** Warnings, and errors that should not end the operation at once. */
  readonly diagnostics: Diagnostics;
  readonly log: Log;
}

/** The reason of an aborted {@link Operation.signal} when its time ran out. */
export class OperationTimeout extends Error {
  constructor(readonly afterMs: number) {
    super(`the operation's timeout of ${afterMs / 1000} s passed`);
    this.name = 'OperationTimeout';
  }
}

/** The reason of an aborted {@link Operation.signal} when Terraform asked to stop. */
export class OperationStopped extends Error {
  constructor() {
    super('Terraform asked the provider to stop');
    this.name = 'OperationStopped';
  }
}

/** A signal that ends with the provider or after `timeoutMs`; `release` frees its timer. */
export function limitOperation(stop: AbortSignal, timeoutMs?: number): { signal: AbortSignal; release: () => void } {
  if (timeoutMs === undefined) return { signal: stop, release: () => {} };
  const controller = new AbortController();
  const onStop = () => controller.abort(stop.reason);
  if (stop.aborted) onStop();
  stop.addEventListener('abort', onStop, { once: true });
  const timer = setTimeout(() => controller.abort(new OperationTimeout(timeoutMs)), timeoutMs);
  const release = () => {
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
  };
  return { signal: controller.signal, release };
}
