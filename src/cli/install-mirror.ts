import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileAtomically } from './atomic-file';
import { CommandError } from './command';
import { reasonOf } from './reason';

/** Of the provider in a filesystem mirror. A source without a host means Terraform's registry, in its folders too. */
const PROVIDER_FOLDERS = ['registry.terraform.io', 'palette-oci', 'palette'];
const EXECUTABLE_MODE = 0o755;

interface ProviderRelease {
  readonly version: string;
  /** In Terraform's words, such as `linux_amd64`. */
  readonly platform: string;
  readonly executable: Buffer;
}

/** Puts a provider into a mirror, unless it is there already. @throws CommandError where it cannot be written */
export function placeProvider(
  mirror: string,
  { version, platform, executable }: ProviderRelease,
): { readonly file: string; readonly wasThere: boolean } {
  const folder = join(mirror, ...PROVIDER_FOLDERS, version, platform);
  const file = join(folder, `terraform-provider-palette_v${version}`);
  try {
    if (isInPlace(file, executable)) return { file, wasThere: true };
    mkdirSync(folder, { recursive: true });
    // By rename: a running Terraform may have the old file open ("text file busy").
    writeFileAtomically(file, executable, EXECUTABLE_MODE);
    // The mode of a new file is cut by the process's umask; Terraform needs the execute bit.
    chmodSync(file, EXECUTABLE_MODE);
    return { file, wasThere: false };
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandError(`Cannot write "${file}". Choose a writable folder with --dir. Cause: ${reason}`);
  }
}

function isInPlace(file: string, executable: Buffer): boolean {
  if (!existsSync(file)) return false;
  return (statSync(file).mode & 0o777) === EXECUTABLE_MODE && readFileSync(file).equals(executable);
}

/** Removes every version of the provider, and the mirror's folders above it that hold nothing else. @returns what it removed */
export function removeProvider(mirror: string): readonly string[] {
  const folder = join(mirror, ...PROVIDER_FOLDERS);
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).sort();
  try {
    rmSync(folder, { recursive: true });
    for (let above = dirname(folder); above !== mirror && readdirSync(above).length === 0; above = dirname(above)) {
      rmdirSync(above);
    }
  } catch (error) {
    throw new CommandError(`Cannot remove "${folder}". Remove it by hand. Cause: ${reasonOf(error)}`);
  }
  return versions.map((version) => join(folder, version));
}
