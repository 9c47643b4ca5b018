import type { ServerHttp2Session } from 'node:http2';
import { type PluginDefinition } from './definition';
import { withGoPluginServices } from './go-plugin-services';
import { answerCalls } from './grpc-server';
import { createHttp2Server } from './http2-server';
import { listen } from './listen';

/** How a host attaches to a plugin that already runs; spelled as go-plugin reads it. */
export interface ReattachConfig {
  readonly Protocol: 'grpc';
  readonly ProtocolVersion: number;
  readonly Pid: number;
  /** True: the host neither shuts the plugin down nor kills it. */
  readonly Test: true;
  readonly Addr: { readonly Network: 'unix' | 'tcp'; readonly String: string };
}

/**
 * Serves any number of hosts, one after the other or at once, from a process that a person started (under a debugger).
 * No magic cookie, no TLS (the socket's folder is this user's alone; without unix sockets it is a port on loopback), and
 * Shutdown is not obeyed. Resolves when listening; SIGINT and SIGTERM remove the socket and end the process with code 0.
 */
export async function servePluginForDebugging(definition: PluginDefinition): Promise<ReattachConfig> {
  const server = createHttp2Server();
  const methods = withGoPluginServices(definition.handlers, () => {});
  server.on('session', (session: ServerHttp2Session) => answerCalls(session, methods));
  const endpoint = await listen(server, process.env);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
  return {
    Protocol: 'grpc',
    ProtocolVersion: Math.max(...definition.protocolVersions),
    Pid: process.pid,
    Test: true,
    Addr: { Network: endpoint.network, String: endpoint.address },
  };
}
