import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Processes of this machine that work in a folder, but for those that have ended and only wait to be asked how. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readOrEmpty(() => readlinkSync(`/proc/${pid}/cwd`)).startsWith(folder) && !isZombie(pid))
    .map(Number);
}

/** The command line of a process; empty if it has ended. */
export function commandOf(pid: number): string {
  return readOrEmpty(() => readFileSync(`/proc/${pid}/cmdline`, 'latin1')).replaceAll('\0', ' ');
}

/** Resolves when a condition holds; for what tells nobody that it happened. */
export async function until(what: string, holds: () => boolean, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs / 1000} s for this in vain: ${what}`);
    await delay(25);
  }
}

function isZombie(pid: string): boolean {
  return /\) Z /.test(readOrEmpty(() => readFileSync(`/proc/${pid}/stat`, 'latin1')));
}

function readOrEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
