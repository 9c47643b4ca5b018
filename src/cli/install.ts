import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, CommandError, type CommandIo, EXIT, type OptionValues, textOption, UsageError } from './command';
import { hiddenMirrorAdvice, initAdvice, requiredProvidersAdvice } from './install-advice';
import { placeProvider, removeProvider } from './install-mirror';
import { packageRoot, packageVersion } from './package-files';
import { terraformPlatform } from './terraform-platform';

export const installCommand: Command = {
  name: 'install',
  summary: 'Copy the Terraform provider to where "terraform init" finds it.',
  help: `Usage: palette-oci install [--dir DIR] [--from FILE]
       palette-oci install --uninstall [--dir DIR]

  --dir DIR    The filesystem mirror to copy into. Default: ~/.terraform.d/plugins, which Terraform searches by itself,
               as it does terraform.d/plugins in the folder of a configuration.
  --from FILE  The provider executable. Default: the one that came with this package.
  --uninstall  Remove the provider, every version of it, and the folders that are empty then.

Prints where the provider was put and what to write into the Terraform configuration. Run again, it changes nothing.
A CDKTF stack with PaletteProvider does not need this command: it brings the provider along.
On Windows, which cannot start the provider, use a release archive (docs/guides/installation.md) or WSL.
`,
  options: { dir: { type: 'string' }, from: { type: 'string' }, uninstall: { type: 'boolean' } },
  run: async (values, io) => (values['uninstall'] === true ? uninstall(values, io) : install(values, io)),
};

function install(values: OptionValues, io: CommandIo): number {
  const platform = terraformPlatform(process.platform, process.arch);
  const executable = readExecutable(textOption(values, 'from'));
  const version = packageVersion();
  const mirror = mirrorOf(values, io);
  const { file, wasThere } = placeProvider(mirror, { version, platform, executable });
  const what = `the provider palette-oci/palette ${version} for ${platform}`;
  io.stdout.write(`${wasThere ? `Nothing to do: ${what} is installed already` : `Installed ${what}`}:\n  ${file}\n\n`);
  io.stdout.write(requiredProvidersAdvice(version));
  const isImplied = textOption(values, 'dir') === undefined;
  io.stdout.write(initAdvice(isImplied ? undefined : mirror));
  if (isImplied) io.stderr.write(hiddenMirrorAdvice(mirror, io.env));
  return EXIT.done;
}

function uninstall(values: OptionValues, io: CommandIo): number {
  if (textOption(values, 'from') !== undefined) {
    throw new UsageError('--from says what to install, --uninstall removes. Give one of them.');
  }
  const mirror = mirrorOf(values, io);
  const removed = removeProvider(mirror);
  const lines = removed.map((folder) => `  ${folder}\n`).join('');
  io.stdout.write(lines === '' ? `Nothing to do: the provider is not in ${mirror}.\n` : `Removed:\n${lines}`);
  return EXIT.done;
}

function readExecutable(from: string | undefined): Buffer {
  const file = from === undefined ? join(packageRoot(), 'dist/provider/terraform-provider-palette') : resolve(from);
  if (existsSync(file)) return readFileSync(file);
  const advice = from === undefined ? 'Build it with "npm run build"' : 'Name the built executable';
  throw new CommandError(`The provider executable "${file}" does not exist. ${advice} and run the command again.`);
}

/** Without an option the folder that Terraform searches without any configuration, besides those of XDG. */
function mirrorOf(values: OptionValues, { env }: CommandIo): string {
  const dir = textOption(values, 'dir');
  if (dir === '') throw new UsageError('--dir is empty. Name a folder, or leave it out for ~/.terraform.d/plugins.');
  return dir === undefined ? join(env.HOME || homedir(), '.terraform.d', 'plugins') : resolve(dir);
}
