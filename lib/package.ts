import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGE_NAME = 'cdktf-palette-oci-registry';

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
}

/** This package's folder: the same one from its TypeScript source and from dist/. */
export const PACKAGE_ROOT = findPackageRoot(__dirname);

/** The version of this package, and so of the provider inside it. */
export const PACKAGE_VERSION = readPackageJson(PACKAGE_ROOT)?.version ?? '0.0.0';

function readPackageJson(folder: string): PackageJson | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageJson) : undefined;
}

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (readPackageJson(folder)?.name === PACKAGE_NAME) return folder;
    if (folder === dirname(folder)) {
      throw new Error(
        `No folder from "${start}" upwards is the package ${PACKAGE_NAME}. ` +
          'It carries the provider as a file and finds it next to its code: if you bundle your CDKTF app, ' +
          `leave ${PACKAGE_NAME} out of the bundle (esbuild: --external:${PACKAGE_NAME}).`,
      );
    }
  }
}
