import { setMaxListeners } from 'node:events';
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

/** A controller on whose signal any number of operations may wait; Node warns of more than ten listeners otherwise. */
export function createStop(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** A signal that ends with the provider or after `timeoutMs`; `release` frees its timer and lets go of the provider's. */
export function limitOperation(stop: AbortSignal, timeoutMs?: number): { signal: AbortSignal; release: () => void } {
  const controller = createStop();
  const onStop = () => controller.abort(stop.reason);
  if (stop.aborted) onStop();
  stop.addEventListener('abort', onStop, { once: true });
  const timer =
    timeoutMs !== undefined && setTimeout(() => controller.abort(new OperationTimeout(timeoutMs)), timeoutMs);
  const release = () => {
    if (timer) clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
  };
  return { signal: controller.signal, release };
}
