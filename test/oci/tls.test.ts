import { type ServerOptions } from 'node:https';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OciRegistry, type OciTls } from '../../src/oci';
import { type Certificate, type CertificateWishes, issueCertificate } from '../support/certificates';
import { type OddServer, sendJson, startOddServer, startTcpServer } from '../support/odd-server';
import { ANONYMOUS, closeAll, failureOf, openRegistry } from './setup';

const certificates = new Map<string, Certificate>();
const get = (name: string): Certificate => certificates.get(name) ?? { certificate: '', key: '' };

beforeAll(async () => {
  const issue = async (name: string, wishes: Omit<CertificateWishes, 'name'>): Promise<void> => {
    certificates.set(name, await issueCertificate({ name, ...wishes }));
  };
  await issue('authority', { isAuthority: true });
  await issue('other authority', { isAuthority: true });
  await issue('intermediate', { isAuthority: true, issuer: get('authority') });
  const issuer = get('authority');
  await issue('good', { issuer });
  await issue('below intermediate', { issuer: get('intermediate') });
  await issue('self-signed', {});
  await issue('expired', { issuer, validFromDay: -30, validToDay: -1 });
  await issue('future', { issuer, validFromDay: 2 });
  await issue('other host', { issuer, hosts: ['registry.example.com'] });
  await issue('client', { issuer, isClient: true });
});

let server: OddServer;
async function serve(name: string, options: ServerOptions = {}): Promise<OddServer> {
  const { certificate, key } = get(name);
  server = await startOddServer((_, response) => sendJson(response, 200, {}), { cert: certificate, key, ...options });
  return server;
}
afterEach(async () => {
  await closeAll();
  await server?.close();
});

const unknownAuthority =
  'The certificate of the registry "HOST" is signed by an authority that is not trusted here, or the server leaves out an ' +
  'intermediate certificate. Expected a chain up to a trusted root. Give the CA certificate of that authority, or let the ' +
  'server send its whole chain.';

describe('a TLS connection fails with a sentence of its own', () => {
  it.each<[string, string, string | undefined, string, string]>([
    ['without the CA certificate', 'good', undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
    ['with the wrong CA certificate', 'good', 'other authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
    [
      'without the intermediate certificate',
      'below intermediate',
      'authority',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      unknownAuthority,
    ],
    [
      'with the intermediate as CA certificate',
      'below intermediate',
      'intermediate',
      'UNABLE_TO_GET_ISSUER_CERT',
      'The CA certificate given for the registry "HOST" is an intermediate one. Expected a chain up to a root. Add the root ' +
        'certificate to it.',
    ],
    [
      'with a self-signed certificate',
      'self-signed',
      undefined,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'The certificate of the registry "HOST" is self-signed. Expected one that is trusted here. Give that certificate ' +
        'itself as CA certificate.',
    ],
    [
      'with an expired certificate',
      'expired',
      'authority',
      'CERT_HAS_EXPIRED',
      'The certificate of the registry "HOST" has expired. Expected a valid one. Renew it; if it is valid, check the clock ' +
        'of this computer.',
    ],
    [
      'with a certificate of tomorrow',
      'future',
      'authority',
      'CERT_NOT_YET_VALID',
      'The certificate of the registry "HOST" is not valid yet. Expected a valid one. Check the clock of this computer and ' +
        'of the one that issued it.',
    ],
    [
      'with a certificate for another host',
      'other host',
      'authority',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'The certificate of the registry "HOST" was issued for another name. Expected that host among its names. Use a name ' +
        'that the certificate holds, or have it issued anew.',
    ],
  ])('%s', async (_, name, ca, code, sentence) => {
    const { host, endpoint } = await serve(name);
    const tls = ca === undefined ? undefined : { ca: get(ca).certificate };
    const error = await failureOf(openRegistry({ endpoint, tls }).ping());
    expect(error).toMatchObject({ reason: 'tls', code, method: 'GET', url: `${endpoint}/v2/` });
    expect(error.message).toMatch(`${sentence.replace('HOST', host)}\n\nGET ${endpoint}/v2/: ${code}: `);
  });

  it('with a chain whose root is not known', async () => {
    const names = ['below intermediate', 'intermediate', 'authority'];
    const chain = names.map((name) => get(name).certificate).join('\n');
    const { host, endpoint } = await serve('below intermediate', { cert: chain });
    const error = await failureOf(openRegistry({ endpoint }).ping());
    expect(error).toMatchObject({ reason: 'tls', code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(error.message).toMatch(
      `The certificate chain of the registry "${host}" ends in a root that is not trusted here. Expected a trusted root. Give ` +
        'that root as CA certificate. A proxy that opens TLS connections shows itself in the same way.',
    );
  });

  it('with TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { host, endpoint } = await serve('good', old);
    const error = await failureOf(openRegistry({ endpoint, tls: { ca: get('authority').certificate } }).ping());
    expect(error.reason).toBe('tls');
    expect(error.message).toMatch(
      `The registry "${host}" and this client have no TLS version in common. Expected TLS 1.2 or newer. Update the server.`,
    );
  });

  it('with a server that wants a client certificate', async () => {
    const { host, endpoint } = await serve('good', { requestCert: true, ca: get('authority').certificate });
    const error = await failureOf(openRegistry({ endpoint, tls: { ca: get('authority').certificate } }).ping());
    expect(error.message).toMatch(host);
    expect(error.message).toMatch('It may expect a client certificate');
  });

  it('with a server that does not speak TLS', async () => {
    server = await startOddServer((_, response) => sendJson(response, 200, {}));
    const error = await failureOf(openRegistry({ endpoint: `https://${server.host}` }).ping());
    expect(error).toMatchObject({ reason: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
    expect(error.message).toMatch(
      `The registry "${server.host}" does not speak TLS at this port. Expected a TLS handshake. Check the port, or write ` +
        '"http://" for a registry without TLS.',
    );
  });

  it('with a server that never answers the handshake', async () => {
    const silent = await startTcpServer(() => undefined);
    const error = await failureOf(openRegistry({ endpoint: `https://${silent.host}`, timeoutMs: 2000 }).ping());
    await silent.close();
    expect(error.reason).toBe('timeout');
  });
});

describe('a TLS connection comes about', () => {
  it.each<[string, string, (folder: string) => Promise<OciTls & { extraRootsFile?: string }>]>([
    ['with the CA certificate', 'good', async () => ({ ca: get('authority').certificate })],
    [
      'with several CA certificates, not even on lines of their own',
      'good',
      async () => ({ ca: get('other authority').certificate + get('authority').certificate }),
    ],
    ['with the self-signed certificate as CA', 'self-signed', async () => ({ ca: get('self-signed').certificate })],
    [
      'with an intermediate and its root',
      'below intermediate',
      async () => ({ ca: get('intermediate').certificate + get('authority').certificate }),
    ],
    ['with any certificate, if told so', 'expired', async () => ({ insecureSkipVerify: true })],
    [
      'with roots from a file',
      'good',
      async (folder) => {
        await writeFile(join(folder, 'roots.pem'), get('authority').certificate);
        return { extraRootsFile: join(folder, 'roots.pem') };
      },
    ],
    [
      'with a file of roots that is gone',
      'good',
      async (folder) => ({ ca: get('authority').certificate, extraRootsFile: join(folder, 'gone.pem') }),
    ],
  ])('%s', async (_, name, settings) => {
    const folder = await mkdtemp(join(tmpdir(), 'roots-'));
    const { extraRootsFile, ...tls } = await settings(folder);
    const { endpoint } = await serve(name);
    await expect(openRegistry({ endpoint, tls, extraRootsFile }).ping()).resolves.toBeUndefined();
    await rm(folder, { recursive: true });
  });

  it('with the client certificate that the server wants', async () => {
    const { endpoint } = await serve('good', { requestCert: true, ca: get('authority').certificate });
    const { certificate, key } = get('client');
    const tls = { ca: get('authority').certificate, clientCertificate: certificate, clientKey: key };
    await expect(openRegistry({ endpoint, tls }).ping()).resolves.toBeUndefined();
  });
});

describe('TLS settings are refused before anything is sent', () => {
  const notPem = (got: string): string =>
    `The CA certificate is not a PEM certificate: got ${got}. Expected "-----BEGIN CERTIFICATE-----", base64 lines and ` +
    '"-----END CERTIFICATE-----". Use the whole file as it was issued.';
  const undamaged = 'Expected an undamaged PEM certificate. Use the whole file as it was issued.';
  const damaged = (pem: string): string => pem.replace(/\n[A-Za-z0-9+/]{20}/, '\n!!!!');

  it.each<[string, () => OciTls, string]>([
    ['a CA that is no PEM', () => ({ ca: 'no pem' }), notPem('a text without one')],
    ['a CA that is cut off', () => ({ ca: get('authority').certificate.slice(0, 300) }), notPem('a text without one')],
    ['a key as CA', () => ({ ca: get('authority').key }), notPem('a private key')],
    [
      'a damaged CA',
      () => ({ ca: damaged(get('authority').certificate) }),
      `The CA certificate cannot be read. ${undamaged}`,
    ],
    [
      'a damaged CA among several',
      () => ({ ca: get('authority').certificate + damaged(get('intermediate').certificate) }),
      `Certificate 2 of 2 in the CA certificate cannot be read. ${undamaged}`,
    ],
    [
      'a client certificate without a key',
      () => ({ clientCertificate: get('client').certificate }),
      'Got a client certificate without a client key. Expected both or none of them.',
    ],
    [
      'a client key without a certificate',
      () => ({ clientKey: get('client').key }),
      'Got a client key without a client certificate. Expected both or none of them.',
    ],
    [
      'the key of another certificate',
      () => ({ clientCertificate: get('client').certificate, clientKey: get('good').key }),
      'The client key does not belong to the client certificate. Expected the private key that the certificate was made for.',
    ],
    [
      'a client key that is none',
      () => ({ clientCertificate: get('client').certificate, clientKey: 'secret' }),
      'The client key cannot be read. Expected a private key in PEM form without a passphrase. Remove the passphrase, for ' +
        'example with "openssl pkey -in key.pem -out plain.pem".',
    ],
  ])('%s', (_, tls, message) => {
    const open = (): OciRegistry =>
      new OciRegistry({ endpoint: 'https://localhost', credentials: ANONYMOUS, tls: tls() });
    expect(open).toThrow(expect.objectContaining({ reason: 'tls', message }));
  });
});
