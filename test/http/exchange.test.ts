import { type Socket } from 'node:net';
import {
  type Connections,
  exchange,
  ExchangeFailure,
  type HttpRequest,
  openConnections,
  readConnectionFailure,
} from '../../src/http';
import { startConnectProxy } from '../support/connect-proxy';
import { type OddServer, refusedHost, startOddServer, startTcpServer } from '../support/odd-server';

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function connect(proxy?: string): Connections {
  const url = proxy === undefined ? undefined : new URL(proxy);
  const connections = openConnections({ proxy: url, connectTimeoutMs: 5_000, keepAliveMs: 1_000 });
  opened.push({ close: () => connections.destroy() });
  return connections;
}

async function serve(...wishes: Parameters<typeof startOddServer>): Promise<OddServer> {
  const server = await startOddServer(...wishes);
  opened.push(server);
  return server;
}

const get = (origin: string, path = '/'): HttpRequest => ({ origin, method: 'GET', path, headers: {} });
const LIMITS = { timeoutMs: 5_000, limitBytes: 1_000 };

/** What an exchange fails with. */
async function failureOf(request: HttpRequest, limits: Partial<Parameters<typeof exchange>[2]> = {}, proxy?: string) {
  const error: unknown = await exchange(connect(proxy), request, { ...LIMITS, ...limits }).catch((thrown) => thrown);
  if (error instanceof ExchangeFailure) return error;
  throw error;
}

it('one request, one answer', async () => {
  const server = await serve((request, response) => {
    response.writeHead(201, 'Made', { 'X-Seen': `${request.method} ${request.url}` });
    request.pipe(response);
  });
  const request = { ...get(server.endpoint, '/a?b=c'), method: 'POST', body: 'content' } as const;
  const { status, statusText, headers, body } = await exchange(connect(), request, LIMITS);
  expect([status, statusText, headers['x-seen'], body.toString()]).toEqual([201, 'Made', 'POST /a?b=c', 'content']);
});

it('the headers that are given stay as they are, also behind a proxy', async () => {
  const server = await serve((_, response) => response.end());
  const proxy = await startConnectProxy({ target: server.host });
  opened.push(proxy);
  const headers = Object.freeze({ accept: 'text/plain' });
  await exchange(connect(proxy.url), { ...get('http://api.test'), headers }, LIMITS);
  expect(headers).toEqual({ accept: 'text/plain' });
});

describe('fails and says how far it came', () => {
  it.each<[string, string, (socket: Socket) => void, ExchangeFailure['stage']]>([
    ['a connection that is cut after the request', 'connection', (socket) => socket.resetAndDestroy(), 'sent'],
    ['no answer', 'timeout', () => {}, 'sent'],
    ['an answer that does not end', 'timeout', (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nshort'), 'answering'],
    ['an answer that is cut', 'connection', (s) => s.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na'), 'answering'],
    [
      'an answer that is too large',
      'too-large',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${'a'.repeat(1_001)}`),
      'answering',
    ],
  ])('%s', async (_situation, why, behave, stage) => {
    const server = await startTcpServer((socket) => void socket.once('data', () => behave(socket)));
    opened.push(server);
    const limits = why === 'timeout' ? { timeoutMs: 200 } : {};
    expect(await failureOf(get(server.endpoint), limits)).toMatchObject({ why, stage });
  });

  it('nothing that listens', async () => {
    const failure = await failureOf(get(`http://${await refusedHost()}`));
    expect(failure).toMatchObject({ why: 'connection', stage: 'connecting', cause: { code: 'ECONNREFUSED' } });
  });

  it('a signal, with its reason', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort('enough'));
    const failure = await failureOf(get(server.endpoint), { signal: controller.signal });
    expect(failure).toMatchObject({ why: 'aborted', stage: 'sent', cause: 'enough' });
  });

  it('a signal that was there before', async () => {
    const server = await serve((_, response) => response.end());
    const failure = await failureOf(get(server.endpoint), { signal: AbortSignal.abort('enough') });
    expect(failure).toMatchObject({ why: 'aborted', stage: 'connecting', cause: 'enough' });
    expect(server.seen).toEqual([]);
  });

  it('a proxy that wants a password, asked without a tunnel', async () => {
    const proxy = await serve((_, response) => response.writeHead(407).end());
    const { cause } = await failureOf(get('http://api.test'), {}, proxy.endpoint);
    expect(readConnectionFailure(cause)).toMatchObject({ problem: 'proxy-refusal', proxyStatus: 407 });
  });
});
