import { generate } from 'selfsigned';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 3600 * 1000;

export interface CertificateWishes {
  readonly name: string;
  readonly isAuthority?: boolean;
  readonly issuer?: Certificate;
  /** Names and addresses it is for. @default localhost and 127.0.0.1 */
  readonly hosts?: readonly string[];
  /** Days from now. */
  readonly validFrom?: number;
  readonly validTo?: number;
}

/** A real certificate, self-signed if no issuer is given. */
export async function makeCertificate(wishes: CertificateWishes): Promise<Certificate> {
  const hosts = wishes.hosts ?? ['localhost', '127.0.0.1'];
  const altNames = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host },
  );
  const isAuthority = wishes.isAuthority === true;
  const made = await generate([{ name: 'commonName', value: wishes.name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + (wishes.validFrom ?? -1) * DAY_MS),
    notAfterDate: new Date(Date.now() + (wishes.validTo ?? 30) * DAY_MS),
    ...(wishes.issuer !== undefined && { ca: wishes.issuer }),
    extensions: [
      { name: 'basicConstraints', cA: isAuthority, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: isAuthority },
      ...(isAuthority ? [] : [{ name: 'subjectAltName' as const, altNames }]),
    ],
  });
  return { cert: made.cert, key: made.private };
}
