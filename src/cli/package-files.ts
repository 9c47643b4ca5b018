import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGE_NAME = 'cdktf-palette-oci-registry';

interface PackageDescription {
  readonly name?: string;
  readonly version?: string;
}

/** The folder of the installed package: the nearest one above this file, bundled or not, that holds its package.json. */
export function packageRoot(): string {
  let folder = __dirname;
  while (readDescription(folder)?.name !== PACKAGE_NAME) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`The files of the package "${PACKAGE_NAME}" were not found above "${__dirname}".`);
    folder = parent;
  }
  return folder;
}

export function packageVersion(): string {
  const version = readDescription(packageRoot())?.version;
  if (version === undefined) throw new Error(`The package.json in "${packageRoot()}" has no version.`);
  return version;
}

function readDescription(folder: string): PackageDescription | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  // A description of npm; both fields are checked by the callers.
  return JSON.parse(readFileSync(file, 'utf8')) as PackageDescription;
}
