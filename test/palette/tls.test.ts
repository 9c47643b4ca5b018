import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PaletteClient, type PaletteClientOptions, PaletteOptionsError } from '../../src/palette';
import { HttpAnswers } from '../support/http-answers';
import { type Certificate, makeCertificate } from './certificates';
import { API_KEY, errorOf, SUMMARY } from './setup';

let root: Certificate;
let intermediate: Certificate;
let good: Certificate;
let folder: string;
const opened: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'palette-tls-'));
  root = await makeCertificate({ name: 'test root', isAuthority: true });
  intermediate = await makeCertificate({ name: 'test intermediate', isAuthority: true, issuer: root });
  good = await makeCertificate({ name: 'good', issuer: root });
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

async function startTls(options: ServerOptions): Promise<HttpAnswers> {
  const server = await HttpAnswers.start(options);
  opened.push(server);
  return server.on(SUMMARY, { json: { items: [] } });
}

function clientOf(host: string, options: Partial<PaletteClientOptions> = {}): PaletteClient {
  const client = new PaletteClient({ host, apiKey: API_KEY, environment: {}, maxRetries: 0, ...options });
  opened.push(client);
  return client;
}

describe('trusts', () => {
  it('the authority that it is given', async () => {
    const server = await startTls(good);
    expect(await clientOf(server.url, { caCertificate: root.cert }).listRegistries()).toEqual([]);
  });

  it('a self-signed certificate that it is given', async () => {
    const own = await makeCertificate({ name: 'own' });
    const server = await startTls(own);
    expect(await clientOf(server.url, { caCertificate: own.cert }).listRegistries()).toEqual([]);
  });

  it('the second of two authorities that are joined without a line break, given as text or in the extra roots file', async () => {
    const joined = intermediate.cert.trim() + root.cert.trim();
    const extraRootsFile = join(folder, 'joined.pem');
    writeFileSync(extraRootsFile, joined);
    const server = await startTls(good);
    expect(await clientOf(server.url, { caCertificate: joined }).listRegistries()).toEqual([]);
    expect(await clientOf(server.url, { extraRootsFile }).listRegistries()).toEqual([]);
  });

  it('the authorities of the extra roots file', async () => {
    const file = join(folder, 'roots.pem');
    writeFileSync(file, `# two roots\n${intermediate.cert}\n${root.cert}`);
    const server = await startTls(good);
    expect(await clientOf(server.url, { extraRootsFile: file }).listRegistries()).toEqual([]);
  });

  it('anything when verification is off', async () => {
    const server = await startTls(
      await makeCertificate({ name: 'old', hosts: ['other.example.com'], validFrom: -9, validTo: -8 }),
    );
    expect(await clientOf(server.url, { insecureSkipTlsVerify: true }).listRegistries()).toEqual([]);
  });
});

it('goes on without an extra roots file that cannot be read, and says so', async () => {
  const server = await startTls(good);
  const lines: string[] = [];
  const extraRootsFile = join(folder, 'absent.pem');
  const log: PaletteClientOptions['log'] = (level, message) => level === 'warn' && lines.push(message);
  await clientOf(server.url, { caCertificate: root.cert, extraRootsFile, log }).listRegistries();
  expect(lines).toEqual(['The file of extra root certificates is ignored: it cannot be read']);
});

it('says so once, also where a creation has a connection of its own', async () => {
  const server = await startTls(good);
  const lines: string[] = [];
  const log: PaletteClientOptions['log'] = (level, message) => level === 'warn' && lines.push(message);
  const extraRootsFile = join(folder, 'absent.pem');
  const client = clientOf(server.url, { insecureSkipTlsVerify: true, extraRootsFile, log });
  await client.listRegistries();
  const spec = { endpoint: 'https://harbor.example.com', auth: { type: 'noAuth' } } as const;
  // This server has the list of registries for every question.
  await expect(client.createRegistry('basic', { metadata: { name: 'charts' }, spec })).rejects.toThrow();
  expect(lines).toEqual(['The file of extra root certificates is ignored: it cannot be read']);
});

describe('does not accept', () => {
  const notSigned =
    'The certificate of "HOST" is not signed by an authority that is trusted here, or the server leaves out an intermediate certificate. Add the certificate of that authority as CA certificate, or let the server send its whole chain.';
  const cases: [string, () => Promise<ServerOptions>, (() => string) | undefined, string, string][] = [
    ['an unknown authority', async () => good, undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', notSigned],
    [
      'a missing intermediate',
      async () => makeCertificate({ name: 'leaf', issuer: intermediate }),
      () => root.cert,
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      notSigned,
    ],
    [
      'a self-signed certificate',
      async () => makeCertificate({ name: 'own' }),
      undefined,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'The certificate of "HOST" is self-signed and not trusted here. Add that certificate itself as CA certificate.',
    ],
    [
      'a chain with an unknown root',
      async () => ({ key: good.key, cert: good.cert + '\n' + root.cert }),
      undefined,
      'SELF_SIGNED_CERT_IN_CHAIN',
      '"HOST" sent a certificate chain that ends in a root that is not trusted here. Add the certificate of that authority as CA certificate; a proxy that opens TLS connections shows itself in this way too.',
    ],
    [
      'an intermediate without its root',
      async () => makeCertificate({ name: 'leaf', issuer: intermediate }),
      () => intermediate.cert,
      'UNABLE_TO_GET_ISSUER_CERT',
      'The CA certificate for "HOST" is an intermediate one. Add its root certificate too.',
    ],
    [
      'an expired one',
      async () => makeCertificate({ name: 'old', issuer: root, validFrom: -9, validTo: -8 }),
      () => root.cert,
      'CERT_HAS_EXPIRED',
      'The certificate of "HOST" has expired. Renew it, or set this computer\'s clock.',
    ],
    [
      'one that is not yet valid',
      async () => makeCertificate({ name: 'new', issuer: root, validFrom: 8, validTo: 9 }),
      () => root.cert,
      'CERT_NOT_YET_VALID',
      'The certificate of "HOST" is not valid yet. Set this computer\'s clock, or the server\'s.',
    ],
    [
      'one for another name',
      async () => makeCertificate({ name: 'else', issuer: root, hosts: ['palette.example.com'] }),
      () => root.cert,
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'The certificate that "HOST" sent is for another name. Use a host name that the certificate holds.',
    ],
    [
      'TLS 1.1',
      async () => ({ ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
      () => root.cert,
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      '"HOST" speaks no TLS version that is still safe (1.2 or newer). Update the server.',
    ],
  ];
  it.each(cases)('%s', async (_situation, serverOptions, ca, code, sentence) => {
    const server = await startTls(await serverOptions());
    const error = await errorOf(clientOf(server.url, { caCertificate: ca?.(), maxRetries: 3 }).listRegistries());
    expect(error).toMatchObject({ reason: 'tls', mayHaveHappened: false, cause: { code } });
    const start = `${sentence.replaceAll('HOST', `127.0.0.1:${server.port}`)} ${SUMMARY} got no answer: ${code}, `;
    expect(error.message.slice(0, start.length)).toBe(start);
  });

  it('a port that does not speak TLS', async () => {
    const plain = createServer((_request, response) => response.end('plain'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    opened.push({ close: async () => plain.close() });
    const { port } = plain.address() as AddressInfo;
    const error = await errorOf(clientOf(`https://127.0.0.1:${port}`).listRegistries());
    expect(error.reason).toBe('tls');
    expect(error.message).toBe(
      `"127.0.0.1:${port}" does not speak TLS on this port. Check the host and its port. ${SUMMARY} got no answer: ERR_SSL_WRONG_VERSION_NUMBER, SSL routines: wrong version number.`,
    );
  });
});

describe('a CA certificate is looked at before it is used', () => {
  const noPem =
    'Expected a PEM certificate ("-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----"), got a text without one.';
  const damaged = (): string => root.cert.slice(0, 100) + '!!!!!!!!' + root.cert.slice(108);
  it.each([
    ['no PEM', () => 'not a certificate', noPem],
    ['a key', () => root.key, noPem],
    ['one that is cut off', () => root.cert.slice(0, 200), noPem],
    [
      'a damaged one',
      damaged,
      /^The certificate cannot be read: the PEM text is damaged or cut off\. Give the whole file\.\n\nerror:\w+:[^\n]+$/,
    ],
    [
      'a damaged second one',
      () => good.cert + damaged(),
      'Certificate 2 of 2 cannot be read: the PEM text is damaged or cut off.',
    ],
  ])('%s', (_situation, caCertificate, message) => {
    const open = (): PaletteClient =>
      new PaletteClient({
        host: 'palette.example.com',
        apiKey: API_KEY,
        environment: {},
        caCertificate: caCertificate(),
      });
    expect(open).toThrow(PaletteOptionsError);
    expect(open).toThrow(message);
  });
});
