import { type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';

export interface ProxiedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly text: string;
}

/** What the server behind a proxy answered, whole. */
export interface WholeAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Of one connection only: they are the proxy's own matter. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** One request on its way through a proxy, and everything that can be done to it. */
export class Exchange {
  request: ProxiedRequest;
  /** The answer says that the connection ends with it. */
  closesAfter = false;

  constructor(
    private readonly upstream: string,
    readonly message: IncomingMessage,
    private readonly response: ServerResponse,
  ) {
    const path = new URL(message.url ?? '/', upstream).pathname;
    this.request = { method: message.method ?? 'GET', path, text: '' };
    response.on('error', () => undefined);
  }

  /** Of the client. */
  get socket(): Socket {
    return this.message.socket;
  }

  /** Lets the server do its work. */
  forward(): Promise<WholeAnswer> {
    const { message, request } = this;
    const target = new URL(message.url ?? '/', this.upstream);
    const headers = Object.fromEntries(Object.entries(message.headers).filter(([name]) => !HOP_BY_HOP.has(name)));
    return new Promise((resolve, reject) => {
      const outgoing = sendRequest(target, { method: request.method, headers, agent: false }, (answer) => {
        readBody(answer).then((body) => resolve(wholeAnswer(answer, body)), reject);
      });
      outgoing.on('error', reject).end(request.text);
    });
  }

  async pass(): Promise<void> {
    this.reply(await this.forward());
  }

  reply({ status, statusText, headers, body }: WholeAnswer): void {
    if (this.closesAfter) this.response.shouldKeepAlive = false;
    const length = status === 204 ? {} : { 'Content-Length': String(body.length) };
    this.response.writeHead(status, statusText, { ...headers, ...length }).end(body);
  }

  /** Bytes straight onto the connection, past all rules of HTTP. */
  write(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  /** RST: the connection is cut. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** FIN: the connection is closed in good order, as if all had been said. */
  hangUp(): void {
    this.socket.end();
  }
}

/** Status line and headers as they go over the wire. `length` is what the header claims. */
export function headOf({ status, statusText, headers, body }: WholeAnswer, length = body.length): string {
  const lines = Object.entries({ ...headers, 'Content-Length': String(length) });
  return `HTTP/1.1 ${status} ${statusText}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

export async function readText(message: IncomingMessage): Promise<string> {
  return (await readBody(message)).toString('utf8');
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function wholeAnswer({ statusCode = 0, statusMessage = '', headers }: IncomingMessage, body: Buffer): WholeAnswer {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  return {
    status: statusCode,
    statusText: statusMessage,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    body,
  };
}
