import { type ConnectionOptions } from 'node:tls';
import { type Agent, type Dispatcher, type ProxyAgent } from 'undici';

/**
 * The only file that knows where undici keeps its parts. They are loaded by their paths when the first request leaves:
 * undici as a whole costs a process more than twice as much.
 */
export interface DispatcherSettings {
  readonly proxy?: URL;
  readonly connect: Pick<ConnectionOptions, 'secureContext' | 'rejectUnauthorized'> & { readonly timeout: number };
}

/** Deadlines are the caller's, so that they hold for the whole of a request. */
const POOLING = { connections: 8, keepAliveTimeout: 10_000, headersTimeout: 0, bodyTimeout: 0 };

/** Keep-alive connections to any origin. */
export function openDispatcher({ proxy, connect }: DispatcherSettings): Dispatcher {
  if (proxy === undefined) {
    const AgentClass: typeof Agent = require('undici/lib/dispatcher/agent.js');
    return new AgentClass({ ...POOLING, connect });
  }
  // ProxyAgent calls `connect` of its own client, a method that only undici's main file puts there.
  const DispatcherClass: typeof Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
  DispatcherClass.prototype.connect ??= require('undici/lib/api/api-connect.js');
  const ProxyAgentClass: typeof ProxyAgent = require('undici/lib/dispatcher/proxy-agent.js');
  // Plain HTTP is not tunnelled: proxies commonly refuse CONNECT to port 80.
  return new ProxyAgentClass({
    ...POOLING,
    uri: proxy.href,
    proxyTunnel: false,
    requestTls: connect,
    proxyTls: connect,
  });
}

/** Resolves when the headers are there. */
export function send(
  dispatcher: Dispatcher,
  url: URL,
  options: Pick<Dispatcher.RequestOptions, 'method' | 'body' | 'signal'> & {
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<Dispatcher.ResponseData<unknown>> {
  const request: Dispatcher['request'] = require('undici/lib/api/api-request.js');
  // A copy: ProxyAgent writes the host into the headers that it is given, and a redirect takes them along to another one.
  const headers = { ...options.headers };
  return request.call(dispatcher, { ...options, headers, origin: url.origin, path: `${url.pathname}${url.search}` });
}
