import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createTrust, type Environment } from '../../http';
import { type OciTls } from '../options';
import { proxyOnTheWayTo } from '../proxy';
import { type Situation, transportFailure } from '../transport-failures';
import { type Finding } from './check-list';

/** Where to go. */
export interface Start {
  readonly url: URL;
  readonly tls: OciTls;
  readonly timeoutMs: number;
  readonly extraRootsFile?: string;
  readonly environment: Environment;
}

/** And the way there. */
export interface Destination extends Start {
  readonly proxy?: URL;
}

export interface OpenConnection {
  readonly destination: Destination;
  /** To the registry, or with "http://" perhaps to the proxy. */
  readonly socket: Socket;
}

/** Without the brackets of an IPv6 address. */
export function hostNameOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

export function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

/** Turns what goes wrong below HTTP into a sentence; `step` is what was tried: "DNS", "TCP", "TLS". */
export async function explained<T>(step: string, destination: Destination, run: () => Promise<T>): Promise<T> {
  const { url, proxy, timeoutMs } = destination;
  const situation: Situation = { method: step, url, proxy, role: 'registry', timeoutMs };
  return run().catch((error: unknown) => {
    throw transportFailure(error, situation);
  });
}

/** Looks up the name, unless that is the business of a proxy. */
export async function resolveName(start: Start): Promise<Finding<Destination>> {
  const proxy = proxyOnTheWayTo(start.url, start.environment);
  if (proxy !== undefined) {
    const detail = `Skipped because the proxy "${proxy.host}" looks up the name.`;
    return { detail, found: { ...start, proxy }, skipped: true };
  }
  if (isAddress(start.url)) {
    return { detail: 'Skipped because the endpoint is an address.', found: start, skipped: true };
  }
  const name = hostNameOf(start.url);
  const addresses = await explained('DNS', start, () => lookup(name, { all: true }));
  const distinct = [...new Set(addresses.map(({ address }) => address))];
  return { detail: `"${name}" is ${distinct.join(', ')}.`, found: start };
}

/** Opens a connection, through the proxy if there is one, for the check of TLS to go on with. */
export async function openConnection(destination: Destination, signal: AbortSignal): Promise<Finding<OpenConnection>> {
  const { url, proxy } = destination;
  const isTunnelled = proxy !== undefined && url.protocol === 'https:';
  const socket = await explained('TCP', destination, () => {
    if (isTunnelled) return openTunnel(destination, proxy, signal);
    return openSocket(proxy ?? url, destination.timeoutMs, signal);
  });
  return { detail: reached(destination, socket), found: { destination, socket } };
}

function reached({ url, proxy }: Destination, { remoteAddress, remotePort }: Socket): string {
  if (proxy === undefined) return `Connected to ${remoteAddress}, port ${remotePort}.`;
  if (url.protocol === 'https:') return `Connected to "${url.host}" through the proxy "${proxy.host}".`;
  return `Connected to the proxy "${proxy.host}"; it is asked for "http://" without a tunnel.`;
}

function openSocket(url: URL, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: hostNameOf(url), port: portOf(url) });
  return settleInTime(socket, { signal, timeoutMs }, (resolve) => socket.once('connect', () => resolve(socket)));
}

/** HTTP CONNECT; user name and password for the proxy are those of its URL. */
function openTunnel(destination: Destination, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const { url, timeoutMs, tls, extraRootsFile } = destination;
  const path = `${url.hostname}:${portOf(url)}`;
  const pair = [proxy.username, proxy.password].map(decodeURIComponent).join(':');
  const headers = {
    host: path,
    ...(pair !== ':' && { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }),
  };
  const openSecurely = (): Socket => {
    const servername = isAddress(proxy) ? '' : hostNameOf(proxy);
    const secureContext = createTrust({ ...tls, extraRootsFile });
    return connectTls({ host: hostNameOf(proxy), port: portOf(proxy), servername, secureContext });
  };
  const createConnection = proxy.protocol === 'https:' ? openSecurely : undefined;
  const place = { host: hostNameOf(proxy), port: portOf(proxy), createConnection, agent: false };
  const request = requestHttp({ ...place, method: 'CONNECT', path, headers });
  return settleInTime(request, { signal, timeoutMs }, (resolve, reject) => {
    request.once('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      // The words of undici, so that a refusal has one sentence however it was met.
      reject(new Error(`Proxy response (${statusCode}) !== 200 when HTTP Tunneling`));
    });
    request.end();
  });
}

interface Endable {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  destroy(): unknown;
}

/** Settles by what `begin` waits for, by an error of the thing, by an abort, or when time is up: the first one counts. */
export function settleInTime<T>(
  thing: Endable,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
  begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error);
      thing.destroy();
    };
    const stop = (): void => fail(signal.reason);
    const late = Object.assign(new Error(`no answer within ${timeoutMs / 1000} s`), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => fail(late), timeoutMs);
    const over = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    // Stays for good: an error that comes later, while nobody looks, must not end the process.
    thing.on('error', (error) => {
      over();
      fail(error);
    });
    begin(
      (value) => {
        over();
        resolve(value);
      },
      (error) => {
        over();
        reject(error);
      },
    );
  });
}

export function isAddress(url: URL): boolean {
  return isIP(hostNameOf(url)) !== 0;
}
