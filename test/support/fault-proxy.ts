import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server as TcpServer, type Socket } from 'node:net';
import { type Certificate } from './certificates';
import { Exchange, type ProxiedRequest, readText } from './fault-exchange';

/** What happens to one exchange in place of the proxy's usual work. */
export type Fault = (exchange: Exchange) => void | Promise<void>;
/** What happens to a connection before a byte of it was read. */
export type ConnectionFault = (socket: Socket) => void;

export interface FaultRule {
  readonly matches: (request: ProxiedRequest) => boolean;
  readonly fault: Fault;
  /** How many matching requests it hits. @default 1 */
  readonly times?: number;
  /** Strikes before the body was read, so `matches` sees an empty text. @default false */
  readonly beforeBody?: boolean;
}

export interface ConnectionRule {
  readonly fault: ConnectionFault;
  /** Connections that it lets pass before. @default 0 */
  readonly skip?: number;
  /** @default 1 */
  readonly times?: number;
}

/** A rule in place. One that never struck proves nothing. */
export interface Armed {
  readonly hits: number;
}

type Pending<Rule> = { readonly rule: Rule; hits: number; skipped: number };

/**
 * Stands between a client and an HTTP server, at a free port of 127.0.0.1, and damages exchanges or connections as its
 * rules say; the first rule that matches strikes. With a certificate it speaks TLS to the client.
 */
export class FaultProxy {
  private requestRules: Pending<FaultRule>[] = [];
  private connectionRules: Pending<ConnectionRule>[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly http: Server | HttpsServer;
  private readonly tcp: TcpServer;
  /** Each exchange has its own connection, so that a connection rule can be aimed at one of them. */
  closesAfterEach = false;
  /** Methods and paths that came through or were damaged, in order. */
  readonly seen: string[] = [];

  private constructor(
    upstream: string,
    readonly isSecure: boolean,
    certificate: Certificate | undefined,
  ) {
    const listener: RequestListener = (request, response) =>
      void this.handle(new Exchange(upstream, request, response));
    this.http = certificate
      ? createHttpsServer({ cert: certificate.certificate, key: certificate.key }, listener)
      : createHttpServer(listener);
    this.http.on('tlsClientError', () => undefined).on('clientError', (_, socket) => socket.destroy());
    this.tcp = createServer({ allowHalfOpen: true }, (socket) => this.accept(socket));
  }

  /** @param upstream where everything goes: "http://127.0.0.1:40123" */
  static async start(upstream: string, certificate?: Certificate): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream, certificate !== undefined, certificate);
    proxy.tcp.listen(0, '127.0.0.1');
    await once(proxy.tcp, 'listening');
    return proxy;
  }

  get url(): string {
    return `${this.isSecure ? 'https' : 'http'}://127.0.0.1:${(this.tcp.address() as AddressInfo).port}`;
  }

  onRequest(rule: FaultRule): Armed {
    const pending = { rule, hits: 0, skipped: 0 };
    this.requestRules.push(pending);
    return pending;
  }

  onConnection(rule: ConnectionRule): Armed {
    const pending = { rule, hits: 0, skipped: 0 };
    this.connectionRules.push(pending);
    return pending;
  }

  /** Everything passes again. */
  disarm(): void {
    this.requestRules = [];
    this.connectionRules = [];
  }

  /** For new connections; those that are open end, so that the client must make new ones. */
  changeCertificate({ certificate, key }: Certificate): void {
    if (!('setSecureContext' in this.http)) throw new Error('this proxy speaks plain HTTP');
    this.http.setSecureContext({ cert: certificate, key });
    this.dropConnections();
  }

  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = once(this.tcp, 'close');
    this.tcp.close();
    this.dropConnections();
    await closed;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    for (const pending of this.connectionRules) {
      const { skip = 0, times = 1, fault } = pending.rule;
      if (pending.skipped < skip) {
        pending.skipped += 1;
      } else if (pending.hits < times) {
        pending.hits += 1;
        return fault(socket);
      }
    }
    this.http.emit('connection', socket);
  }

  private async handle(exchange: Exchange): Promise<void> {
    const { message } = exchange;
    this.seen.push(`${message.method} ${message.url}`);
    exchange.closesAfter = this.closesAfterEach;
    try {
      const early = this.take({ ...exchange.request, text: '' }, true);
      if (early !== undefined) return await early(exchange);
      exchange.request = { ...exchange.request, text: await readText(message) };
      const fault = this.take(exchange.request, false);
      await (fault === undefined ? exchange.pass() : fault(exchange));
    } catch {
      // The client or the server is gone: the other one is told in the only way there is.
      exchange.socket.destroy();
    }
  }

  private take(request: ProxiedRequest, beforeBody: boolean): Fault | undefined {
    const pending = this.requestRules.find(
      ({ rule, hits }) =>
        hits < (rule.times ?? 1) && (rule.beforeBody ?? false) === beforeBody && rule.matches(request),
    );
    if (pending === undefined) return undefined;
    pending.hits += 1;
    return pending.rule.fault;
  }
}
