/** Packages from npm that only a release needs: too large to be installed with the others (50 MB each). */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isUpToDate, writeStamp } from '../stamp.mjs';
import { ReleaseError } from './platforms.mjs';

/**
 * @typedef {object} PinnedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} integrity of the tarball, as package-lock.json writes it
 */

function run(program, args, failure) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new ReleaseError(`${failure}\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
}

function download({ name, version, integrity }, folder, advice) {
  const spec = `${name}@${version}`;
  const args = ['pack', spec, '--json', '--loglevel=error', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(run('npm', args, `npm does not have ${spec}. ${advice}`));
  const tarball = path.join(folder, filename);
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (found === integrity) return tarball;
  throw new ReleaseError(
    `${spec} is not the package that this project was released with.\nexpected ${integrity}\nfound    ${found}\n` +
      'A published version never changes: find out where npm got it from before anything is built with it.',
  );
}

/**
 * Downloads a package once, and checks every byte of it.
 * @param {PinnedPackage} wanted
 * @param {string} cache folder for all of them
 * @param {string} advice what a person can do when there is no such package
 * @returns {string} the folder of its files
 */
export function fetchPackage(wanted, cache, advice) {
  const folder = path.join(cache, `${wanted.name}-${wanted.version}`);
  const stamp = path.join(folder, 'integrity');
  if (isUpToDate(stamp, wanted.integrity, [path.join(folder, 'package.json')])) return folder;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(path.join(cache, 'download-'));
  try {
    const tarball = download(wanted, temporary, advice);
    // Without Node's headers, which are half of it.
    const args = ['-xzf', tarball, '-C', temporary, '--exclude=package/include', '--exclude=package/share'];
    run('tar', args, `${tarball} cannot be unpacked.`);
    writeStamp(path.join(temporary, 'package', 'integrity'), wanted.integrity);
    rmSync(folder, { recursive: true, force: true });
    renameSync(path.join(temporary, 'package'), folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}
