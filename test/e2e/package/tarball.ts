import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '..', '..', '..');

export const PACKAGE = 'cdktf-palette-oci-registry';

/** Runs a program as a developer does, with this machine's settings for npm. */
export async function developerRuns(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, [...args], { cwd, maxBuffer: 1 << 26 });
  return stdout;
}

/** `npm pack` of what is built. @returns the tarball */
export async function packInto(folder: string, root = ROOT): Promise<string> {
  const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(await developerRuns('npm', args, root)) as [{ filename: string }];
  return join(folder, filename);
}

/** The same package as its next release would be packed: with another version. @returns its tarball */
export async function packNextVersion(tarball: string, version: string, folder: string): Promise<string> {
  const unpacked = join(folder, 'next-version');
  mkdirSync(unpacked);
  await developerRuns('tar', ['-xzf', tarball, '--strip-components=1', '-C', unpacked], folder);
  const description = join(unpacked, 'package.json');
  const content = JSON.parse(readFileSync(description, 'utf8')) as object;
  writeFileSync(description, JSON.stringify({ ...content, version }));
  return packInto(folder, unpacked);
}

/** The first TypeScript example of the README that the tarball carries. */
export async function readmeExample(tarball: string): Promise<string> {
  const readme = await developerRuns('tar', ['-xzOf', tarball, 'package/README.md'], '.');
  const sample = /```typescript\n([\s\S]*?)```/.exec(readme)?.[1];
  if (sample === undefined) throw new Error('README.md has no TypeScript example');
  return sample;
}
