import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { PaletteClient } from '../../src/palette';
import { explainTransportError } from '../../src/palette/transport-error';
import { API_KEY, errorOf, SUMMARY } from './setup';

let server: Server | undefined;
let client: PaletteClient | undefined;
afterEach(async () => {
  await client?.close();
  server?.close();
});

/** A TCP server that is no web server, and what a client makes of it. */
async function meet(behave: (socket: Socket) => void): Promise<{ host: string; call: ReturnType<typeof errorOf> }> {
  server = createServer((socket) => {
    socket.on('error', () => {});
    behave(socket);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new PaletteClient({ host: `http://${host}`, apiKey: API_KEY, environment: {}, maxRetries: 0 });
  return { host, call: errorOf(client.listRegistries()) };
}

const afterRequest = (act: (socket: Socket) => void) => (socket: Socket) => void socket.once('data', () => act(socket));

describe('on a real socket', () => {
  it.each<[string, (socket: Socket) => void, string, string, string]>([
    [
      'a reset without an answer',
      afterRequest((s) => s.resetAndDestroy()),
      'unreachable',
      '"HOST" closed the connection before it answered.',
      'ECONNRESET, read ECONNRESET',
    ],
    [
      'an end without an answer',
      afterRequest((s) => s.end()),
      'unreachable',
      '"HOST" closed the connection before it answered.',
      'UND_ERR_SOCKET, other side closed',
    ],
    [
      'an end in the answer',
      afterRequest((s) => s.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort')),
      'unreachable',
      '"HOST" closed the connection in the middle of its answer.',
      'UND_ERR_SOCKET, other side closed',
    ],
    [
      'another protocol',
      afterRequest((s) => s.end('SSH-2.0-OpenSSH_9.2\r\n')),
      'unexpected-answer',
      '"HOST" does not speak HTTP on this port. Check the host and its port.',
      'Response does not match the HTTP/1.1 protocol',
    ],
    [
      'giant headers',
      afterRequest((s) => s.end(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)),
      'unexpected-answer',
      '"HOST" answered with headers that are larger than Palette\'s ever are. Check the host.',
      'UND_ERR_HEADERS_OVERFLOW, ',
    ],
  ])('%s', async (_situation, behave, reason, sentence, evidence) => {
    const { host, call } = await meet(behave);
    const error = await call;
    expect(error.reason).toBe(reason);
    const start = `${sentence.replace('HOST', host)} ${SUMMARY} got no answer: ${evidence}`;
    expect(error.message.slice(0, start.length)).toBe(start);
  });

  it('nothing that listens', async () => {
    const { host, call } = await meet((socket) => socket.destroy());
    await call;
    await new Promise((resolve) => server?.close(resolve));
    const error = await errorOf(
      new PaletteClient({ host: `http://${host}`, apiKey: API_KEY, environment: {}, maxRetries: 0 }).createRegistry(
        'basic',
        {},
      ),
    );
    expect(error).toMatchObject({ reason: 'unreachable', mayHaveHappened: false, cause: { code: 'ECONNREFUSED' } });
    expect(error.message).toBe(
      `Nothing accepts connections at "${host}". Check the host and its port. POST /v1/registries/oci/basic got no answer: ECONNREFUSED, connect ECONNREFUSED ${host}.`,
    );
  });
});

describe('by its code', () => {
  const to = { host: 'palette.example.com' };
  const through = { host: 'palette.example.com', proxy: 'proxy.example.com:3128' };
  const coded = (code: string, message = 'text'): Error => Object.assign(new Error(message), { code });
  it.each([
    [
      'ENOTFOUND',
      to,
      false,
      'The name of "palette.example.com" is not known. Check how the host is written, and the DNS of this computer.',
    ],
    [
      'ENOTFOUND',
      through,
      false,
      'The name of the proxy "proxy.example.com:3128" is not known. Check how the host is written, and the DNS of this computer.',
    ],
    [
      'EAI_AGAIN',
      to,
      true,
      'The name of "palette.example.com" could not be looked up: the DNS server does not answer.',
    ],
    [
      'ECONNREFUSED',
      through,
      true,
      'Nothing accepts connections at the proxy "proxy.example.com:3128". Check the host and its port.',
    ],
    ['EHOSTUNREACH', to, true, 'There is no way through the network to "palette.example.com".'],
    ['ENETUNREACH', to, true, 'There is no way through the network to "palette.example.com".'],
    ['ETIMEDOUT', to, true, 'The connection to "palette.example.com" was lost: no sign of it any more.'],
    [
      'UND_ERR_CONNECT_TIMEOUT',
      to,
      true,
      'No connection to "palette.example.com" came about in time. A firewall may drop it: check the host, and whether a proxy is needed (HTTPS_PROXY).',
    ],
    [
      'ECONNRESET',
      to,
      true,
      'The connection to "palette.example.com" was cut before it was ready. A firewall or proxy in between may forbid it.',
    ],
    [
      'UND_ERR_PRX_TLS',
      through,
      false,
      'The certificate of the proxy "proxy.example.com:3128" is not accepted. Check HTTPS_PROXY.',
    ],
    [
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      to,
      false,
      'The certificate of "palette.example.com" is not signed by an authority that is trusted here, or the server leaves out an intermediate certificate. Add the certificate of that authority as CA certificate, or let the server send its whole chain.',
    ],
    [
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      to,
      false,
      '"palette.example.com" speaks no TLS version that is still safe (1.2 or newer). Update the server.',
    ],
    [
      'ERR_SSL_PACKET_LENGTH_TOO_LONG',
      to,
      false,
      '"palette.example.com" does not speak TLS on this port. Check the host and its port.',
    ],
    [
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      to,
      true,
      'The connection to "palette.example.com" was cut before it was ready. A firewall or proxy in between may forbid it.',
    ],
    ['INVALID_PURPOSE', to, false, 'No secure connection to "palette.example.com" came about.'],
    ['ERR_SSL_SOMETHING_NEW', to, false, 'No secure connection to "palette.example.com" came about.'],
    ['ESOMETHING', to, false, 'The connection to "palette.example.com" failed.'],
  ])('%s', (code, destination, transient, sentence) => {
    const problem = explainTransportError(coded(code), 'connecting', destination);
    expect(problem).toMatchObject({ sentence, transient, evidence: `${code}, text` });
  });
});
