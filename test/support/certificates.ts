import { generate } from 'selfsigned';

/** PEM texts. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateWishes {
  readonly name: string;
  /** @default - self-signed */
  readonly issuer?: Certificate;
  /** May sign others. */
  readonly isAuthority?: boolean;
  /** Names and IPv4 addresses it is for. @default ["localhost", "127.0.0.1"] */
  readonly hosts?: readonly string[];
  /** Days from now. @default -1 */
  readonly validFromDay?: number;
  /** Days from now. @default 30 */
  readonly validToDay?: number;
  /** For clients instead of servers. */
  readonly isClient?: boolean;
}

const DAY_MS = 24 * 3600 * 1000;

/** A real certificate on the curve P-256: CA, intermediate, leaf, expired, for another host. */
export async function issueCertificate(wishes: CertificateWishes): Promise<Certificate> {
  const { name, issuer, isAuthority = false, isClient = false, hosts = ['localhost', '127.0.0.1'] } = wishes;
  const { validFromDay = -1, validToDay = 30 } = wishes;
  const altNames = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host },
  );
  const usage = { name: 'extKeyUsage' as const, serverAuth: !isClient, clientAuth: isClient };
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + validFromDay * DAY_MS),
    notAfterDate: new Date(Date.now() + validToDay * DAY_MS),
    ...(issuer !== undefined && { ca: { cert: issuer.certificate, key: issuer.key } }),
    extensions: [
      { name: 'basicConstraints', cA: isAuthority, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: isAuthority, critical: true },
      ...(isAuthority ? [] : [usage, { name: 'subjectAltName' as const, altNames }]),
    ],
  });
  return { certificate: made.cert, key: made.private };
}
