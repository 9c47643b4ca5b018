import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createServerIdentity } from '../../../src/bridge/plugin/certificate';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

describe('the server certificate', () => {
  const identity = createServerIdentity();
  const certificate = new X509Certificate(identity.certificateDer);

  it('is for localhost, by its subjectAltName', () => {
    expect(certificate.subject).toBe('CN=localhost');
    expect(certificate.subjectAltName).toBe('DNS:localhost');
    expect(certificate.checkHost('localhost', { subject: 'never' })).toBe('localhost');
  });

  it('signed itself, with the key that comes with it', () => {
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(identity.keyPem))).toBe(true);
    expect(certificate.ca).toBe(true);
  });

  it('has a P-256 key that may sign handshakes and certificates, for servers only', () => {
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(certificate.keyUsage).toEqual([SERVER_AUTH]);
    // BIT STRING, 2 bytes, 2 unused bits, digitalSignature and keyCertSign
    expect(identity.certificateDer.includes(Buffer.from('03020284', 'hex'))).toBe(true);
  });

  it('is the same as PEM and as DER', () => {
    expect(new X509Certificate(identity.certificatePem).raw).toEqual(identity.certificateDer);
  });

  it.each(Array.from({ length: 20 }, () => createServerIdentity()))(
    'has a positive serial number of 16 bytes',
    (made) => {
      expect(new X509Certificate(made.certificateDer).serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
    },
  );

  it.each([
    [
      'two digits for years before 2050',
      '2031-02-03T04:05:06Z',
      'Feb  3 04:04:06 2031 GMT',
      'Feb  3 04:05:06 2041 GMT',
    ],
    [
      'four digits for years from 2050 on',
      '2045-06-07T08:09:10Z',
      'Jun  7 08:08:10 2045 GMT',
      'Jun  7 08:09:10 2055 GMT',
    ],
  ])('is valid from a minute ago for ten years, with %s', (_, now, from, to) => {
    const made = new X509Certificate(createServerIdentity(new Date(now)).certificateDer);
    expect([made.validFrom, made.validTo]).toEqual([from, to]);
  });
});
