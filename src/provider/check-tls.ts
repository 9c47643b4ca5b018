import { type Diagnostics, isUnknown, pathTo, type Unknown } from '../bridge/framework';
import { keyFitsCertificate } from './pem';

/** The arguments of a `tls` block; anything may be unknown yet. */
interface Tls {
  readonly ca_certificate: unknown;
  readonly client_certificate: unknown;
  readonly client_key: unknown;
  /** Where there is such an argument. */
  readonly client_key_wo?: unknown;
  readonly insecure_skip_verify: unknown;
}

/** Certificates that have no effect, keys that do not fit. */
export function checkTls({ tls }: { readonly tls: Tls | Unknown | null }, diagnostics: Diagnostics): void {
  if (tls === null || isUnknown(tls)) return;
  const { ca_certificate: ca, client_certificate: certificate, insecure_skip_verify: skip } = tls;
  if (skip === true && ca !== null && !isUnknown(ca)) {
    const detail =
      '"insecure_skip_verify" is on, so the certificate in "ca_certificate" is not used. Remove one of them; ' +
      'the certificate is the safe way.';
    diagnostics.warning('Certificate Without Effect', detail, pathTo('tls', 'insecure_skip_verify'));
  }
  const key = typeof tls.client_key_wo === 'string' ? tls.client_key_wo : tls.client_key;
  if (typeof key !== 'string' || typeof certificate !== 'string') return;
  if (keyFitsCertificate(key, certificate) === false) {
    const name = typeof tls.client_key_wo === 'string' ? 'client_key_wo' : 'client_key';
    const detail = `"${name}" is not the key of "client_certificate". Give the two files of one pair.`;
    diagnostics.error('Key Does Not Fit The Certificate', detail, pathTo('tls', name));
  }
}
