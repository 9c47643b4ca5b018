#!/usr/bin/env node
/**
 * `npm run check:cdktn`: the constructs with the real cdktn (CDK Terrain), as a release would carry them. Types, tests,
 * the stacks of the tests and examples compared with those of cdktf, and the entry points as users import them.
 * Installs 480 MB below node_modules/.cache once, so it is no part of `npm test`.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asUserOfCdktn, synthesizeExamples } from './cdktn/examples.mjs';
import { CheckError, FRAMEWORK, installFramework, installPacked, resolveFor, run } from './cdktn/packages.mjs';
import { compareStacks } from './cdktn/same-stacks.mjs';
import { setUp } from './setup.mjs';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(packageRoot, 'node_modules', '.cache', 'cdktn');
const stacks = path.join(cache, 'stacks');
const NAME = 'cdktf-palette-oci-registry';

function step(title, job) {
  const start = Date.now();
  process.stdout.write(`${title} … `);
  let detail;
  try {
    detail = job();
  } catch (error) {
    console.log('failed\n');
    throw error;
  }
  console.log(`${detail ? `${detail}, ` : ''}${((Date.now() - start) / 1000).toFixed(1)} s`);
}

function tsc(args, failure) {
  const compiler = path.join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  run(process.execPath, [compiler, ...args], packageRoot, failure);
}

/** The sample of the README, for cdktn. */
function readmeSample() {
  const readme = readFileSync(path.join(packageRoot, 'README.md'), 'utf8');
  const sample = /<!-- test: typescript -->\s+```\w+\n([\s\S]*?)```/.exec(readme)?.[1];
  if (sample === undefined) throw new CheckError('README.md has no block marked "test: typescript".');
  return asUserOfCdktn(sample);
}

/** A user's program: compiled with and without knowledge of `exports`, libraries included, then run. */
function useAsUsersDo() {
  const folder = path.join(cache, 'program');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'main.ts'), `import '${NAME}/cdktn/aws';\n${readmeSample()}`);
  for (const [module, moduleResolution] of [
    ['commonjs', 'node10'],
    ['node16', 'node16'],
  ]) {
    const compilerOptions = { strict: true, target: 'es2022', types: [], module, moduleResolution };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
    tsc(
      ['-p', folder],
      `A program that imports ${NAME}/cdktn does not compile with "moduleResolution": "${moduleResolution}".`,
    );
  }
  run(process.execPath, [path.join(folder, 'main.js')], folder, 'The sample of the README does not run with cdktn.');
}

function test() {
  const jest = path.join(packageRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = [jest, '--config', 'jest.cdktn.config.js', '--silent'];
  const output = run(process.execPath, args, packageRoot, 'Tests of the constructs fail.');
  return /\d+ passed, .*/.exec(output)?.[0];
}

function compare() {
  const { compared, differing } = compareStacks(path.join(stacks, 'cdktf'), path.join(stacks, 'cdktn'));
  if (compared === 0) throw new CheckError('No test synthesized anything: there was nothing to compare.');
  if (differing.length > 0) {
    throw new CheckError(`${differing.length} of ${compared} stacks differ:\n\n${differing.join('\n\n')}`);
  }
  return `${compared} stacks`;
}

function resolvePeers(archive) {
  const { cdktn, '@cdktn/provider-aws': aws, constructs } = FRAMEWORK;
  resolveFor('cdktf', archive, { cdktf: '0.21.0', '@cdktf/provider-aws': '21.22.1', constructs: '^10.4.2' });
  resolveFor('README', archive, { cdktf: '*', 'cdktf-cli': '*', constructs: '*' });
  resolveFor('cdktn', archive, FRAMEWORK);
  resolveFor('alias', archive, {
    cdktf: `npm:cdktn@${cdktn}`,
    '@cdktf/provider-aws': `npm:@cdktn/provider-aws@${aws}`,
    constructs,
  });
}

async function main() {
  await setUp({ withTerraform: true });
  let archive = '';
  step(`cdktn ${FRAMEWORK.cdktn}, @cdktn/provider-aws ${FRAMEWORK['@cdktn/provider-aws']}`, () =>
    installFramework(cache) ? 'installed' : 'are there',
  );
  step('Pack', () => void (archive = installPacked(packageRoot, cache)));
  step('npm resolves it beside cdktf, cdktn, and cdktn under the name of cdktf', () => resolvePeers(archive));
  step('Types of the sources', () => tsc(['-p', 'tsconfig.cdktn.json'], 'The constructs do not compile with cdktn.'));
  step('A program with /cdktn and /cdktn/aws', useAsUsersDo);
  rmSync(stacks, { recursive: true, force: true });
  step('Examples', () => `${synthesizeExamples(packageRoot, cache, stacks).length} stacks`);
  step('Tests with cdktf and with cdktn', test);
  step('The same stacks', compare);
}

main().catch((error) => {
  const expected = ['CheckError', 'SetupError', 'BuildError'].includes(error.constructor.name);
  console.error(expected ? error.message : error.stack);
  process.exitCode = 1;
});
