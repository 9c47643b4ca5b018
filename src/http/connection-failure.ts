import { codeOf, messageOf, nameOf } from './thrown';

/**
 * Codes of Node and OpenSSL for a server, its certificate and us who do not agree, as observed against servers that fail in
 * each of these ways. None of it gets better by repeating.
 */
const TLS_PROBLEMS = {
  // Or the server leaves out an intermediate certificate.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  // Sent by the server itself.
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-root',
  // What was given as authority is an intermediate certificate.
  UNABLE_TO_GET_ISSUER_CERT: 'root-missing',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no-tls',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'old-tls',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'old-tls',
  // The server wants one, or another one.
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client-certificate',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'client-certificate',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'client-certificate',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE': 'client-certificate',
} as const;

/** Of those that are not in the table; the last ones are OpenSSL's for a certificate that is not fit for a server. */
const TLS_CODE = /^(ERR_(SSL|TLS|OSSL)_|CERT_|INVALID_(CA|PURPOSE)$)/;

/** Codes of Node and undici 7 for all else. */
const NETWORK_PROBLEMS = {
  ENOTFOUND: 'unknown-name',
  EAI_AGAIN: 'dns-silent',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ETIMEDOUT: 'lost',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ECONNRESET: 'broken',
  EPIPE: 'broken',
  UND_ERR_SOCKET: 'broken',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broken',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  UND_ERR_PRX_TLS: 'proxy-certificate',
} as const;

/** The words of undici for a proxy that refuses a tunnel, and for one that refuses a request without a tunnel. */
const PROXY_REFUSAL = /^Proxy (?:response|Authentication Required) \((\d+)\)/;

type ValueOf<T> = T[keyof T];
export type TlsProblem = ValueOf<typeof TLS_PROBLEMS> | 'other';
export type NetworkProblem = ValueOf<typeof NETWORK_PROBLEMS> | 'not-http' | 'proxy-refusal' | 'other';

/** What the failure of a connection means, for a room to say in its own words. */
export type ConnectionFailure = {
  /** Of Node, OpenSSL or undici. */
  readonly code?: string;
  /** The error's own words. */
  readonly text: string;
  /** With which a proxy refused. */
  readonly proxyStatus?: number;
} & (
  | { readonly layer: 'tls'; readonly problem: TlsProblem }
  | { readonly layer: 'network'; readonly problem: NetworkProblem }
);

/** Finds out what a failure below HTTP means. */
export function readConnectionFailure(error: unknown): ConnectionFailure {
  const code = codeOf(error);
  const message = messageOf(error);
  const evidence = { code, text: withoutAddresses(message) };
  const refusal = PROXY_REFUSAL.exec(message)?.[1];
  if (refusal !== undefined) {
    return { ...evidence, layer: 'network', problem: 'proxy-refusal', proxyStatus: Number(refusal) };
  }
  if (nameOf(error) === 'HTTPParserError') return { ...evidence, layer: 'network', problem: 'not-http' };
  const tls = problemOf(TLS_PROBLEMS, code) ?? (TLS_CODE.test(code ?? '') ? 'other' : undefined);
  if (tls !== undefined) return { ...evidence, layer: 'tls', problem: tls };
  return { ...evidence, layer: 'network', problem: problemOf(NETWORK_PROBLEMS, code) ?? 'other' };
}

function problemOf<T>(problems: Readonly<Record<string, T>>, code = ''): T | undefined {
  return problems[code];
}

/**
 * OpenSSL writes `80CC6D8FD17F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../record.c:350:` and
 * a line break: the library and the reason say something to a person, the address in memory and the place in C do not.
 */
function withoutAddresses(message: string): string {
  return message
    .replace(/(?:[0-9A-F]+:)?error:[0-9A-F]+:([^:\n]*):[^:\n]*:([^:\n]*)[^\n]*\n?/gi, '$1: $2; ')
    .replace(/; $/, '')
    .trim();
}
