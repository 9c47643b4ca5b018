import type { SecureContext } from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import type { Agent, Dispatcher, ProxyAgent } from 'undici';

export interface ConnectionSettings {
  /** One for everything that is asked for over these connections. @default - no proxy */
  readonly proxy?: URL;
  /** What `createTrust` made. @default - what Node trusts */
  readonly trust?: SecureContext;
  /** Takes any certificate. @default false */
  readonly insecureSkipVerify?: boolean;
  readonly connectTimeoutMs: number;
  /** How long a connection waits for its next request; 0: each request has a connection of its own. */
  readonly keepAliveMs: number;
  /** To one origin at a time; further requests wait. @default - no limit */
  readonly mostConnections?: number;
}

/** Connections to any origin. */
export type Connections = Dispatcher;

/**
 * Opens the door to undici, the only file that knows where undici keeps its parts. Importing undici as a whole costs a
 * process more than twice as much as the parts that are needed, so they are required by their path, when the first request
 * leaves.
 */
export function openConnections({ proxy, trust, insecureSkipVerify, ...limits }: ConnectionSettings): Connections {
  // Deadlines are the caller's, so that they hold for the whole of a request.
  const pooling = {
    connections: limits.mostConnections ?? null,
    ...(limits.keepAliveMs === 0 ? { pipelining: 0 } : { keepAliveTimeout: limits.keepAliveMs }),
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const connecting = {
    secureContext: trust,
    rejectUnauthorized: insecureSkipVerify !== true,
    timeout: limits.connectTimeoutMs,
  };
  if (proxy === undefined) {
    const AgentClass: typeof Agent = require('undici/lib/dispatcher/agent.js');
    spareOptimizingCompiler();
    return new AgentClass({ ...pooling, connect: connecting });
  }
  const ProxyAgentClass = requireProxyAgent();
  spareOptimizingCompiler();
  return new ProxyAgentClass({
    ...pooling,
    uri: proxy.href,
    // Plain HTTP is not tunnelled: proxies commonly refuse CONNECT to port 80.
    proxyTunnel: false,
    // A proxy may be reached by TLS too, and what is trusted is trusted for both.
    requestTls: connecting,
    proxyTls: connecting,
  });
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
