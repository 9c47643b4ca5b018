/** The real cdktn, in a folder below node_modules: 480 MB that only `npm run check:cdktn` needs, kept for the next run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isUpToDate, writeStamp } from '../stamp.mjs';

/** What the constructs for cdktn are proved with. */
export const FRAMEWORK = { cdktn: '0.24.0', '@cdktn/provider-aws': '25.7.0', constructs: '10.7.2' };

/** A step found something; shown without a stack trace. */
export class CheckError extends Error {}

/** Runs a program to its end and returns its output; `failure` introduces what it said if it failed. */
export function run(program, args, cwd, failure) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 27 });
  if (status === 0) return stdout;
  throw new CheckError(`${failure}\n\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
}

const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

function writeProject(folder, dependencies) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
}

/** @returns {boolean} whether something had to be installed */
export function installFramework(folder) {
  const wanted = JSON.stringify(FRAMEWORK);
  const stamp = path.join(folder, 'installed.json');
  const places = Object.keys(FRAMEWORK).map((name) => path.join(folder, 'node_modules', name, 'package.json'));
  if (isUpToDate(stamp, wanted, places)) return false;
  rmSync(folder, { recursive: true, force: true });
  writeProject(folder, FRAMEWORK);
  const names = Object.entries(FRAMEWORK).map(([name, version]) => `${name}@${version}`);
  run(
    'npm',
    ['install', '--no-package-lock', ...QUIET],
    folder,
    `Nothing was checked: ${names.join(', ')} could not be installed. This check needs a package registry.`,
  );
  writeStamp(stamp, wanted);
  return true;
}

/** Packs this package as a release would be, and unpacks it beside the framework. @returns {string} the archive */
export function installPacked(packageRoot, folder) {
  const packed = run(
    'npm',
    ['pack', '--json', '--pack-destination', folder, ...QUIET],
    packageRoot,
    'This package cannot be packed.',
  );
  const archive = path.join(folder, JSON.parse(packed)[0].filename);
  const place = path.join(folder, 'node_modules', 'cdktf-palette-oci-registry');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  run('tar', ['-xzf', archive, '--strip-components=1', '-C', place], folder, `${archive} cannot be unpacked.`);
  return archive;
}

/** Fails as `npm install` would for a user with these dependencies, ERESOLVE above all; downloads nothing. */
export function resolveFor(name, archive, dependencies) {
  const folder = path.join(path.dirname(archive), 'consumers', name);
  rmSync(folder, { recursive: true, force: true });
  writeProject(folder, { 'cdktf-palette-oci-registry': `file:${archive}`, ...dependencies });
  run(
    'npm',
    ['install', '--package-lock-only', ...QUIET],
    folder,
    `npm does not install this package beside ${JSON.stringify(dependencies)}.`,
  );
}
