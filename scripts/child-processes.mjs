/** Runs programs so that none outlives this one, on Ctrl-C and on failure too. */
import { spawn } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** How long a program may take to end after SIGINT, before it is killed. Terraform has to unlock its state. */
const GRACE_MS = 10_000;

const running = new Set();
let interrupted = false;

/** A program that failed, with the end of what it wrote. */
export class ProgramError extends Error {}

/** Thrown instead of starting another program after Ctrl-C. */
export class Interrupted extends Error {}

/** In its own process group: Ctrl-C reaches this process alone, which then decides the order in which the others end. */
function start(command, args, options) {
  if (interrupted) throw new Interrupted();
  const child = spawn(command, args, { ...options, detached: true });
  child.ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, error }));
    child.once('close', (code, signal) => resolve({ code: code ?? 128, signal }));
  }).finally(() => running.delete(child));
  running.add(child);
  return child;
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already: that is what was asked for.
  }
}

/**
 * Runs a program to its end.
 * @param {{ cwd?: string, env?: object, logFile: string, allowed?: number[] }} options `allowed`: exit codes that are no failure
 * @returns {Promise<{ code: number, output: string }>} stdout and stderr together, as it came
 */
export async function run(command, args, { cwd, env, logFile, allowed = [0] }) {
  writeFileSync(logFile, `$ ${[command, ...args].join(' ')}\n`);
  const child = start(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      appendFileSync(logFile, text);
    });
  }
  const { code, error } = await child.ended;
  // What it started and left behind, such as a provider, goes with it.
  if (child.pid !== undefined) signalGroup(child, 'SIGKILL');
  if (interrupted) throw new Interrupted();
  if (allowed.includes(code)) return { code, output };
  const tail = output.trimEnd().split('\n').slice(-40).join('\n');
  throw new ProgramError(
    `${tail}\n${error?.message ?? ''}\n"${command}" ended with code ${code}. All of it: ${logFile}`,
  );
}

/** Starts a server that writes one line of JSON when it is ready, and ends when its stdin is closed. */
export async function startServer(command, args, { env, logFile }) {
  const child = start(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
    appendFileSync(logFile, text);
  });
  const firstLine = new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const ready = await Promise.race([firstLine, child.ended]);
  if (typeof ready !== 'string') {
    throw new ProgramError(
      `${errors.trimEnd()}\n"${command} ${args.join(' ')}" ended with code ${ready.code} before it was ready.`,
    );
  }
  return {
    ready: JSON.parse(ready),
    async stop() {
      child.stdin.end();
      await child.ended;
    },
  };
}

/** Ends everything that still runs: asks first, kills after a while. */
export async function endAll() {
  const children = [...running];
  for (const child of children) signalGroup(child, 'SIGINT');
  const timer = setTimeout(() => children.forEach((child) => signalGroup(child, 'SIGKILL')), GRACE_MS);
  await Promise.all(children.map(({ ended }) => ended));
  clearTimeout(timer);
}

/** @param {() => void} onFirst called at the first Ctrl-C; the second one kills */
export function endOnSignals(onFirst) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (interrupted) running.forEach((child) => signalGroup(child, 'SIGKILL'));
      else {
        interrupted = true;
        onFirst();
        void endCommands();
      }
    });
  }
}

/** Servers stay until the commands that use them have ended. */
async function endCommands() {
  const commands = [...running].filter((child) => child.stdin === null);
  for (const child of commands) signalGroup(child, 'SIGINT');
  const timer = setTimeout(() => commands.forEach((child) => signalGroup(child, 'SIGKILL')), GRACE_MS);
  await Promise.all(commands.map(({ ended }) => ended));
  clearTimeout(timer);
}
