import { writeSync } from 'node:fs';
import type { Http2SecureServer, Http2Server, ServerHttp2Session } from 'node:http2';
import { createServer } from 'node:net';
import { createServerIdentity } from './certificate';
import { type PluginDefinition } from './definition';
import { withGoPluginServices } from './go-plugin-services';
import { answerCalls } from './grpc-server';
import { formatHandshakeLine, HandshakeError, negotiateProtocolVersion } from './handshake';
import { createHttp2Server } from './http2-server';
import { HostWatch } from './lifetime';
import { type Endpoint, listen } from './listen';
import { isPinnedPeer, readClientCertificate } from './peer-pin';
import { guardProcess } from './process-guards';

/**
 * Makes this process the child of a go-plugin host: checks the magic cookie, listens, prints the handshake line (the promise
 * resolves then) and answers calls until the host says Shutdown or is gone; then the process ends with code 0.
 * Without the cookie it ends with code 1 and `runByHandMessage`; when it cannot start, with code 1 and one line on stdout,
 * which hosts show. Call it before anything that may print, and call it once.
 */
export async function servePlugin(definition: PluginDefinition): Promise<void> {
  const { name, value } = definition.magicCookie;
  if (process.env[name] !== value) {
    writeSync(2, `${definition.runByHandMessage}\n`);
    process.exit(1);
  }
  guardProcess();
  try {
    await shakeHands(definition);
  } catch (error) {
    if (!(error instanceof HandshakeError)) throw error;
    writeSync(1, `${error.message.replace(/\s+/g, ' ')}\n`);
    process.exit(1);
  }
}

async function shakeHands({ handlers, protocolVersions }: PluginDefinition): Promise<void> {
  const version = negotiateProtocolVersion(protocolVersions, process.env.PLUGIN_PROTOCOL_VERSIONS);
  const hostPem = process.env.PLUGIN_CLIENT_CERT;
  const security = hostPem ? { host: readClientCertificate(hostPem), own: createServerIdentity() } : undefined;
  const door = createServer();
  const endpoint = await listen(door, process.env);
  writeSync(1, `${formatHandshakeLine(version, endpoint, security?.own.certificateDer)}\n`);
  // The host now reads the line, connects and prepares TLS: time to load HTTP/2 in.
  const server = createHttp2Server(security?.own);
  serveHost(server, endpoint, handlers, security?.host);
  door.on('connection', (socket) => server.emit('connection', socket));
}

function serveHost(
  server: Http2Server | Http2SecureServer,
  endpoint: Endpoint,
  handlers: PluginDefinition['handlers'],
  hostCertificate: Buffer | undefined,
): void {
  const end = () => process.exit(0);
  const watch = new HostWatch(end);
  const methods = withGoPluginServices(handlers, end);
  server.on('session', (session: ServerHttp2Session) => {
    if (hostCertificate && !isPinnedPeer(session, hostCertificate)) {
      session.destroy();
      return;
    }
    // One host connects, once: without the socket nothing is left behind even if this process is killed.
    endpoint.removeSocket();
    watch.add(session);
    answerCalls(session, methods);
  });
}
