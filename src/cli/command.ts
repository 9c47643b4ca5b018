import { type ParseArgsConfig } from 'node:util';

/** The world as a command sees it. */
export interface CommandIo {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Only read by commands that are told to: for secrets, or to end with their parent. */
  readonly stdin?: NodeJS.ReadableStream;
  /** Aborted by SIGINT and SIGTERM; a command that runs until then ends cleanly. */
  readonly stop?: AbortSignal;
}

export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Usage, options with their defaults, and what the command prints. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** The name, among the values, of an argument without a dash; it must be given. @default - takes none */
  readonly operand?: string;
  /** Resolves with the exit code. */
  run(values: OptionValues, io: CommandIo): Promise<number>;
}

/** 0 = done; 1 = the command failed; 2 = it was called wrongly. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Called wrongly: one sentence, exit code 2. */
export class UsageError extends Error {}

/** Could not do its work: one sentence, exit code 1. */
export class CommandError extends Error {}

export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Of an option that may be given several times. */
export function textListOption(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}
