import { type TlsProblem } from '../http';

/** What to do about each problem of TLS. `host` is a noun phrase such as `the registry "example.com"`. */
export const TLS_FAILURES: Readonly<Record<TlsProblem, (host: string) => string>> = {
  'unknown-authority': (host) =>
    `The certificate of ${host} is signed by an authority that is not trusted here, or the server leaves out an ` +
    'intermediate certificate. Expected a chain up to a trusted root. Give the CA certificate of that authority, or let the ' +
    'server send its whole chain.',
  'unknown-root': (host) =>
    `The certificate chain of ${host} ends in a root that is not trusted here. Expected a trusted root. Give ` +
    'that root as CA certificate. A proxy that opens TLS connections shows itself in the same way.',
  'self-signed': (host) =>
    `The certificate of ${host} is self-signed. Expected one that is trusted here. Give that certificate itself ` +
    'as CA certificate.',
  'root-missing': (host) =>
    `The CA certificate given for ${host} is an intermediate one. Expected a chain up to a root. Add the root ` +
    'certificate to it.',
  expired: (host) =>
    `The certificate of ${host} has expired. Expected a valid one. Renew it; if it is valid, check the clock of ` +
    'this computer.',
  'not-yet-valid': (host) =>
    `The certificate of ${host} is not valid yet. Expected a valid one. Check the clock of this computer and of ` +
    'the one that issued it.',
  'other-name': (host) =>
    `The certificate of ${host} was issued for another name. Expected that host among its names. Use a name that ` +
    'the certificate holds, or have it issued anew.',
  'no-tls': (host) =>
    `${host} does not speak TLS at this port. Expected a TLS handshake. Check the port, or write "http://" for a ` +
    'registry without TLS.',
  'old-tls': (host) =>
    `${host} and this client have no TLS version in common. Expected TLS 1.2 or newer. Update the server.`,
  'client-certificate': (host) =>
    `${host} broke off the TLS handshake. It may expect a client certificate, or not trust the one it was shown. ` +
    'Give a client certificate and key that the server accepts.',
  other: (host) =>
    `No secure connection to ${host} came about. Expected a TLS handshake. Check the port and the TLS settings of the server.`,
};
