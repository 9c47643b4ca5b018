/** Finds and ends what a run of the end-to-end suite left on the machine. What belongs to a run: see test/e2e/area.ts. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** jest's own: its cache of transformed files. */
const EXPECTED_FILES = /^(jest|node-compile-cache)/;

/**
 * @param {{ folder: string, temporary: string, namespacePrefix: string, namespaceSettings?: string }} run
 *   `namespaceSettings` is where `ip netns exec` looks for the settings of a namespace
 * @returns {{ end(): Promise<string[]> }} `end` removes everything and tells what there was
 */
export function runOf({ folder, temporary, namespacePrefix, namespaceSettings = '/etc/netns' }) {
  return {
    async end() {
      const processes = await endProcesses(folder);
      const namespaces = [...endNamespaces(namespacePrefix), ...removeSettings(namespaceSettings, namespacePrefix)];
      const files = readdirSync(temporary).filter((name) => !EXPECTED_FILES.test(name));
      return [...processes, ...namespaces, ...files.map((name) => `file ${name}`)];
    },
  };
}

async function endProcesses(folder) {
  const ended = new Map();
  // A process may start another one in between, so this looks until there is none.
  for (let round = 0; round < 50; round += 1) {
    const found = processesOf(folder);
    if (found.length === 0) break;
    for (const { pid, command } of found) {
      ended.set(pid, `process ${pid} (${command})`);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself meanwhile.
      }
    }
    await delay(20);
  }
  return [...ended.values()];
}

function processesOf(folder) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const texts = ['environ', 'cmdline'].map((file) => procText(name, file));
      const belongs = texts.some((text) => text.includes(folder)) || workingFolder(name).startsWith(folder);
      const command = texts[1].replaceAll('\0', ' ').trim().slice(0, 120);
      return belongs && !isZombie(name) ? [{ pid: Number(name), command }] : [];
    });
}

/** Empty for processes of others, and for those that have just ended. */
function procText(pid, file) {
  try {
    return readFileSync(path.join('/proc', pid, file), 'latin1');
  } catch {
    return '';
  }
}

function workingFolder(pid) {
  try {
    return readlinkSync(path.join('/proc', pid, 'cwd'));
  } catch {
    return '';
  }
}

/** Dead already; only its parent has not asked how it ended. */
function isZombie(pid) {
  return /\) Z /.test(procText(pid, 'stat'));
}

function endNamespaces(prefix) {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  const names = (stdout ?? '').split('\n').flatMap((line) => line.split(' ')[0] || []);
  const ours = names.filter((name) => name.startsWith(prefix));
  for (const name of ours) spawnSync('ip', ['netns', 'delete', name]);
  return ours.map((name) => `network namespace ${name}`);
}

/** A machine without namespaces has no folder for their settings, so an empty one goes too. */
function removeSettings(settings, prefix) {
  const ours = folderNames(settings).filter((name) => name.startsWith(prefix));
  for (const name of ours) rmSync(path.join(settings, name), { recursive: true, force: true });
  try {
    rmdirSync(settings);
  } catch {
    // It was never there, or others have namespaces, too.
  }
  return ours.map((name) => `folder ${path.join(settings, name)}`);
}

function folderNames(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
