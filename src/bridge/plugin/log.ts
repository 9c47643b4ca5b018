import { writeSync } from 'node:fs';
import { errorCode } from './error-code';
import { toLoggableFields } from './log-fields';
import { redact } from './secrets';

/** Levels as hclog names them, the most talkative first. */
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Facts beside a message; anything that JSON can show. */
export type LogFields = Readonly<Record<string, unknown>>;

const OFF = LEVELS.length;
let threshold: number = OFF;
let moduleName = 'plugin';

/**
 * Names the module that lines are signed with, and the environment variables that hold the level, the most specific first:
 * the first that is set decides. Values are those of hosts that log with hclog: a level's name or "off" in any case;
 * anything else (such as "json" or "1") means trace. Nothing is written when none is set, or before this was called.
 */
export function configureLog(options: { readonly module: string; readonly levelVariables: readonly string[] }): void {
  moduleName = options.module;
  const asked = options.levelVariables.map((name) => process.env[name]).find((value) => value);
  threshold = thresholdOf(asked);
}

function thresholdOf(asked: string | undefined): number {
  const name = asked?.trim().toLowerCase();
  if (!name || name === 'off') return OFF;
  return Math.max(
    0,
    LEVELS.findIndex((level) => level === name),
  );
}

function write(level: LogLevel, message: string, fields?: LogFields): void {
  if (LEVELS.indexOf(level) < threshold) return;
  writeToStderr(`${formatLogLine(level, moduleName, message, fields, new Date())}\n`);
}

/** One line of hclog's JSON form. Secrets are masked in the message and in the fields. */
export function formatLogLine(
  level: LogLevel,
  module: string,
  message: string,
  fields: LogFields | undefined,
  time: Date,
): string {
  return JSON.stringify({
    ...(fields && toLoggableFields(fields)),
    '@level': level,
    '@message': redact(message),
    '@module': module,
    // Hosts parse exactly six fractional digits; any other number makes them print the line raw.
    '@timestamp': time.toISOString().replace('Z', '000Z'),
  });
}

/** Writes hclog JSON lines to stderr, where the host reads them. Levels that are off cost one comparison. */
export const log = {
  trace: (message: string, fields?: LogFields): void => write('trace', message, fields),
  debug: (message: string, fields?: LogFields): void => write('debug', message, fields),
  info: (message: string, fields?: LogFields): void => write('info', message, fields),
  warn: (message: string, fields?: LogFields): void => write('warn', message, fields),
  error: (message: string, fields?: LogFields): void => write('error', message, fields),
} as const;

/** A pipe that stays full this long has no reader; a log line is not worth hanging for. */
const MAX_WRITE_ATTEMPTS = 10_000;

/** Writes at once, so that nothing is lost when the process ends next; a host that is gone is no error. */
export function writeToStderr(text: string): void {
  let rest = Buffer.from(text);
  for (let attempt = 0; rest.length > 0 && attempt < MAX_WRITE_ATTEMPTS; attempt++) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') return;
    }
  }
}
