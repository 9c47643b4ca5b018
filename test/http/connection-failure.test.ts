import { type ServerOptions } from 'node:https';
import {
  type ConnectionFailure,
  createTrust,
  exchange,
  ExchangeFailure,
  openConnections,
  readConnectionFailure,
} from '../../src/http';
import { type Certificate, issueCertificate } from '../support/certificates';
import { type OddServer, startOddServer, startTcpServer } from '../support/odd-server';

const coded = (code: string, message = 'text'): Error => Object.assign(new Error(message), { code });

describe('a code of Node, OpenSSL or undici is a problem', () => {
  it.each<[string, ConnectionFailure['layer'], ConnectionFailure['problem']]>([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'unknown-authority'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 'unknown-authority'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'unknown-root'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'tls', 'root-missing'],
    ['CERT_HAS_EXPIRED', 'tls', 'expired'],
    ['CERT_NOT_YET_VALID', 'tls', 'not-yet-valid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'other-name'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'no-tls'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'tls', 'no-tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', 'old-tls'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls', 'old-tls'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls', 'client-certificate'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls', 'client-certificate'],
    ['ERR_SSL_SOMETHING_NEW', 'tls', 'other'],
    ['ERR_OSSL_SOMETHING_NEW', 'tls', 'other'],
    ['CERT_SIGNATURE_FAILURE', 'tls', 'other'],
    ['INVALID_CA', 'tls', 'other'],
    ['ENOTFOUND', 'network', 'unknown-name'],
    ['EAI_AGAIN', 'network', 'dns-silent'],
    ['ECONNREFUSED', 'network', 'refused'],
    ['EHOSTUNREACH', 'network', 'no-route'],
    ['ENETUNREACH', 'network', 'no-route'],
    ['ETIMEDOUT', 'network', 'lost'],
    ['UND_ERR_CONNECT_TIMEOUT', 'network', 'connect-timeout'],
    ['ECONNRESET', 'network', 'broken'],
    ['EPIPE', 'network', 'broken'],
    ['UND_ERR_SOCKET', 'network', 'broken'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'network', 'broken'],
    ['UND_ERR_HEADERS_OVERFLOW', 'network', 'headers-too-large'],
    ['UND_ERR_PRX_TLS', 'network', 'proxy-certificate'],
    ['ESOMETHING', 'network', 'other'],
  ])('%s', (code, layer, problem) => {
    expect(readConnectionFailure(coded(code))).toEqual({ layer, problem, code, text: 'text' });
  });

  it.each([
    ['Proxy response (403) !== 200 when HTTP Tunneling', 403],
    ['Proxy Authentication Required (407)', 407],
  ])('unless the message says who refused: %s', (message, proxyStatus) => {
    const failure = readConnectionFailure(coded('UND_ERR_ABORTED', message));
    expect(failure).toMatchObject({ layer: 'network', problem: 'proxy-refusal', proxyStatus });
  });

  it.each([
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [new Error('no code'), 'no code'],
    [new DOMException('number as code', 'AbortError'), 'number as code'],
  ])('and anything else that is thrown is some problem: %p', (thrown, text) => {
    expect(readConnectionFailure(thrown)).toEqual({ layer: 'network', problem: 'other', code: undefined, text });
  });
});

describe('the text of a failure', () => {
  it.each([
    [
      '80CC6D8FD17F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/ssl3_record.c:350:\n',
      'SSL routines: wrong version number',
    ],
    [
      '0001:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../r.c:1:SSL alert number 70\n' +
        '0001:error:0A000086:SSL routines::certificate verify failed:../s.c:2:\n',
      'SSL routines: tlsv1 alert protocol version; SSL routines: certificate verify failed',
    ],
  ])('is OpenSSL’s words, without addresses in memory and line breaks: %j', (message, text) => {
    expect(readConnectionFailure(coded('ERR_SSL_X', message)).text).toBe(text);
  });

  it('is that of each address where all refuse, for the whole has none', () => {
    const refusals = [coded('ECONNREFUSED', 'connect ::1:1'), coded('ECONNREFUSED', 'connect 127.0.0.1:1')];
    const all = Object.assign(new AggregateError(refusals), { code: 'ECONNREFUSED' });
    expect(readConnectionFailure(all).text).toBe('connect ::1:1; connect 127.0.0.1:1');
  });
});

describe('a real server', () => {
  let authority: Certificate;
  let server: Pick<OddServer, 'endpoint' | 'host' | 'close'> | undefined;
  beforeAll(async () => {
    authority = await issueCertificate({ name: 'authority', isAuthority: true });
  });
  afterEach(() => server?.close());

  /** What a request to it fails with, the authority being trusted. */
  async function meet(origin: string): Promise<ConnectionFailure> {
    const trust = createTrust({ ca: authority.certificate });
    const connections = openConnections({ trust, connectTimeoutMs: 5_000, keepAliveMs: 1_000 });
    const request = { origin, method: 'GET', path: '/', headers: {} } as const;
    const limits = { timeoutMs: 5_000, limitBytes: 1_000 };
    const error: unknown = await exchange(connections, request, limits).catch((thrown) => thrown);
    await connections.destroy();
    if (error instanceof ExchangeFailure) return readConnectionFailure(error.cause);
    throw error;
  }

  const own = async (wishes: Partial<Parameters<typeof issueCertificate>[0]>): Promise<ServerOptions> => {
    const { certificate, key } = await issueCertificate({ name: 'server', issuer: authority, ...wishes });
    return { cert: certificate, key };
  };

  it.each<[string, () => Promise<ServerOptions>, ConnectionFailure['problem'], string]>([
    ['whose certificate is for clients', () => own({ isClient: true }), 'other', 'INVALID_PURPOSE'],
    [
      'whose certificate is signed by no authority',
      () => own({ issuer: undefined }),
      'self-signed',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    ['with another name', () => own({ hosts: ['a.example.com'] }), 'other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s', async (_situation, options, problem, code) => {
    server = await startOddServer((_, response) => response.end(), await options());
    expect(await meet(server.endpoint)).toMatchObject({ layer: 'tls', problem, code });
  });

  it('of another protocol', async () => {
    server = await startTcpServer((socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
    expect(await meet(server.endpoint)).toMatchObject({ layer: 'network', problem: 'not-http' });
    expect(await meet(`https://${server.host}`)).toMatchObject({ layer: 'tls', problem: 'no-tls' });
  });
});
