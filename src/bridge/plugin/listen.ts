import { mkdtempSync, rmdirSync, unlinkSync } from 'node:fs';
import { type AddressInfo, type ListenOptions, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from './error-code';
import { HandshakeError } from './handshake';

/** Where a plugin listens. */
export interface Endpoint {
  readonly network: 'unix' | 'tcp';
  /** A socket's path, or host:port. */
  readonly address: string;
  /** Removes the socket and its folder; connections that stand are not affected. May be called again. */
  removeSocket(): void;
}

/** The variables by which a host wishes for a place to listen. */
export type ListenEnvironment = Readonly<
  Partial<Record<'PLUGIN_UNIX_SOCKET_DIR' | 'PLUGIN_MIN_PORT' | 'PLUGIN_MAX_PORT', string>>
>;

/** The shortest limit of the systems that have unix sockets (macOS: 104 bytes with the end mark). */
const MAX_SOCKET_PATH_BYTES = 103;
/** "/plugin-XXXXXX/s" below the parent folder. */
const FOLDER_PREFIX = 'plugin-';
const ADDED_PATH_BYTES = `/${FOLDER_PREFIX}XXXXXX/s`.length;

/**
 * Listens on a unix socket in a new folder that only this user can enter, or on loopback where there are no unix sockets or
 * the folder's path is too long for one. Throws HandshakeError when neither works.
 */
export async function listen(server: Server, environment: ListenEnvironment): Promise<Endpoint> {
  const parent = environment.PLUGIN_UNIX_SOCKET_DIR || tmpdir();
  if (process.platform === 'win32' || Buffer.byteLength(parent) + ADDED_PATH_BYTES > MAX_SOCKET_PATH_BYTES) {
    return listenOnLoopback(server, environment);
  }
  return listenOnSocket(server, parent);
}

async function listenOnSocket(server: Server, parent: string): Promise<Endpoint> {
  const folder = makeFolder(parent);
  const path = join(folder, 's');
  const removeSocket = () => {
    try {
      unlinkSync(path);
      rmdirSync(folder);
    } catch {
      // Already removed, by us or by the host: gone is what was asked for.
    }
  };
  process.on('exit', removeSocket);
  await start(server, { path }).catch((cause: unknown) => {
    throw new HandshakeError(`The plugin could not listen on the socket "${path}": ${String(cause)}.`);
  });
  return { network: 'unix', address: path, removeSocket };
}

function makeFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, FOLDER_PREFIX));
  } catch (cause) {
    throw new HandshakeError(
      `The plugin could not make a folder for its socket in "${parent}": ${String(cause)}. Set TMPDIR to a writable folder.`,
    );
  }
}

async function listenOnLoopback(server: Server, environment: ListenEnvironment): Promise<Endpoint> {
  const { first, last } = readPortRange(environment);
  for (let port = first; port <= last; port++) {
    try {
      await start(server, { host: '127.0.0.1', port });
      const { port: bound } = server.address() as AddressInfo;
      return { network: 'tcp', address: `127.0.0.1:${bound}`, removeSocket: () => {} };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new HandshakeError(
    `No port between ${first} and ${last} (PLUGIN_MIN_PORT, PLUGIN_MAX_PORT) is free for the plugin to listen on.`,
  );
}

/** Port 0 lets the system choose, when the host names no range. */
function readPortRange(environment: ListenEnvironment): { first: number; last: number } {
  const { PLUGIN_MIN_PORT: first, PLUGIN_MAX_PORT: last } = environment;
  if (!first || !last) return { first: 0, last: 0 };
  if (/^\d{1,5}$/.test(first) && /^\d{1,5}$/.test(last)) return { first: Number(first), last: Number(last) };
  throw new HandshakeError(
    `The program that started this plugin sent PLUGIN_MIN_PORT "${first}" and PLUGIN_MAX_PORT "${last}"; two port numbers were expected.`,
  );
}

/** Windows answers EACCES for ports that it keeps for itself. */
function isTaken(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'EADDRINUSE' || code === 'EACCES';
}

function start(server: Server, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
