import { reasonOf } from './reason';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeFileAtomically } from './atomic-file';
import { type Command, CommandError, type CommandIo, EXIT, type OptionValues, textOption } from './command';
import { packageRoot, packageVersion } from './package-files';
import { terraformPlatform } from './terraform-platform';

const SOURCE = 'palette-oci/palette';
/** A source without a host means this one, also in a mirror's folders. */
const REGISTRY_HOST = 'registry.terraform.io';

export const installCommand: Command = {
  name: 'install',
  summary: 'Copy the Terraform provider to where "terraform init" finds it.',
  help: `Usage: palette-oci install [--dir DIR] [--from FILE]

  --dir DIR    The filesystem mirror to copy into. Default: ~/.terraform.d/plugins, which Terraform searches by itself.
  --from FILE  The provider executable. Default: the one that came with this package.

Prints where the provider was put and what to write into the Terraform configuration.
A CDKTF stack with PaletteProvider does not need this command: it brings the provider along.
`,
  options: { dir: { type: 'string' }, from: { type: 'string' } },
  run: async (values, io) => install(values, io),
};

function install(values: OptionValues, io: CommandIo): number {
  const executable = readExecutable(textOption(values, 'from'));
  const version = packageVersion();
  const dir = textOption(values, 'dir');
  const mirror = dir === undefined ? impliedMirror(io) : resolve(dir);
  const platform = terraformPlatform(process.platform, process.arch);
  const folder = join(mirror, REGISTRY_HOST, SOURCE, version, platform);
  const target = join(folder, `terraform-provider-palette_v${version}`);
  place(executable, folder, target);
  io.stdout.write(`Installed the provider ${SOURCE} ${version} for ${platform}:\n  ${target}\n\n`);
  io.stdout.write(configurationAdvice(version));
  io.stdout.write(initAdvice(dir === undefined ? undefined : mirror));
  return EXIT.done;
}

function readExecutable(from: string | undefined): Buffer {
  const file = from === undefined ? join(packageRoot(), 'dist/provider/terraform-provider-palette') : resolve(from);
  if (existsSync(file)) return readFileSync(file);
  const advice = from === undefined ? 'Build it with "npm run build"' : 'Name the built executable';
  throw new CommandError(`The provider executable "${file}" does not exist. ${advice} and run the command again.`);
}

/** Terraform searches this folder without any configuration. */
function impliedMirror(io: CommandIo): string {
  return join(io.env.HOME || homedir(), '.terraform.d', 'plugins');
}

function place(executable: Buffer, folder: string, target: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    // By rename: a running Terraform may have the old file open ("text file busy").
    writeFileAtomically(target, executable, 0o755);
    // The mode of a new file is cut by the process's umask; Terraform needs the execute bit.
    chmodSync(target, 0o755);
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandError(`Cannot write "${target}". Choose a writable folder with --dir. Cause: ${reason}`);
  }
}

function configurationAdvice(version: string): string {
  return `Write into the Terraform configuration:

  terraform {
    required_providers {
      palette = {
        source  = "${SOURCE}"
        version = "${version}"
      }
    }
  }

`;
}

function initAdvice(mirror: string | undefined): string {
  const option = mirror === undefined ? '' : ` -plugin-dir="${mirror}"`;
  return `Then run: terraform init${option}
If "terraform init" complains about a checksum after a rebuild, delete the provider's block in .terraform.lock.hcl.
`;
}
