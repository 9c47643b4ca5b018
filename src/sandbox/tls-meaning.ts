import { type OciTls } from '../oci';
import { type TlsConfiguration } from './wire';

/**
 * What Palette's server makes of a TLS object, after the vendor's own analysis (provider pull request 978, said of Helm
 * registries): not enabled = no TLS settings at all, so only the system's roots; the trust anchor comes from `ca` alone;
 * `certificate` and `key` are the client's pair and never trusted.
 */
export function ociTls(tls: TlsConfiguration | undefined): OciTls | undefined {
  if (!tls?.enabled) return undefined;
  return {
    ca: tls.ca || undefined,
    clientCertificate: tls.certificate || undefined,
    clientKey: tls.key || undefined,
    insecureSkipVerify: tls.insecureSkipVerify === true,
  };
}
