import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder below which a test may leave anything. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

export function makeTemporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Compiles a program of `children/` into one script in a folder, and returns the script's path. */
export function compileChild(name: 'plugin' | 'host', folder: TemporaryFolder): string {
  const script = join(folder.path, `${name}.js`);
  buildSync({
    entryPoints: [join(__dirname, 'children', `${name}.ts`)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: script,
  });
  return script;
}

/** Waits until something is true, looking often; fails after the time given. */
export async function eventually(claim: string, isTrue: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${claim}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Whether a process runs; one that ended and that nobody has waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
