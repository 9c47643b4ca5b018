import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Duplex } from 'node:stream';

export interface ConnectProxy {
  readonly url: string;
  /** What it was asked for: "CONNECT registry.test:443", "GET http://registry.test/v2/". */
  readonly seen: string[];
  close(): Promise<void>;
}

export interface ConnectProxyWishes {
  /** Where everything really goes, whatever the name: "127.0.0.1:40123"; or where each name goes, others are refused. */
  readonly target: string | Readonly<Record<string, string>>;
  /** @default - lets everything through */
  readonly refuseWith?: number;
}

/** An HTTP proxy that leads all names to one place. */
export async function startConnectProxy({ target, refuseWith }: ConnectProxyWishes): Promise<ConnectProxy> {
  const seen: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const [host = '', port] = placeOf(target, new URL(request.url ?? '').hostname)?.split(':') ?? [];
    const upstream = connect(Number(port), host);
    upstream.on('data', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    upstream.write(`${request.method} ${new URL(request.url ?? '').pathname} HTTP/1.1\r\nHost: x\r\n\r\n`);
    sockets.add(upstream);
  });
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    seen.push(`CONNECT ${request.url}`);
    sockets.add(client.on('error', () => undefined));
    const place = placeOf(target, (request.url ?? '').replace(/:\d+$/, ''));
    if (refuseWith !== undefined || place === undefined) {
      client.end(`HTTP/1.1 ${refuseWith ?? 403} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const [host = '', port] = place.split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream.on('error', () => client.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function placeOf(target: ConnectProxyWishes['target'], name: string): string | undefined {
  return typeof target === 'string' ? target : target[name];
}
