import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { isOnPath, type MachinePart } from './machine-parts';
import { temporaryFolder } from './temporary-folder';

/** The proxy of many restricted networks. */
export const SQUID: MachinePart = {
  name: 'squid',
  install: 'apt-get install -y --no-install-recommends squid',
  isThere: () => isOnPath('squid'),
};

export interface Squid {
  /** As HTTPS_PROXY and HTTP_PROXY have it. */
  readonly url: string;
  /** The status of the proxy's answer to `<method> <target>`; it needs no network and reaches nobody. */
  answer(request: string): Promise<number>;
  close(): Promise<void>;
}

/** A folder with a squid.conf that includes `rules`, above the rule that denies the rest. @returns the file */
export function squidConfiguration(rules: string, port = 1, names: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  // squid gives up being root before it reads these.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'rules.conf'), rules);
  const addresses = Object.entries(names).map(([name, address]) => `${address} ${name}\n`);
  writeFileSync(join(folder, 'hosts'), addresses.join(''));
  const settings = [
    `http_port 127.0.0.1:${port}`,
    'pid_filename none',
    `coredump_dir ${folder}`,
    'cache_log /dev/null',
    'access_log none',
    'shutdown_lifetime 0 seconds',
    `hosts_file ${folder}/hosts`,
    'dns_nameservers 127.0.0.1',
    `include ${folder}/rules.conf`,
    'http_access deny all',
  ];
  writeFileSync(join(folder, 'squid.conf'), `${settings.join('\n')}\n`);
  return join(folder, 'squid.conf');
}

/** Another program may take the port between its choice and squid's start. */
const ATTEMPTS = 3;

/** The real squid with these rules; `names` is all it knows of DNS. */
export async function startSquid(rules: string, names: Readonly<Record<string, string>>): Promise<Squid> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(rules, names);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function startOnce(rules: string, names: Readonly<Record<string, string>>): Promise<Squid> {
  const port = await freePort();
  const configuration = squidConfiguration(rules, port, names);
  // A service name of its own: squids of one name share memory.
  const settings = ['-N', '-d', '1', '-n', `squid${port}`, '-f', configuration];
  const child = spawn('squid', settings, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await listening(child.stderr);
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, answer: (request) => answerOf(port, request), close };
}

async function listening(log: Readable): Promise<void> {
  const lines: string[] = [];
  for await (const line of createInterface(log)) {
    lines.push(line);
    if (!line.includes('Accepting HTTP Socket connections')) continue;
    log.resume();
    return;
  }
  throw new Error(`squid did not start:\n${lines.join('\n')}`);
}

/** squid takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answerOf(port: number, request: string): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${request} HTTP/1.1\r\nHost: charts.example\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(/^HTTP\/1\.\d (\d{3})/.exec(answer.toString())?.[1]);
}
