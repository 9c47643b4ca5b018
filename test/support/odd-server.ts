import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';

export interface OddServer {
  /** "127.0.0.1:40123" */
  readonly host: string;
  readonly endpoint: string;
  /** "GET /v2/" and the authorization, if there was one. */
  readonly seen: string[];
  close(): Promise<void>;
}

export type OddAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server at a free port of 127.0.0.1 that answers as a test wants it, for registries that cannot be had here. */
export async function startOddServer(answer: OddAnswer, tls?: ServerOptions): Promise<OddServer> {
  const seen: string[] = [];
  const listener: RequestListener = (request, response) => {
    seen.push([request.method, request.url, request.headers.authorization].filter(Boolean).join(' '));
    answer(request, response);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    endpoint: `${tls === undefined ? 'http' : 'https'}://${host}`,
    seen,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A server below HTTP. */
export async function startTcpServer(connected: (socket: Socket) => void): Promise<Omit<OddServer, 'seen'>> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    connected(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    endpoint: `http://${host}`,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A port of 127.0.0.1 where nothing listens. */
export async function refusedHost(): Promise<string> {
  const server = await startTcpServer(() => undefined);
  await server.close();
  return server.host;
}
