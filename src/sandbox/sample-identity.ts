import type * as SelfSigned from 'selfsigned';
import { randomBytes } from 'node:crypto';

/** What makes a sample registry the same one after a restart: registries that point at it must go on working. */
export interface SampleRegistryIdentity {
  port: number;
  readonly username: string;
  readonly password: string;
  /** PEM, self-signed, and therefore its own trust anchor. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
}

const LIFETIME_DAYS = 825;

export async function newSampleIdentity(): Promise<SampleRegistryIdentity> {
  // Loaded on first use: about 150 ms that only a sandbox with a new sample registry needs.
  const { generate }: typeof SelfSigned = require('selfsigned');
  const notBeforeDate = new Date(Date.now() - 24 * 60 * 60 * 1000);
  const notAfterDate = new Date(notBeforeDate.getTime() + LIFETIME_DAYS * 24 * 60 * 60 * 1000);
  const pems = await generate([{ name: 'commonName', value: 'Palette sandbox sample registry' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const password = randomBytes(12).toString('base64url');
  return { port: 0, username: 'palette', password, certificate: pems.cert, privateKey: pems.private };
}
