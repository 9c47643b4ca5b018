#!/usr/bin/env node
/**
 * Builds dist/: `node scripts/build.mjs [provider] [lib] [cli] [licenses]`, all of them without arguments.
 *
 *   provider  dist/provider/terraform-provider-palette   one executable file
 *   lib       dist/lib, dist/src/aws, dist/examples      CommonJS and declarations
 *             dist/cdktn                                 the same constructs for cdktn
 *   cli       dist/cli/palette-oci.js
 *   licenses  dist/THIRD-PARTY-LICENSES.txt              of what is bundled into the provider and the command
 *
 * A target whose inputs did not change is skipped.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundledPackages } from './bundled-packages.mjs';
import { writeForCdktn } from './cdktn/rewrite.mjs';
import { licenseDocument, licenseTexts } from './license-texts.mjs';
import { hashOf, isUpToDate, writeStamp } from './stamp.mjs';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(packageRoot, 'dist');

/** What every target depends on. */
const TOOLING = ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.lib.json'];

const targets = {
  provider: {
    inputs: [
      'src/main.ts',
      'src/service.ts',
      'src/schema-answer.ts',
      'src/bridge',
      'src/http',
      'src/provider',
      'src/palette',
      'src/oci',
      'src/aws',
    ],
    results: ['provider/terraform-provider-palette', 'bundled/provider.json'],
    build: buildProvider,
  },
  lib: {
    inputs: ['lib', 'examples', 'src/aws'],
    results: ['lib/index.js', 'lib/index.d.ts', 'cdktn/index.js', 'cdktn/index.d.ts', 'examples/main.js'],
    build: buildLib,
  },
  cli: {
    inputs: ['src'],
    results: ['cli/palette-oci.js', 'bundled/cli.json'],
    build: buildCli,
  },
  licenses: {
    needs: ['provider', 'cli'],
    inputs: ['dist/bundled'],
    results: ['THIRD-PARTY-LICENSES.txt'],
    build: buildLicenses,
  },
};

/** The sources do not build; the message says where. */
export class BuildError extends Error {}

/** Written beside its place below dist/ and renamed into it: Terraform may be running the old file. */
function place(name, content, mode) {
  const file = path.join(dist, name);
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  chmodSync(temporary, mode);
  renameSync(temporary, file);
}

/** Which files of packages a bundle holds is known only while it is made; the target "licenses" reads it. */
function recordBundled(bundle, inputs) {
  const ofPackages = inputs.filter((input) => input.includes('node_modules/'));
  place(`bundled/${bundle}.json`, JSON.stringify(ofPackages.sort(), null, 2), 0o644);
}

/** @throws Error that names files of the bundle whose change would leave the old provider in its place */
export function refuseUnwatched(inputs) {
  const watched = targets.provider.inputs;
  const sources = inputs.filter((input) => input.startsWith('src/'));
  const unwatched = sources.filter((file) => !watched.some((place) => `${file}/`.startsWith(`${place}/`)));
  if (unwatched.length === 0) return;
  throw new Error(`It is made of ${unwatched.join(', ')} too: add that to its inputs in scripts/build.mjs.`);
}

async function buildProvider() {
  const { bundleProvider } = await import('./provider/executable.mjs');
  const { bytes, sections, inputs } = await bundleProvider({ entry: 'src/main.ts', packageRoot });
  refuseUnwatched(inputs);
  recordBundled('provider', inputs);
  place('provider/terraform-provider-palette', bytes, 0o755);
  return Object.entries(sections)
    .map(([name, size]) => `${name} ${Math.ceil(size / 1024)} KB`)
    .join(', ');
}

/** Compiled beside its place and renamed into it, so that a failed build leaves the old one. */
async function buildLib() {
  const fresh = path.join(dist, 'fresh');
  rmSync(fresh, { recursive: true, force: true });
  const compiler = path.join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.lib.json', '--outDir', fresh], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The constructs do not compile:\n${stdout}`);
  writeForCdktn(path.join(fresh, 'lib'), path.join(fresh, 'cdktn'));
  for (const folder of ['lib', 'cdktn', 'src', 'examples']) {
    rmSync(path.join(dist, folder), { recursive: true, force: true });
    renameSync(path.join(fresh, folder), path.join(dist, folder));
  }
  rmSync(fresh, { recursive: true });
  return 'CommonJS and declarations';
}

async function buildCli() {
  const { bundleCli } = await import('./cli/executable.mjs');
  const { bytes, inputs } = await bundleCli({ packageRoot });
  recordBundled('cli', inputs);
  place('cli/palette-oci.js', bytes, 0o755);
  return `${Math.ceil(bytes.length / 1024)} KB`;
}

/** MIT, Apache-2.0 and the like want their text in every copy of the code, bundled code included. */
async function buildLicenses() {
  const inputs = targets.licenses.needs.flatMap((bundle) =>
    JSON.parse(readFileSync(path.join(dist, 'bundled', `${bundle}.json`), 'utf8')),
  );
  const texts = licenseTexts(bundledPackages(inputs, packageRoot), packageRoot);
  const preface =
    'dist/provider/terraform-provider-palette and dist/cli/palette-oci.js contain the following packages.';
  place('THIRD-PARTY-LICENSES.txt', `${preface}\n\n${licenseDocument(texts)}`, 0o644);
  return `${texts.length} packages`;
}

/**
 * Builds the named targets and those that they need; `log` gets one line for each that was really built.
 * @param {string[]} names
 * @param {(line: string) => void} log
 */
export async function build(names = Object.keys(targets), log = console.log) {
  const withNeeded = new Set(names.flatMap((name) => [...(targets[name]?.needs ?? []), name]));
  for (const name of withNeeded) {
    const target = targets[name];
    if (!target)
      throw new Error(`There is no build target "${name}". Choose from: ${Object.keys(targets).join(', ')}.`);
    const hash = hashOf(packageRoot, [...target.inputs, ...TOOLING]);
    const stamp = path.join(dist, 'stamps', name);
    const results = target.results.map((file) => path.join(dist, file));
    if (isUpToDate(stamp, hash, results)) continue;
    const start = Date.now();
    const detail = await target.build().catch((error) => {
      throw new BuildError(`The target "${name}" does not build.\n${error.message}`);
    });
    writeStamp(stamp, hash);
    log(`built ${name} in ${((Date.now() - start) / 1000).toFixed(1)} s (${detail})`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2);
  build(names.length > 0 ? names : undefined).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
