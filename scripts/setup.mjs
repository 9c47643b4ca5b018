#!/usr/bin/env node
/**
 * Makes a fresh clone ready: Node.js and Terraform are there, packages are installed, dist/ is built.
 * Only Node's own modules, because it runs before anything is installed. Says nothing when nothing is to do.
 *
 *   node scripts/setup.mjs [--with-terraform]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));

const OLDEST_NODE = '20.18.0';
const OLDEST_TERRAFORM = '1.11.0';

/** Something that a person has to change before this can go on; shown without a stack trace. */
export class SetupError extends Error {}

function isOlder(version, oldest) {
  const [found, wanted] = [version, oldest].map((text) => text.split(/[.-]/).map(Number));
  const index = [0, 1, 2].find((place) => found[place] !== wanted[place]);
  return index !== undefined && found[index] < wanted[index];
}

export function checkNode(version = process.versions.node) {
  if (!isOlder(version, OLDEST_NODE)) return;
  throw new SetupError(
    `Node.js ${version} is too old (${process.execPath}).\nNeeded: ${OLDEST_NODE} or newer. Get it from https://nodejs.org.`,
  );
}

/** @returns {string} the version of the Terraform on PATH */
export function checkTerraform(env = process.env) {
  const where = 'Get it from https://developer.hashicorp.com/terraform/install and put it on PATH.';
  const needed = `Needed: Terraform ${OLDEST_TERRAFORM} or newer (write-only arguments). ${where}`;
  const { status, stdout, error } = spawnSync('terraform', ['version', '-json'], {
    env: { ...env, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  if (error) throw new SetupError(`There is no "terraform" on PATH (${env.PATH}).\n${needed}`);
  const version = /"terraform_version":\s*"([^"]+)"/.exec(stdout)?.[1];
  if (status !== 0 || version === undefined) {
    throw new SetupError(`"terraform version -json" did not say its version (exit code ${status}).\n${needed}`);
  }
  if (isOlder(version, OLDEST_TERRAFORM)) throw new SetupError(`Terraform ${version} is too old.\n${needed}`);
  return version;
}

/** Whether node_modules holds what package-lock.json says; packages for other platforms may be absent. */
export function packagesAreInstalled(root = packageRoot) {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted)
    .filter(([place]) => place !== '')
    .every(
      ([place, { version, optional }]) => (optional && !installed[place]) || installed[place]?.version === version,
    );
}

function installPackages(log) {
  const start = Date.now();
  const { status, stdout, stderr, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new SetupError(`"npm ci" failed:\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
  log(`installed packages in ${((Date.now() - start) / 1000).toFixed(1)} s (npm ci)`);
}

/**
 * @param {{ withTerraform?: boolean, log?: (line: string) => void }} options `log` gets one line for each thing done
 */
export async function setUp({ withTerraform = false, log = console.log } = {}) {
  checkNode();
  if (withTerraform) checkTerraform();
  if (!packagesAreInstalled()) installPackages(log);
  const { build } = await import('./build.mjs');
  await build(undefined, log);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setUp({ withTerraform: process.argv.includes('--with-terraform') }).catch((error) => {
    console.error(error instanceof SetupError ? error.message : error.stack);
    process.exitCode = 1;
  });
}
