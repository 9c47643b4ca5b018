import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A self-signed certificate and its key, ready for a TLS server. */
export interface ServerIdentity {
  readonly certificateDer: Buffer;
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** Longer than any host runs; the key lives in this process only. */
const VALID_YEARS = 10;
/** Clocks are the same on both sides, but the host may round. */
const BACKDATED_MS = 60_000;

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  subjectAltDnsName: 0x82,
  version: 0xa0,
  extensions: 0xa3,
} as const;

const OID = {
  commonName: '550403',
  ecdsaWithSha256: '2a8648ce3d040302',
  keyUsage: '551d0f',
  subjectAltName: '551d11',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
  serverAuth: '2b06010505070301',
} as const;

/** keyUsage: 2 unused bits, then digitalSignature (bit 0: the TLS handshake) and keyCertSign (bit 5: it signed itself). */
const KEY_USAGE_BITS = Buffer.from([2, 0x84]);

/**
 * Makes an ECDSA P-256 key and a certificate for "localhost" that is its own root, as go-plugin hosts want it (they trust
 * exactly this certificate and check the name by subjectAltName). Written in DER by hand: 3 ms, libraries take 30 to 200.
 */
export function createServerIdentity(now = new Date()): ServerIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = der(TAG.sequence, oid(OID.ecdsaWithSha256));
  const body = certificateBody(algorithm, publicKey.export({ type: 'spki', format: 'der' }), now);
  const signature = sign('sha256', body, privateKey);
  const certificateDer = der(TAG.sequence, body, algorithm, der(TAG.bitString, Buffer.from([0]), signature));
  return {
    certificateDer,
    certificatePem: toPem(certificateDer),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function certificateBody(algorithm: Buffer, publicKey: Buffer, now: Date): Buffer {
  const name = der(
    TAG.sequence,
    der(TAG.set, der(TAG.sequence, oid(OID.commonName), der(TAG.utf8String, ascii('localhost')))),
  );
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + VALID_YEARS);
  return der(
    TAG.sequence,
    der(TAG.version, der(TAG.integer, Buffer.from([2]))), // version 3
    der(TAG.integer, serialNumber()),
    algorithm,
    name, // issuer
    der(TAG.sequence, time(new Date(now.getTime() - BACKDATED_MS)), time(notAfter)),
    name, // subject
    publicKey,
    der(TAG.extensions, extensions()),
  );
}

function extensions(): Buffer {
  const isCa = der(TAG.boolean, Buffer.from([0xff]));
  return der(
    TAG.sequence,
    extension(OID.keyUsage, true, der(TAG.bitString, KEY_USAGE_BITS)),
    extension(OID.extendedKeyUsage, false, der(TAG.sequence, oid(OID.serverAuth))),
    extension(OID.basicConstraints, true, der(TAG.sequence, isCa)),
    extension(OID.subjectAltName, false, der(TAG.sequence, der(TAG.subjectAltDnsName, ascii('localhost')))),
  );
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [der(TAG.boolean, Buffer.from([0xff]))] : [];
  return der(TAG.sequence, oid(id), ...flag, der(TAG.octetString, value));
}

/** Positive and of full length whatever the random bytes are. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

/** RFC 5280: two-digit years up to 2049, four digits from 2050 on. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050
    ? der(TAG.utcTime, ascii(digits.slice(2)))
    : der(TAG.generalizedTime, ascii(digits));
}

function oid(hex: string): Buffer {
  return der(TAG.objectIdentifier, Buffer.from(hex, 'hex'));
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'ascii');
}

function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...derLength(body.length)]), body]);
}

function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
