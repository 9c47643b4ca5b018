#!/usr/bin/env node
/**
 * `npm run release:archives`: the provider for machines without Node.js, as files of a release.
 *
 *   terraform-provider-palette_<version>_<os>_<arch>.zip   one executable each, named as Terraform's registry wants it
 *   terraform-provider-palette_<version>_manifest.json     the version of the plugin protocol
 *   terraform-provider-palette_<version>_sbom.cdx.json     what is inside the executables (CycloneDX)
 *   terraform-provider-palette_<version>_SHA256SUMS        of all these
 *
 *   --platform NAME  only this one; may be given several times
 *   --out FOLDER     default: dist/release
 *
 * The same sources, with the same Node.js to build them, give the same bytes; only on macOS, whose executables get a
 * signature there, they differ from those built elsewhere. Needs a package registry for Node.js of each platform (50 MB
 * each, kept below node_modules/.cache). Does nothing when the files are there and nothing that they are made of changed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundledPackages } from './bundled-packages.mjs';
import { licenseDocument, licenseIn, licenseTexts } from './license-texts.mjs';
import { setUp } from './setup.mjs';
import { hashOf, isUpToDate, writeStamp } from './stamp.mjs';
import { billOfMaterials } from './release/bill-of-materials.mjs';
import { makeBlob, makeExecutable, signForMacos } from './release/executable.mjs';
import { fetchPackage } from './release/packages.mjs';
import { ownPlatform, PLATFORMS, platformsNamed, POSTJECT, ReleaseError } from './release/platforms.mjs';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(packageRoot, 'node_modules', '.cache', 'release');
const PROTOCOL = '6.0';
/** All that the archives are made of, beside what is pinned there. */
const INPUTS = ['src', 'scripts', 'package.json', 'package-lock.json', 'LICENSE'];
const TYPE = 'terraform-provider-palette';

function readJson(name) {
  return JSON.parse(readFileSync(path.join(packageRoot, name), 'utf8'));
}

function readArguments() {
  const options = { platform: { type: 'string', multiple: true, default: [] }, out: { type: 'string' } };
  try {
    const { values } = parseArgs({ options });
    const out = path.resolve(values.out ?? path.join(packageRoot, 'dist', 'release'));
    return { platforms: platformsNamed(values.platform), out };
  } catch (error) {
    if (error instanceof ReleaseError) throw error;
    throw new ReleaseError(`${error.message}\nUsage: npm run release:archives -- [--platform NAME]... [--out FOLDER]`);
  }
}

/** Everything that is downloaded, before anything is built. */
function fetchParts(platforms) {
  const folders = new Map();
  for (const { name, node } of new Set([ownPlatform(), ...platforms])) {
    const advice = `Without it there is no archive for ${name}: name the others with --platform.`;
    folders.set(name, fetchPackage(node, cache, advice));
  }
  const postject = fetchPackage(POSTJECT, cache, 'It is what puts the provider into the executable of Node.js.');
  return { nodeOf: ({ name }) => folders.get(name), postject };
}

/** As `sha256sum` writes it. */
function writeSums(file, names) {
  const hashOf = (name) =>
    createHash('sha256')
      .update(readFileSync(path.join(path.dirname(file), name)))
      .digest('hex');
  const lines = [...names].sort().map((name) => `${hashOf(name)}  ${name}\n`);
  writeFileSync(file, lines.join(''));
}

/** Of an earlier run; the folder may hold other things. */
function removeArchives(out) {
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out).filter((file) => file.startsWith(`${TYPE}_`))) rmSync(path.join(out, name));
}

/** One platform's archive. @returns {Promise<string>} its name */
async function buildArchive(platform, { version, blob, licenses, parts }, { out, temporary }) {
  const start = Date.now();
  const target = path.join(temporary, `${TYPE}_v${version}${platform.suffix}`);
  const node = path.join(parts.nodeOf(platform), platform.file);
  await makeExecutable({ node, blob, postject: parts.postject, target });
  const isUnsigned = platform.name.startsWith('darwin-') && !signForMacos(target);
  const executable = { name: path.basename(target), bytes: readFileSync(target), mode: 0o755 };
  const name = `${TYPE}_${version}_${platform.terraform}.zip`;
  const { writeZip } = await import('./release/zip.mjs');
  await writeZip(path.join(out, name), [
    executable,
    { name: 'LICENSE.txt', bytes: Buffer.from(licenses), mode: 0o644 },
  ]);
  const size = `${Math.round(executable.bytes.length / 1e6)} MB executable`;
  const signature = isUnsigned ? ', not signed: macOS on arm64 does not start it like this' : '';
  console.log(`${name} (${size}, ${((Date.now() - start) / 1000).toFixed(1)} s${signature})`);
  return name;
}

async function buildRelease({ platforms, out }, temporary) {
  const { version, license } = readJson('package.json');
  const parts = fetchParts(platforms);
  const own = ownPlatform();
  const ownNode = path.join(parts.nodeOf(own), own.file);
  const { bundleSections } = await import('./provider/sections.mjs');
  const { sections, inputs } = await bundleSections({ entry: 'src/main.ts', packageRoot });
  const blob = makeBlob(sections, ownNode, path.join(temporary, 'blob'));
  const packages = bundledPackages(inputs, packageRoot);
  const licenses = licenseDocument([
    ['This provider', licenseIn(packageRoot)],
    ['Node.js, which is inside the executable', licenseIn(parts.nodeOf(own))],
    ...licenseTexts(packages, packageRoot),
  ]);
  removeArchives(out);
  const names = [];
  for (const platform of platforms) {
    names.push(await buildArchive(platform, { version, blob, licenses, parts }, { out, temporary }));
  }
  const versions = execFileSync(ownNode, ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' });
  const bill = billOfMaterials({
    provider: { name: TYPE, version, license },
    packages,
    lock: readJson('package-lock.json'),
    nodeVersions: JSON.parse(versions),
    platforms: PLATFORMS,
  });
  const manifest = { version: 1, metadata: { protocol_versions: [PROTOCOL] } };
  for (const [suffix, content] of Object.entries({ 'manifest.json': manifest, 'sbom.cdx.json': bill })) {
    names.push(`${TYPE}_${version}_${suffix}`);
    writeFileSync(path.join(out, names.at(-1)), `${JSON.stringify(content, null, 2)}\n`);
  }
  writeSums(path.join(out, `${TYPE}_${version}_SHA256SUMS`), names);
  console.log(`All files are in ${out}.`);
}

/** What says that the files in `out` are of these sources; beside the downloads, because `out` is published as it is. */
function stampOf({ platforms, out }) {
  const { version } = readJson('package.json');
  const key = createHash('sha256').update(out).digest('hex').slice(0, 16);
  const wanted = [
    ...platforms.map(({ terraform }) => `${terraform}.zip`),
    'manifest.json',
    'sbom.cdx.json',
    'SHA256SUMS',
  ];
  return {
    file: path.join(cache, 'stamps', key),
    hash: hashOf(packageRoot, INPUTS) + process.versions.node + platforms.map(({ name }) => name),
    results: wanted.map((name) => path.join(out, `${TYPE}_${version}_${name}`)),
  };
}

async function main() {
  const wanted = readArguments();
  await setUp();
  const stamp = stampOf(wanted);
  if (isUpToDate(stamp.file, stamp.hash, stamp.results)) return;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(path.join(cache, 'build-'));
  try {
    rmSync(stamp.file, { force: true });
    await buildRelease(wanted, temporary);
    writeStamp(stamp.file, stamp.hash);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

main().catch((error) => {
  const expected = ['ReleaseError', 'SetupError', 'BuildError'].includes(error.constructor.name);
  console.error(expected ? error.message : error.stack);
  process.exitCode = 1;
});
