import { type Environment } from '../http';

export interface OciTls {
  /** PEM of one or several certificates, trusted besides the system's roots. */
  readonly ca?: string;
  /** PEM; shown to a registry that asks for it. Needs `clientKey`. */
  readonly clientCertificate?: string;
  /** PEM, without passphrase. */
  readonly clientKey?: string;
  /** Takes any certificate. @default false */
  readonly insecureSkipVerify?: boolean;
}

export type OciCredentials =
  | { readonly type: 'anonymous' }
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  /** A ready-made bearer token, sent as it is. */
  | { readonly type: 'token'; readonly token: string };

export interface OciRegistryOptions {
  /** `https://host[:port]`, or `http://` for a registry without TLS. A path counts as the beginning of `basePath`. */
  readonly endpoint: string;
  /**
   * Path that belongs to the registry, for example JFrog Artifactory's `artifactory/api/docker/my-repo`. It is looked for
   * in front of `/v2/` first; where no API answers there, behind it, as the beginning of every repository's name.
   * @default - the API is at /v2/
   */
  readonly basePath?: string;
  readonly credentials: OciCredentials;
  readonly tls?: OciTls;
  /** For each request, from the connection to the last byte. @default 30000 */
  readonly timeoutMs?: number;
  /** PEM file of certificates trusted besides the system's roots (what NODE_EXTRA_CA_CERTS names). */
  readonly extraRootsFile?: string;
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up: the environment of the process, as a rule. @default - no proxy */
  readonly environment?: Environment;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}
