#!/usr/bin/env node
/**
 * `npm run check:peers`: the core of the test-suite with the oldest and the newest peers that package.json allows, on the
 * oldest Node.js and on each later line with long-term support. Installs them below node_modules/.cache/peers once
 * (2 GB), so it is no part of `npm test`. `npm run check:peers -- 1 3` runs the first and the third row only.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckError } from './cdktn/packages.mjs';
import { cached, cachedNode, installedVersion } from './check-peers-cache.mjs';
import { setUp } from './setup.mjs';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const RESOLVER = path.join(packageRoot, 'scripts', 'check-peers-resolver.cjs');

/** Each peer's oldest and newest version stands in one row at least; of @cdktn/provider-aws 25 the oldest to be had. */
const ROWS = JSON.parse(readFileSync(path.join(packageRoot, 'scripts', 'check-peers.json'), 'utf8'));

/** What depends on the peers. */
const CONSTRUCTS = ['test/lib/', 'test/examples/examples'];
/** The same on the real Terraform; the stand-in for AWS in it is made from the bindings of cdktf. */
const OF_CDKTF = ['test/acceptance/ecr-constructs'];
/** They hand code that names cdktf to the compiler or to Node.js, past the resolver. */
const PAST_THE_RESOLVER = ['type-errors\\.test', 'readme\\.test'];
/** What depends on Node.js: bridge, wire, and the built executables below the real Terraform. */
const PROVIDER = ['test/bridge/', 'test/provider/', 'test/cli/', 'test/acceptance/registry-(life|secrets|import)'];

/** Of a failed run; what comes later is mostly more of the same. */
const LONGEST_OUTPUT = 8_000;

/** The Node.js of the row is first on PATH, so it runs the provider below Terraform as well. */
function jest(node, tests, resolver, env) {
  const program = path.join(packageRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const resolving = resolver
    ? ['--resolver', RESOLVER, '--testPathIgnorePatterns', '/test/e2e/', ...PAST_THE_RESOLVER]
    : [];
  const args = [program, '--silent', '--reporters=default', ...resolving, '--testPathPattern', ...tests];
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd: packageRoot,
    env: { ...process.env, ...env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  const output = stdout + stderr;
  if (status !== 0)
    throw new CheckError(
      output
        .replace(/^PASS .*\n/gm, '')
        .trim()
        .slice(0, LONGEST_OUTPUT),
    );
  return Number(/^Tests:.*?(\d+) passed/m.exec(output)?.[1] ?? 0);
}

/** What a user of the package meets first, with this Node.js and nothing of a test in between. */
function smoke(node) {
  const cli = path.join(packageRoot, 'dist', 'cli', 'palette-oci.js');
  const { status, stdout, stderr } = spawnSync(node, [cli, '--help'], { encoding: 'utf8' });
  if (status !== 0 || !stdout.includes('sandbox') || stderr !== '') {
    throw new CheckError(`palette-oci --help ended with ${status}:\n${stdout}${stderr}`);
  }
}

function check({ node, peers }) {
  const start = Date.now();
  const executable = cachedNode(node);
  const folder = cached(...peers);
  const version = spawnSync(executable, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const names = peers.map((peer) => peer.replace(/@[^@]*$/, ''));
  const found = names.map((name) => `${name} ${installedVersion(folder, name)}`).join(', ');
  process.stdout.write(`Node.js ${version}, ${found} … `);
  smoke(executable);
  const env = { PEERS_FOLDER: folder, PEERS_FRAMEWORK: names[0] };
  const constructs = names[0] === 'cdktf' ? [...CONSTRUCTS, ...OF_CDKTF] : CONSTRUCTS;
  const passed = jest(executable, constructs, true, env) + jest(executable, PROVIDER, false, {});
  console.log(`${passed} tests passed, ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

async function main(numbers) {
  await setUp({ withTerraform: true });
  const rows = numbers.length === 0 ? ROWS : ROWS.filter((_, index) => numbers.includes(String(index + 1)));
  if (rows.length === 0) throw new CheckError(`There are the rows 1 to ${ROWS.length}, not ${numbers.join(', ')}.`);
  for (const row of rows) check(row);
}

main(process.argv.slice(2)).catch((error) => {
  const expected = ['CheckError', 'SetupError', 'BuildError'].includes(error.constructor.name);
  console.error(`failed\n\n${expected ? error.message : error.stack}`);
  process.exitCode = 1;
});
