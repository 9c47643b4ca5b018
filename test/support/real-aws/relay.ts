import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';

/** Where a server of ours passes requests on to. */
export type Upstream = { readonly host: string; readonly port: number } | { readonly socketPath: string };

export interface Question {
  readonly method: string;
  /** With query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export async function read(request: IncomingMessage): Promise<Question> {
  const { method = '', url = '', headers } = request;
  return { method, path: url, headers, body: await bodyOf(request) };
}

/** Asks the same of another server; the Host header stays, as signatures and redirects depend on it. */
export function relay(upstream: Upstream, { method, path, headers, body }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { ...upstream, method, path, headers, setHost: false, agent: false };
    requestHttp(options, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      bodyOf(response).then((content) => resolve({ status, headers: answered, body: content }), reject);
    })
      .on('error', reject)
      .end(body);
  });
}

export function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, without(headers, ['transfer-encoding', 'connection'])).end(body);
}

export function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

export function jsonAnswer(status: number, content: object, headers: IncomingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(content)),
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
