import { type Command } from './command';

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length), 'help'.length);
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `palette-oci: OCI Helm registries in Spectro Cloud Palette.

Usage: palette-oci <command> [options]

Commands:
${lines.join('\n')}
  ${'help'.padEnd(width)}  Show this text, or "help <command>" for the options of a command.

palette-oci --version prints the version.
Exit codes: 0 done, 1 the command failed, 2 it was called wrongly.
`;
}

export function commandHelp(command: Command): string {
  return `${command.summary}\n\n${command.help}`;
}
