#!/usr/bin/env node
/**
 * `npm run e2e [-- <jest arguments>]`: the end-to-end suite, see test/e2e/area.ts. Prints what was proved as a table, and
 * leaves nothing behind, whether it passes, fails, is interrupted, or takes longer than 15 minutes.
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOf } from './e2e-leftovers.mjs';
import { countsOf, numbersOf, tableOf } from './e2e-table.mjs';
import { setUp, SetupError } from './setup.mjs';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 15 * 60_000;
/** How long jest may take to end by itself after a signal. */
const GRACE_MS = 2_000;

/** Everything of this run is below one folder; other users (a database server's) must be able to pass through it. */
function openRun() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'palette-e2e-'));
  chmodSync(folder, 0o711);
  const temporary = path.join(folder, 'tmp');
  mkdirSync(temporary);
  chmodSync(temporary, 0o1777);
  return { folder, temporary, results: path.join(folder, 'results.json'), numbers: path.join(folder, 'numbers.jsonl') };
}

/** @returns {Promise<{ code: number, interruption?: string }>} */
function runJest(files, namespacePrefix, jestArguments) {
  const jest = path.join(packageRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const config = jestArguments.includes('--config') ? [] : ['--config', path.join(packageRoot, 'jest.e2e.config.js')];
  const output = ['--json', `--outputFile=${files.results}`];
  const env = {
    ...process.env,
    TMPDIR: files.temporary,
    E2E_NUMBERS: files.numbers,
    E2E_NAMESPACE_PREFIX: namespacePrefix,
  };
  // In its own process group: Ctrl-C reaches this process alone, which then decides what ends in which order.
  const options = { cwd: packageRoot, env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] };
  const child = spawn(process.execPath, [jest, ...config, ...output, ...jestArguments], options);
  let interruption;
  const interrupt = (why) => {
    if (interruption !== undefined) return;
    interruption = why;
    signalGroup(child, 'SIGTERM');
    setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(`interrupted by ${signal}`));
  const limit = setTimeout(() => interrupt('stopped after 15 minutes'), LIMIT_MS);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code: code ?? 1, interruption });
    });
  });
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already: that is what was asked for.
  }
}

function printTable(files, isWhole, seconds) {
  if (!existsSync(files.results)) return ['no results were written'];
  const results = JSON.parse(readFileSync(files.results, 'utf8'));
  const counts = countsOf(results);
  console.log(`\n${tableOf(results).join('\n')}`);
  for (const line of numbersOf(files.numbers)) console.log(line);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
  return isWhole && counts.skipped > 0
    ? [`${counts.skipped} cases were skipped: nothing may be left out silently`]
    : [];
}

async function main(jestArguments) {
  await setUp({ withTerraform: true });
  const startedAt = Date.now();
  const files = openRun();
  const namespacePrefix = `e2e${process.pid}-`;
  const problems = [];
  try {
    const { code, interruption } = await runJest(files, namespacePrefix, jestArguments);
    const left = await runOf({ folder: files.folder, temporary: files.temporary, namespacePrefix }).end();
    if (interruption === undefined) {
      // With a filter jest counts what it left out as skipped.
      const isWhole = !jestArguments.some((argument) => /^(-t|--testNamePattern)/.test(argument));
      problems.push(...printTable(files, isWhole, Math.round((Date.now() - startedAt) / 1000)));
      problems.push(...left.map((what) => `left behind, and removed now: ${what}`));
      if (code !== 0) problems.push('not everything passed');
      if (left.length === 0) console.log('left behind: nothing');
    } else {
      problems.push(`${interruption}; removed ${left.length} things: nothing is left behind`);
    }
  } finally {
    rmSync(files.folder, { recursive: true, force: true });
  }
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof SetupError ? error.message : error.stack);
  process.exitCode = 1;
});
