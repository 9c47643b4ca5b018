const unknownAuthority = (host: string): string =>
  `The certificate of ${host} is signed by an authority that is not trusted here, or the server leaves out an ` +
  'intermediate certificate. Expected a chain up to a trusted root. Give the CA certificate of that authority, or let the ' +
  'server send its whole chain.';
const noTls = (host: string): string =>
  `${host} does not speak TLS at this port. Expected a TLS handshake. Check the port, or write "http://" for a ` +
  'registry without TLS.';
const oldTls = (host: string): string =>
  `${host} and this client have no TLS version in common. Expected TLS 1.2 or newer. Update the server.`;
const clientCertificate = (host: string): string =>
  `${host} broke off the TLS handshake. It may expect a client certificate, or not trust the one it was shown. ` +
  'Give a client certificate and key that the server accepts.';

/**
 * What a code of OpenSSL or Node means for a user. Codes as observed against servers that fail in each of these ways.
 * `host` is a noun phrase such as `the registry "example.com"`.
 */
export const TLS_FAILURES: Readonly<Record<string, (host: string) => string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: (host) =>
    `The certificate chain of ${host} ends in a root that is not trusted here. Expected a trusted root. Give ` +
    'that root as CA certificate. A proxy that opens TLS connections shows itself in the same way.',
  DEPTH_ZERO_SELF_SIGNED_CERT: (host) =>
    `The certificate of ${host} is self-signed. Expected one that is trusted here. Give that certificate itself ` +
    'as CA certificate.',
  UNABLE_TO_GET_ISSUER_CERT: (host) =>
    `The CA certificate given for ${host} is an intermediate one. Expected a chain up to a root. Add the root ` +
    'certificate to it.',
  CERT_HAS_EXPIRED: (host) =>
    `The certificate of ${host} has expired. Expected a valid one. Renew it; if it is valid, check the clock of ` +
    'this computer.',
  CERT_NOT_YET_VALID: (host) =>
    `The certificate of ${host} is not valid yet. Expected a valid one. Check the clock of this computer and of ` +
    'the one that issued it.',
  ERR_TLS_CERT_ALTNAME_INVALID: (host) =>
    `The certificate of ${host} was issued for another name. Expected that host among its names. Use a name that ` +
    'the certificate holds, or have it issued anew.',
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldTls,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: clientCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: clientCertificate,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: clientCertificate,
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE': clientCertificate,
};

/** For codes that are not in the table. */
export function otherTlsFailure(host: string): string {
  return `No secure connection to ${host} came about. Expected a TLS handshake. Check the port and the TLS settings of the server.`;
}
