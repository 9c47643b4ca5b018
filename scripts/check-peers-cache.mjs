#!/usr/bin/env node
/**
 * Packages that only a few checks need, each set in a folder of its own below node_modules/.cache/peers, kept for the next
 * run. As a program it prints the folder: `node scripts/check-peers-cache.mjs cdktn-cli@0.24.0`.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CheckError, run } from './cdktn/packages.mjs';
import { isUpToDate, writeStamp } from './stamp.mjs';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(packageRoot, 'node_modules', '.cache', 'peers');
const QUIET = [
  '--ignore-scripts',
  '--prefer-offline',
  '--no-package-lock',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** @param {string[]} packages such as `cdktf@0.21.0` @returns {string} a folder whose node_modules holds them */
export function cached(...packages) {
  const folder = path.join(cache, packages.join('+').replaceAll('/', '_'));
  const stamp = path.join(folder, 'installed.json');
  const wanted = JSON.stringify(packages);
  if (isUpToDate(stamp, wanted, [path.join(folder, 'node_modules')])) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
  run('npm', ['install', ...QUIET, ...packages], folder, `${packages.join(', ')} could not be installed.`);
  writeStamp(stamp, wanted);
  return folder;
}

/** @returns {string} the version of a package that was installed there */
export function installedVersion(folder, name) {
  return JSON.parse(readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** The npm package that holds Node.js for this machine; there is none for every machine. */
const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;

/** @param {string} version such as `22` or `20.18.0` @returns {string} the executable */
export function cachedNode(version) {
  const folder = cached(`${NODE_PACKAGE}@${version}`);
  return path.join(folder, 'node_modules', NODE_PACKAGE, 'bin', 'node');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first = '', ...more] = process.argv.slice(2);
  try {
    console.log(first.startsWith('node@') ? cachedNode(first.slice('node@'.length)) : cached(first, ...more));
  } catch (error) {
    console.error(error instanceof CheckError ? error.message : error.stack);
    process.exitCode = 1;
  }
}
