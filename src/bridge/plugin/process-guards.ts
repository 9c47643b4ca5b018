import { format, inspect } from 'node:util';
import { log, writeToStderr } from './log';
import { redact } from './secrets';

/** Exit code of a Go program that panicked. */
const PANIC_EXIT_CODE = 2;

/**
 * Prepares a process that a host owns:
 * - an error that nobody caught ends it with "panic: " and a stack on stderr, which hosts look for and show to the user;
 * - SIGINT is ignored: Ctrl-C reaches the whole process group, and the host decides what is finished first;
 * - SIGTERM and SIGHUP end it cleanly;
 * - console.* becomes log lines, because stdout belongs to the handshake.
 */
export function guardProcess(): void {
  process.on('uncaughtException', panic);
  process.on('unhandledRejection', panic);
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
  redirectConsole();
}

function panic(reason: unknown): never {
  const title = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  writeToStderr(redact(`panic: ${title}\n\n${inspect(reason)}\n`));
  process.exit(PANIC_EXIT_CODE);
}

function redirectConsole(): void {
  const redirected = {
    debug: log.debug,
    dir: log.info,
    dirxml: log.info,
    error: log.error,
    info: log.info,
    log: log.info,
    table: log.info,
    trace: log.trace,
    warn: log.warn,
  };
  for (const [name, write] of Object.entries(redirected)) {
    Object.assign(console, { [name]: (...values: unknown[]) => write(format(...values)) });
  }
}
