import { hashSync } from 'bcryptjs';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Certificate } from './certificates';
import { isOnPath, type MachinePart } from './machine-parts';

export const DOCKER_REGISTRY: MachinePart = {
  name: 'docker-registry',
  install: 'apt-get install -y --no-install-recommends docker-registry',
  isThere: () => isOnPath('docker-registry'),
};

export interface DockerRegistryWishes {
  /** @default - plain HTTP */
  readonly tls?: Certificate;
  /** User names and passwords for basic authentication. */
  readonly users?: Readonly<Record<string, string>>;
  /** Clients must bring a token that this server signed. */
  readonly tokenServer?: { readonly realm: string; readonly service: string; readonly issuer: string };
  /** PEM of what the token server's certificate is signed with. */
  readonly tokenAuthority?: string;
  /** The `folder` of another one, to serve the same content; nothing can be pushed then. @default - its own, empty */
  readonly storage?: string;
  /** The most names on a page of `_catalog`; a request for more is refused. @default 1000 */
  readonly catalogPageSize?: number;
}

export interface DockerRegistry {
  /** "127.0.0.1:40123" */
  readonly host: string;
  /** With scheme. */
  readonly endpoint: string;
  /** Its storage: docker/registry/v2/… */
  readonly folder: string;
  /** "GET /v2/_catalog?n=1000 400" of each request so far, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** A real registry (Debian's docker-registry, the reference implementation) at a free port of 127.0.0.1. */
export async function startDockerRegistry(wishes: DockerRegistryWishes = {}): Promise<DockerRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'docker-registry-'));
  await writeFile(join(folder, 'config.json'), JSON.stringify(await configuration(folder, wishes)));
  const child = spawn('docker-registry', ['serve', join(folder, 'config.json')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Keeps the registry from exporting traces to wherever the environment says.
    env: { PATH: process.env['PATH'], OTEL_TRACES_EXPORTER: 'none' },
  });
  const requests = accessLogOf(child);
  const host = await listeningAddress(child);
  return {
    host,
    endpoint: `${wishes.tls === undefined ? 'http' : 'https'}://${host}`,
    folder: wishes.storage ?? folder,
    requests,
    close: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** JSON is YAML too, so no library is needed. */
async function configuration(folder: string, wishes: DockerRegistryWishes): Promise<object> {
  const { tls, users, tokenServer, tokenAuthority, storage, catalogPageSize } = wishes;
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const auth = {
    ...(users && { htpasswd: { realm: 'test', path: await write('htpasswd', htpasswd(users)) } }),
    ...(tokenServer && {
      token: { ...tokenServer, rootcertbundle: await write('token-authority.pem', tokenAuthority ?? '') },
    }),
  };
  return {
    version: 0.1,
    log: { level: 'info' },
    storage: {
      filesystem: { rootdirectory: storage ?? folder },
      delete: { enabled: true },
      ...(storage !== undefined && { maintenance: { readonly: { enabled: true } } }),
    },
    ...(catalogPageSize !== undefined && { catalog: { maxentries: catalogPageSize } }),
    http: {
      addr: '127.0.0.1:0',
      secret: 'test',
      ...(tls && {
        tls: {
          certificate: await write('tls.crt', tls.certificate),
          key: await write('tls.key', tls.key),
        },
      }),
    },
    ...(Object.keys(auth).length > 0 && { auth }),
  };
}

/** bcrypt's lowest cost: the registry checks the password with each request. */
function htpasswd(users: Readonly<Record<string, string>>): string {
  return Object.entries(users)
    .map(([name, password]) => `${name}:${hashSync(password, 4).replace(/^\$2b\$/, '$2y$')}\n`)
    .join('');
}

/** The lines of its access log, which has the form of Apache's. */
function accessLogOf({ stdout }: ChildProcess): readonly string[] {
  const requests: string[] = [];
  if (stdout === null) throw new Error('docker-registry was started without a pipe for its access log');
  createInterface(stdout).on('line', (line) => {
    const [, request, status] = /"([A-Z]+ \S+) HTTP\/[\d.]+" (\d+)/.exec(line) ?? [];
    if (request !== undefined) requests.push(`${request} ${status}`);
  });
  return requests;
}

async function listeningAddress(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('docker-registry was started without a pipe for its log');
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    const address = /listening on (127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (address === undefined) continue;
    // The log goes on; nobody reads it, but the pipe must not fill up.
    child.stderr.resume();
    return address;
  }
  throw new Error(`docker-registry did not start:\n${lines.join('\n')}`);
}
