import { type ChildProcess, execFile, fork, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namespacePrefix } from '../e2e/area';
import { isOnPath, type MachinePart } from './machine-parts';
import { until } from './processes';

/** Makes network namespaces; needs root. */
export const IPROUTE: MachinePart = {
  name: 'ip',
  install: 'apt-get install -y --no-install-recommends iproute2',
  isThere: () => isOnPath('ip'),
};

/** Where `ip netns exec` looks for the /etc/hosts and /etc/resolv.conf of a namespace. */
const SETTINGS = '/etc/netns';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface NamespaceWishes {
  /** All that its /etc/hosts knows besides localhost: name -> address. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Of its /etc/resolv.conf. @default - none: only /etc/hosts is asked */
  readonly nameServer?: string;
}

/**
 * A network of its own: no way out, port 443 free, and its own idea of which name is where. Everything in it ends with
 * `close`. Interfaces, addresses and firewall rules live in it only; the machine's own network is never touched.
 */
export class NetworkNamespace {
  readonly name = `${namespacePrefix()}${randomBytes(3).toString('hex')}`;
  private readonly servers: Server[] = [];
  private readonly folders: string[] = [];

  constructor({ hosts = {}, nameServer }: NamespaceWishes = {}) {
    ip('netns', 'add', this.name);
    const settings = join(SETTINGS, this.name);
    mkdirSync(settings, { recursive: true });
    const lines = Object.entries({ localhost: '127.0.0.1', ...hosts }).map(([name, address]) => `${address} ${name}\n`);
    writeFileSync(join(settings, 'hosts'), lines.join(''));
    writeFileSync(join(settings, 'resolv.conf'), nameServer === undefined ? '' : `nameserver ${nameServer}\n`);
    ip('-n', this.name, 'link', 'set', 'lo', 'up');
  }

  /** A cable to another namespace, with an address at each end; neither end is ever in the machine's own network. */
  connect(address: string, other: NetworkNamespace, otherAddress: string): void {
    const device = `to-${randomBytes(3).toString('hex')}`;
    ip('link', 'add', device, 'netns', this.name, 'type', 'veth', 'peer', 'name', device, 'netns', other.name);
    for (const [name, own] of [
      [this.name, address],
      [other.name, otherAddress],
    ] as const) {
      ip('-n', name, 'address', 'add', `${own}/30`, 'dev', device);
      ip('-n', name, 'link', 'set', device, 'up');
    }
  }

  /** A program in the namespace, for `spawn` and the like. */
  command(program: string, args: readonly string[]): [string, string[]] {
    return ['ip', ['netns', 'exec', this.name, program, ...args]];
  }

  start(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess {
    const [file, all] = this.command(program, args);
    return spawn(file, all, { env: env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'] });
  }

  /** Runs a program to its end, whatever its exit code. */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
    const [file, all] = this.command(program, args);
    return new Promise((resolve) => {
      const child = execFile(file, all, { env: env ?? process.env }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      );
    });
  }

  /** A folder for PATH whose `program` is the real one, run in the namespace. */
  programFolder(program: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'programs-'));
    this.folders.push(folder);
    const real = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
    writeFileSync(join(folder, program), `#!/bin/sh\nexec ip netns exec ${this.name} ${real} "$@"\n`);
    chmodSync(join(folder, program), 0o755);
    return folder;
  }

  /**
   * A server of this very process that listens in the namespace: a socket stays in the network in which it was made,
   * wherever it is sent to.
   */
  async listen(port: number, address: string): Promise<Server> {
    const listener = join(__dirname, 'network-namespace-listener.js');
    const [execPath, execArgv] = this.command(process.execPath, []);
    const child = fork(listener, [String(port), address], { execPath, execArgv });
    const ended = once(child, 'exit');
    const early = ended.then(([code]) => {
      throw new Error(`the listener ended with ${code} before it sent its socket`);
    });
    const [, server] = (await Promise.race([once(child, 'message'), early])) as [unknown, Server];
    this.servers.push(server);
    early.catch(() => undefined);
    // As long as it lives it takes connections away from this process.
    child.kill('SIGKILL');
    await ended;
    return server;
  }

  async close(): Promise<void> {
    for (const server of this.servers.splice(0)) server.close();
    const inside = () => ip('netns', 'pids', this.name).split('\n').filter(Boolean).map(Number);
    for (const pid of inside()) kill(pid);
    await until(`the processes in ${this.name} have ended`, () => inside().length === 0);
    ip('netns', 'delete', this.name);
    for (const folder of [...this.folders.splice(0), join(SETTINGS, this.name)]) rmSync(folder, { recursive: true });
    try {
      rmdirSync(SETTINGS);
    } catch {
      // Others have namespaces, too.
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

function ip(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('ip', [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
