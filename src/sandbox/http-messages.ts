import { failureMessage } from './failure';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Answer } from './answer';

export interface ParsedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly sourceAddress: string;
  readonly text: string;
}

/** What goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Registries with a CA bundle stay far below this. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

/** Throws if the body is too large; there is no answer then, the connection is closed. */
export async function readRequest(message: IncomingMessage): Promise<ParsedRequest> {
  const url = new URL(`http://sandbox${message.url ?? '/'}`);
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
    sourceAddress: message.socket.remoteAddress ?? '',
    text: await readText(message),
  };
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Error('The request body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An empty text is no body at all. */
export function parseJson(text: string): { value?: unknown; problem?: string } {
  if (text === '') return {};
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: failureMessage(error) };
  }
}

export function toReply({ status, headers, body, text }: Answer): Reply {
  if (text !== undefined) return { status, headers: { ...headers }, text };
  if (body === undefined) return { status, headers: { ...headers }, text: '' };
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, text: JSON.stringify(body) };
}

/** Undefined breaks the connection. */
export function sendReply(response: ServerResponse, reply: Reply | undefined): void {
  if (reply === undefined) response.destroy();
  else response.writeHead(reply.status, reply.headers).end(reply.text);
}
