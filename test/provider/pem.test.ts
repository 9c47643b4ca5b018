import { generateKeyPairSync } from 'node:crypto';
import { pathTo } from '../../src/bridge/framework';
import { keyFitsCertificate, pemCertificate, pemPrivateKey } from '../../src/provider/pem';
import { type Certificate, issueCertificate } from '../support/certificates';

const path = pathTo('tls', 'ca_certificate');
const EXPECTED = 'Expected text that starts with "-----BEGIN CERTIFICATE-----", for example file("ca.crt").';
const BROKEN = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const newKey = (type: 'pkcs8' | 'sec1') =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type, format: 'pem' }).toString();

let pair: Certificate;
beforeAll(async () => {
  pair = await issueCertificate({ name: 'one' });
});

describe('a certificate', () => {
  it.each([
    ['as it is', (pem: string) => pem],
    ['twice', (pem: string) => `${pem}\n${pem}`],
    ['with text around it', (pem: string) => `subject=CN=one\n${pem}\n# end\n`],
    ['with line ends of Windows', (pem: string) => pem.replace(/\r?\n/g, '\r\n')],
  ])('is taken %s', (_, change) => {
    expect(pemCertificate().check(change(pair.certificate), path)).toEqual([]);
  });

  it.each([
    ['nothing', '', 'it is 0 characters of something else'],
    ['a file name', './certs/ca.crt', 'it looks like a file name; use file()'],
    ['base64', Buffer.alloc(120).toString('base64'), 'it looks like base64; use base64decode() first'],
    ['a key', newKey('pkcs8'), 'it holds a private key'],
    ['a sentence', 'hello, world!', 'it is 13 characters of something else'],
  ])('is not %s', (_, text, what) => {
    expect(pemCertificate().check(text, path)).toEqual([
      {
        severity: 'error',
        summary: 'Invalid Certificate',
        detail: `tls.ca_certificate holds no PEM certificate: ${what}. ${EXPECTED}`,
        path,
      },
    ]);
  });

  it('that is damaged is named by its number', () => {
    expect(pemCertificate().check(`${pair.certificate}\n${BROKEN}`, path)).toMatchObject([
      {
        detail:
          'Certificate 2 of 2 in tls.ca_certificate cannot be read. Check that the file is complete and was not changed on the way.',
      },
    ]);
  });
});

describe('a private key', () => {
  it.each(['pkcs8', 'sec1'] as const)('is taken as %s', (type) => {
    expect(pemPrivateKey().check(newKey(type), pathTo('key'))).toEqual([]);
  });

  const encrypted = generateKeyPairSync('ed25519').privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'p',
  });
  it.each([
    ['encrypted', encrypted.toString()],
    ['text', 'a secret'],
  ])('is refused when it is %s, without being shown', (_, text) => {
    expect(pemPrivateKey().check(text, pathTo('tls', 'client_key'))).toEqual([
      {
        severity: 'error',
        summary: 'Invalid Private Key',
        detail:
          'tls.client_key is not an unencrypted PEM private key. Expected text that starts with "-----BEGIN PRIVATE KEY-----" (or "EC" or "RSA PRIVATE KEY"), for example file("client.key").',
        path: pathTo('tls', 'client_key'),
      },
    ]);
  });

  it('fits its own certificate, no other, and nobody knows about a text', () => {
    expect(keyFitsCertificate(pair.key, pair.certificate)).toBe(true);
    expect(keyFitsCertificate(newKey('pkcs8'), pair.certificate)).toBe(false);
    expect(keyFitsCertificate('text', pair.certificate)).toBeUndefined();
  });
});
