import type { ConnectionOptions } from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import type { Dispatcher, Pool, ProxyAgent } from 'undici';

const KEEP_ALIVE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

export interface ConnectionSettings {
  readonly origin: URL;
  readonly proxy?: URL;
  readonly tls: Pick<ConnectionOptions, 'secureContext' | 'rejectUnauthorized'>;
}

/**
 * Opens the door to undici: keep-alive connections to one origin. The only file that knows where undici keeps its parts.
 * Importing undici as a whole costs a process more than twice as much as the parts that are needed, so they are required
 * by their path, when the first request leaves.
 */
export function openConnections(settings: ConnectionSettings): Dispatcher {
  // Without a limit: a request that waits for a connection uses up its time there, and Palette may take long to validate.
  const pooling = { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: 0, bodyTimeout: 0 };
  const connecting = { ...settings.tls, timeout: CONNECT_TIMEOUT_MS };
  if (settings.proxy === undefined) {
    const PoolClass: typeof Pool = require('undici/lib/dispatcher/pool.js');
    spareOptimizingCompiler();
    return new PoolClass(settings.origin, { ...pooling, connect: connecting });
  }
  const ProxyAgentClass = requireProxyAgent();
  spareOptimizingCompiler();
  // A proxy may be reached by TLS too, and what is trusted is trusted for both.
  return new ProxyAgentClass({ ...pooling, uri: settings.proxy.href, requestTls: connecting, proxyTls: connecting });
}

/**
 * undici reads HTTP by a WebAssembly module, which V8 goes on optimizing in the background; a process that ends sooner
 * has to wait for that (110 ms on Node 20). The quick compiler's code is as fast for what is read here. Between undici's
 * parts and the first connection: with this flag V8 would refuse their compiled code, and without it the first connection
 * starts to optimize.
 */
function spareOptimizingCompiler(): void {
  setFlagsFromString('--liftoff-only');
}

/** ProxyAgent calls `connect` of its own client, a method that only undici's main file puts there. */
function requireProxyAgent(): typeof ProxyAgent {
  const DispatcherClass: typeof Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
  DispatcherClass.prototype.connect ??= require('undici/lib/api/api-connect.js');
  return require('undici/lib/dispatcher/proxy-agent.js');
}
