import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join, posix, relative, resolve } from 'node:path';
import ts from 'typescript';
import { ROOMS, type Room } from './rooms';

export const PACKAGE_ROOT = resolve(__dirname, '..', '..');

/** Files that git has or would take, relative to the root, below the given folders. */
export function trackedFiles(...folders: string[]): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...folders];
  const names = execFileSync('git', args, { cwd: PACKAGE_ROOT, encoding: 'utf8' }).split('\0');
  return [...new Set(names)].filter((name) => name !== '' && existsSync(join(PACKAGE_ROOT, name))).sort();
}

export function sourceFiles(): string[] {
  return trackedFiles('src', 'lib', 'examples').filter((file) => file.endsWith('.ts'));
}

export function read(file: string): string {
  return readFileSync(join(PACKAGE_ROOT, file), 'utf8');
}

/** The innermost room that holds the file. */
export function roomOf(file: string): Room | undefined {
  return ROOMS.filter(({ place }) => file === place || file.startsWith(`${place}/`)).sort(
    (a, b) => b.place.length - a.place.length,
  )[0];
}

export interface Import {
  readonly from: string;
  /** A file relative to the root, or what is written for a package. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** Every import, import(), require() and re-export, types included: knowing a type is knowing the room. */
export function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(read(file), true, true);
  return importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.')) return { from: file, to: fileName, isPackage: true };
    return { from: file, to: resolveFile(file, fileName), isPackage: false };
  });
}

function resolveFile(from: string, specifier: string): string {
  const target = resolve(PACKAGE_ROOT, dirname(from), specifier);
  const found = [`${target}.ts`, join(target, 'index.ts'), target].find(
    (file) => existsSync(file) && /\.\w+$/.test(file),
  );
  return relative(PACKAGE_ROOT, found ?? target)
    .split(/[\\/]/)
    .join(posix.sep);
}
