#!/usr/bin/env node
/**
 * Builds dist/: `node scripts/build.mjs [provider] [lib] [cli]`, all three without arguments.
 *
 *   provider  dist/provider/terraform-provider-palette   one executable file
 *   lib       dist/lib, dist/src/aws, dist/examples      CommonJS and declarations
 *             dist/cdktn                                 the same constructs for cdktn
 *   cli       dist/cli/palette-oci.js
 *
 * A target whose inputs did not change is skipped.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeForCdktn } from './cdktn/rewrite.mjs';
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
      'src/provider',
      'src/palette',
      'src/oci',
      'src/aws',
    ],
    results: ['provider/terraform-provider-palette'],
    build: buildProvider,
  },
  lib: {
    inputs: ['lib', 'examples', 'src/aws'],
    results: ['lib/index.js', 'lib/index.d.ts', 'cdktn/index.js', 'cdktn/index.d.ts', 'examples/main.js'],
    build: buildLib,
  },
  cli: {
    inputs: ['src'],
    results: ['cli/palette-oci.js'],
    build: buildCli,
  },
};

/** The sources do not build; the message says where. */
export class BuildError extends Error {}

/** Written beside its place and renamed into it: Terraform may be running the old file. */
function placeExecutable(file, bytes) {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, bytes);
  chmodSync(temporary, 0o755);
  renameSync(temporary, file);
}

async function buildProvider() {
  const { bundleProvider } = await import('./provider/executable.mjs');
  const { bytes, sections } = await bundleProvider({
    entry: 'src/main.ts',
    packageRoot,
  });
  placeExecutable(path.join(dist, 'provider', 'terraform-provider-palette'), bytes);
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
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: packageRoot,
    entryPoints: ['src/cli/bin.ts'],
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // An uncaught error shows the line it came from: not 100 KB of it.
    lineLimit: 160,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    banner: { js: '#!/usr/bin/env node' },
  });
  placeExecutable(path.join(dist, 'cli', 'palette-oci.js'), outputFiles[0].contents);
  return `${Math.ceil(outputFiles[0].contents.length / 1024)} KB`;
}

/**
 * Builds the named targets; `log` gets one line for each that was really built.
 * @param {string[]} names
 * @param {(line: string) => void} log
 */
export async function build(names = Object.keys(targets), log = console.log) {
  for (const name of names) {
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
