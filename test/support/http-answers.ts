import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { checkRequest } from './palette-openapi';

/** One answer, or a way not to give one. */
export type ProgrammedAnswer =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'reset' /* the connection is reset, without an answer */
  | 'close' /* the connection is closed, without an answer */
  | 'hang' /* nothing, for ever */
  | 'cut' /* the beginning of an answer, then the connection is closed */
  | ((request: ReceivedRequest) => ProgrammedAnswer);

export interface ReceivedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** Identity of the connection that brought it. */
  readonly port: number | undefined;
}

/** An HTTP server on a free loopback port that answers what the test told it, and checks all it gets against the API. */
export class HttpAnswers {
  readonly requests: ReceivedRequest[] = [];
  readonly #programs = new Map<string, ProgrammedAnswer[]>();
  readonly #arrivals: { readonly route: string; readonly tell: () => void }[] = [];
  readonly #server: ReturnType<typeof createServer>;

  private constructor(private readonly tls: ServerOptions | undefined) {
    const listener = (request: IncomingMessage, response: ServerResponse): void =>
      void this.#receive(request, response);
    this.#server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  }

  static async start(tls?: ServerOptions): Promise<HttpAnswers> {
    const server = new HttpAnswers(tls);
    server.#server.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get url(): string {
    return `${this.tls === undefined ? 'http' : 'https'}://127.0.0.1:${this.port}`;
  }

  /** Answers to a route such as "GET /v1/registries/oci/summary" (no query), one after another; the last one stays. */
  on(route: string, ...answers: readonly ProgrammedAnswer[]): this {
    this.#programs.set(route, [...answers]);
    return this;
  }

  /** Resolves with the next request of a route. */
  arrival(route: string): Promise<void> {
    return new Promise((resolve) => this.#arrivals.push({ route, tell: resolve }));
  }

  /** "METHOD /path?query" of all requests. */
  get trail(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  /** What the API does not allow about the requests so far. */
  get violations(): string[] {
    return this.requests.flatMap((request) => checkRequest(request));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url: path = '', headers } = incoming;
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const request = { method, path, headers, body, port: incoming.socket.remotePort };
    this.requests.push(request);
    const route = `${method} ${path.split('?')[0]}`;
    this.#answer(request, this.#next(route), response);
    const waiting = this.#arrivals.findIndex((arrival) => arrival.route === route);
    if (waiting >= 0) this.#arrivals.splice(waiting, 1)[0]?.tell();
  }

  #next(route: string): ProgrammedAnswer {
    const program = this.#programs.get(route) ?? [];
    const missing = { status: 599, json: { code: 'NotProgrammed', message: `no answer for ${route}` } };
    return (program.length > 1 ? program.shift() : program[0]) ?? missing;
  }

  #answer(request: ReceivedRequest, answer: ProgrammedAnswer, response: ServerResponse): void {
    if (typeof answer === 'function') this.#answer(request, answer(request), response);
    else if (answer === 'reset') response.socket?.resetAndDestroy();
    else if (answer === 'close') response.socket?.end();
    else if (answer === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"uid":', () => response.socket?.destroy());
    } else if (answer !== 'hang') {
      const json = answer.json === undefined ? undefined : JSON.stringify(answer.json);
      const type = json === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(answer.status ?? 200, { ...type, ...answer.headers });
      response.end(json ?? answer.text);
    }
  }
}

/** An error as Palette writes it. */
export function paletteError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): ProgrammedAnswer {
  return { status, headers, json: { code, message, ref: '', details: {} } };
}
