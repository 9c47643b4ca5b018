import { reasonOf } from './reason';
import { parseArgs } from 'node:util';
import { allowlistCommand } from './allowlist';
import { type Command, type CommandIo, EXIT, type OptionValues, UsageError } from './command';
import { commandHelp, generalHelp } from './help';
import { installCommand } from './install';
import { packageVersion } from './package-files';
import { probeCommand } from './probe';
import { sandboxCommand } from './sandbox';

const COMMANDS: readonly Command[] = [sandboxCommand, installCommand, allowlistCommand, probeCommand];

/** Runs `palette-oci` with these arguments (without node and script) and resolves with the exit code. Never rejects. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    io.stderr.write(`palette-oci: ${reasonOf(error)}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: CommandIo): Promise<number> {
  if (name === undefined) {
    io.stderr.write(generalHelp(COMMANDS));
    return EXIT.usage;
  }
  if (name === '--version') return print(io, `${packageVersion()}\n`);
  if (['help', '--help', '-h'].includes(name)) {
    return print(io, rest[0] === undefined ? generalHelp(COMMANDS) : commandHelp(findCommand(rest[0])));
  }
  const command = findCommand(name);
  const values = parseOptions(command, rest);
  return values.help ? print(io, commandHelp(command)) : command.run(values, io);
}

function print(io: CommandIo, text: string): number {
  io.stdout.write(text);
  return EXIT.done;
}

function findCommand(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command) return command;
  const known = [...COMMANDS.map((candidate) => candidate.name), 'help'].join(', ');
  throw new UsageError(`There is no command "${name}". The commands are: ${known}.`);
}

function parseOptions(command: Command, args: readonly string[]): OptionValues {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
    const allowPositionals = command.operand !== undefined;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals, strict: true });
    // Declared options are texts, switches, or lists of texts.
    return { ...(values as OptionValues), ...operandOf(command, positionals, values.help === true) };
  } catch (error) {
    const reason = reasonOf(error);
    throw new UsageError(`${reason} Run "palette-oci help ${command.name}" for its options.`);
  }
}

function operandOf({ operand }: Command, positionals: readonly string[], isHelp: boolean): OptionValues {
  if (operand === undefined || isHelp) return {};
  const [value, surplus] = positionals;
  if (value === undefined) throw new UsageError(`${operand.toUpperCase()} is missing.`);
  if (surplus !== undefined) throw new UsageError(`Unexpected argument '${surplus}'.`);
  return { [operand]: value };
}
