import { type ServerOptions } from 'node:https';
import { generate } from 'selfsigned';
import { type OciTls, type ProbeResult } from '../../../src/oci';
import { type Certificate, type CertificateWishes, issueCertificate } from '../../support/certificates';
import { sendJson, startOddServer } from '../../support/odd-server';
import { failureOf, probe, sentencesOf } from './setup';

const certificates = new Map<string, Certificate>();
const get = (name: string): Certificate => certificates.get(name) ?? { certificate: '', key: '' };
const day = (days: number): string => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

beforeAll(async () => {
  const issue = async (name: string, wishes: Omit<CertificateWishes, 'name'>): Promise<void> => {
    certificates.set(name, await issueCertificate({ name, validToDay: 300, ...wishes }));
  };
  await issue('authority', { isAuthority: true });
  await issue('other authority', { isAuthority: true });
  await issue('intermediate', { isAuthority: true, issuer: get('authority') });
  const issuer = get('authority');
  await issue('good', { issuer });
  await issue('ending', { issuer, validToDay: 5.5 });
  await issue('below intermediate', { issuer: get('intermediate') });
  await issue('self-signed', {});
  await issue('expired', { issuer, validFromDay: -30, validToDay: -1 });
  await issue('future', { issuer, validFromDay: 2 });
  await issue('other host', { issuer, hosts: ['registry.example.com', '10.0.0.1'] });
});

interface Wishes {
  readonly tls?: OciTls;
  readonly server?: ServerOptions;
}

/** Probes a server that has the certificate; only TLS is looked at. */
async function probeCertificate(name: string, wishes: Wishes = {}): Promise<ProbeResult & { host: string }> {
  const { certificate, key } = get(name);
  const options = { cert: certificate, key, ...wishes.server };
  const server = await startOddServer((_, response) => sendJson(response, 200, {}), options);
  const result = await probe({ endpoint: server.endpoint, basePaths: [], tls: wishes.tls });
  await server.close();
  return { ...result, host: server.host };
}

function description(name: string, issuer = 'authority', until = day(300), hosts = 'localhost, 127.0.0.1'): string {
  return `The certificate of "CN=${name}" holds for ${hosts}, was issued by "CN=${issuer}" and is valid until ${until}.`;
}

const unknownAuthority =
  'The certificate of the registry "HOST" is signed by an authority that is not trusted here, or the server leaves out an ' +
  'intermediate certificate. Expected a chain up to a trusted root. Give the CA certificate of that authority, or let the ' +
  'server send its whole chain. ';

describe('TLS fails with a sentence of its own, and with what the certificate says,', () => {
  it.each<[string, string, string | undefined, string, string]>([
    [
      'without the CA certificate',
      'good',
      undefined,
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      unknownAuthority + description('good'),
    ],
    [
      'with the wrong CA certificate',
      'good',
      'other authority',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      unknownAuthority + description('good'),
    ],
    [
      'without the intermediate certificate',
      'below intermediate',
      'authority',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      unknownAuthority + description('below intermediate', 'intermediate'),
    ],
    [
      'with the intermediate as CA certificate',
      'below intermediate',
      'intermediate',
      'UNABLE_TO_GET_ISSUER_CERT',
      'The CA certificate given for the registry "HOST" is an intermediate one. Expected a chain up to a root. Add the root ' +
        `certificate to it. ${description('below intermediate', 'intermediate')}`,
    ],
    [
      'with a self-signed certificate',
      'self-signed',
      undefined,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'The certificate of the registry "HOST" is self-signed. Expected one that is trusted here. Give that certificate ' +
        `itself as CA certificate. ${description('self-signed', 'self-signed')}`,
    ],
    [
      'with an expired certificate',
      'expired',
      'authority',
      'CERT_HAS_EXPIRED',
      'The certificate of the registry "HOST" has expired. Expected a valid one. Renew it; if it is valid, check the clock ' +
        `of this computer. ${description('expired', 'authority', day(-1))}`,
    ],
    [
      'with a certificate of tomorrow',
      'future',
      'authority',
      'CERT_NOT_YET_VALID',
      'The certificate of the registry "HOST" is not valid yet. Expected a valid one. Check the clock of this computer and ' +
        `of the one that issued it. ${description('future')}`,
    ],
    [
      'with a certificate for another host',
      'other host',
      'authority',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'The certificate of the registry "HOST" was issued for another name. Expected that host among its names. Use a name ' +
        'that the certificate holds, or have it issued anew. ' +
        description('other host', 'authority', day(300), 'registry.example.com, 10.0.0.1'),
    ],
  ])('%s', async (_, name, ca, code, sentences) => {
    const tls = ca === undefined ? undefined : { ca: get(ca).certificate };
    const result = await probeCertificate(name, { tls });
    const detail = `${sentences.replace('HOST', result.host)}\n\nTLS https://${result.host}/: ${code}`;
    expect(failureOf(result)).toEqual({ name: 'TLS', detail });
  });

  it('with a chain whose root is not known', async () => {
    const chain = ['below intermediate', 'intermediate', 'authority'].map((name) => get(name).certificate).join('\n');
    const result = await probeCertificate('below intermediate', { server: { cert: chain } });
    expect(failureOf(result)).toEqual({
      name: 'TLS',
      detail:
        `The certificate chain of the registry "${result.host}" ends in a root that is not trusted here. Expected a trusted ` +
        'root. Give that root as CA certificate. A proxy that opens TLS connections shows itself in the same way. ' +
        `${description('below intermediate', 'intermediate')}\n\nTLS https://${result.host}/: SELF_SIGNED_CERT_IN_CHAIN`,
    });
  });
});

it('TLS fails where the server has no version in common', async () => {
  const server = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const result = await probeCertificate('good', { server, tls: { ca: get('authority').certificate } });
  expect(failureOf(result)).toEqual({
    name: 'TLS',
    detail: expect.stringMatching(
      `The registry "${result.host}" and this client have no TLS version in common. Expected TLS 1.2 or newer. Update the server.`,
    ),
  });
});

it('a server that wants a client certificate takes the handshake, but not the first request', async () => {
  const ca = get('authority').certificate;
  const result = await probeCertificate('good', { server: { requestCert: true, ca }, tls: { ca } });
  const { name, detail } = failureOf(result);
  expect([name, detail]).toEqual(['authentication', expect.stringContaining('It may expect a client certificate')]);
});

describe('TLS says what it found', () => {
  it('for a certificate that is right', async () => {
    const result = await probeCertificate('good', { tls: { ca: get('authority').certificate } });
    expect(result.ok).toBe(true);
    expect(sentencesOf(result)['TLS']).toBe(`ok: TLSv1.3. ${description('good')}`);
  });

  it('with a warning, for one that ends soon', async () => {
    const result = await probeCertificate('ending', { tls: { ca: get('authority').certificate } });
    expect(sentencesOf(result)['TLS']).toBe(
      `ok: TLSv1.3. ${description('ending', 'authority', day(5.5))} Warning: it expires in 5 days. Renew it.`,
    );
  });

  it('with a warning, for one that names its host in the subject only', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      notAfterDate: new Date(Date.now() + 300 * 24 * 3600 * 1000),
      extensions: [{ name: 'basicConstraints', cA: false }],
    });
    const server = await startOddServer((_, response) => sendJson(response, 200, {}), { cert, key });
    const endpoint = server.endpoint.replace('127.0.0.1', 'localhost');
    const result = await probe({ endpoint, tls: { ca: cert }, basePaths: [] });
    await server.close();
    expect(sentencesOf(result)['TLS']).toBe(
      `ok: TLSv1.3. The certificate of "CN=localhost" holds no host names, was issued by "CN=localhost" and is valid until ` +
        `${day(300)}. Warning: its host stands in the subject only, which programs written in Go do not accept. Have it ` +
        'issued anew with a subject alternative name.',
    );
  });

  it.each([
    ['self-signed', 'self-signed', 'self-signed. Expected one that is trusted here'],
    ['expired', 'authority', 'has expired'],
  ])('for one that is %s, if it is not to be verified', async (name, issuer, sentence) => {
    const result = await probeCertificate(name, { tls: { insecureSkipVerify: true } });
    expect(result.ok).toBe(true);
    const until = name === 'expired' ? day(-1) : undefined;
    expect(sentencesOf(result)['TLS']).toContain(
      `ok: TLSv1.3. ${description(name, issuer, until)} It is not verified, as asked. It would be refused: The certificate of`,
    );
    expect(sentencesOf(result)['TLS']).toContain(sentence);
  });
});

it('it is an error that the CA certificate cannot be read', async () => {
  const rejected = probe({ endpoint: 'https://localhost', tls: { ca: get('good').key } });
  await expect(rejected).rejects.toThrow('The CA certificate is not a PEM certificate: got a private key.');
});
