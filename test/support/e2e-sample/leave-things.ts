import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namespacePrefix } from '../../e2e/area';

export interface LeftThings {
  /** Each is known by another sign. */
  readonly pids: readonly number[];
  readonly folder: string;
  /** Empty where only root could make one. */
  readonly namespace: string;
}

/** Leaves what a careless test could leave: processes that nobody waits for, a file, a network namespace. */
export function leaveThings(): LeftThings {
  const folder = join(tmpdir(), 'left');
  mkdirSync(folder);
  const start = (args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv }): number => {
    const child = spawn('sh', ['-c', 'sleep 600', ...args], { detached: true, stdio: 'ignore', ...options });
    child.unref();
    return child.pid ?? 0;
  };
  const bare = { PATH: process.env['PATH'] };
  const pids = [
    start([], { env: { ...bare, TMPDIR: tmpdir() } }),
    start([folder], { env: bare }),
    start([], { env: bare, cwd: folder }),
  ];
  return { pids, folder, namespace: addNamespace() };
}

function addNamespace(): string {
  const name = `${namespacePrefix()}left`;
  if (process.getuid?.() !== 0 || spawnSync('ip', ['netns', 'add', name]).status !== 0) return '';
  mkdirSync(`/etc/netns/${name}`, { recursive: true });
  writeFileSync(`/etc/netns/${name}/hosts`, '');
  return name;
}
