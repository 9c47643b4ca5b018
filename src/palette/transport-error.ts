import type { ExchangeStage } from './exchange';
import { messageOf } from './redact';

/** Where the request was going. `proxy` without its password. */
export interface Destination {
  readonly host: string;
  readonly proxy?: string;
}

export interface TransportProblem {
  readonly reason: 'unreachable' | 'tls' | 'unexpected-answer';
  /** What happened and what to do, in one or two sentences. */
  readonly sentence: string;
  /** The error's own code and text. */
  readonly evidence: string;
  readonly transient: boolean;
}

type Sentence = (to: Destination) => string;
interface Row {
  readonly sentence: Sentence;
  readonly transient?: boolean;
}

const peer = (to: Destination): string => (to.proxy === undefined ? `"${to.host}"` : `the proxy "${to.proxy}"`);

const giveCa = 'Add the certificate of that authority as CA certificate';

/** Codes of Node and OpenSSL for a certificate or handshake that is not accepted. None of them gets better by repeating. */
const TLS: Readonly<Record<string, Sentence>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ({ host }) =>
    `The certificate of "${host}" is not signed by an authority that is trusted here, or the server leaves out an intermediate certificate. ${giveCa}, or let the server send its whole chain.`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ({ host }) =>
    `The certificate of "${host}" is not signed by an authority that is trusted here, or the server leaves out an intermediate certificate. ${giveCa}, or let the server send its whole chain.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: ({ host }) =>
    `The certificate of "${host}" is self-signed and not trusted here. Add that certificate itself as CA certificate.`,
  SELF_SIGNED_CERT_IN_CHAIN: ({ host }) =>
    `"${host}" sent a certificate chain that ends in a root that is not trusted here. ${giveCa}; a proxy that opens TLS connections shows itself in this way too.`,
  UNABLE_TO_GET_ISSUER_CERT: ({ host }) =>
    `The CA certificate for "${host}" is an intermediate one. Add its root certificate too.`,
  CERT_HAS_EXPIRED: ({ host }) => `The certificate of "${host}" has expired. Renew it, or set this computer's clock.`,
  CERT_NOT_YET_VALID: ({ host }) =>
    `The certificate of "${host}" is not valid yet. Set this computer's clock, or the server's.`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }) =>
    `The certificate that "${host}" sent is for another name. Use a host name that the certificate holds.`,
  ERR_SSL_WRONG_VERSION_NUMBER: ({ host }) => `"${host}" does not speak TLS on this port. Check the host and its port.`,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: ({ host }) =>
    `"${host}" speaks no TLS version that is still safe (1.2 or newer). Update the server.`,
  ERR_SSL_UNSUPPORTED_PROTOCOL: ({ host }) =>
    `"${host}" speaks no TLS version that is still safe (1.2 or newer). Update the server.`,
  UND_ERR_PRX_TLS: ({ proxy }) => `The certificate of the proxy "${proxy}" is not accepted. Check HTTPS_PROXY.`,
};

/** Codes of the network. */
const NETWORK: Readonly<Record<string, Row>> = {
  ENOTFOUND: {
    sentence: (to) =>
      `The name of ${peer(to)} is not known. Check how the host is written, and the DNS of this computer.`,
  },
  EAI_AGAIN: {
    sentence: (to) => `The name of ${peer(to)} could not be looked up: the DNS server does not answer.`,
    transient: true,
  },
  ECONNREFUSED: {
    sentence: (to) => `Nothing accepts connections at ${peer(to)}. Check the host and its port.`,
    transient: true,
  },
  EHOSTUNREACH: { sentence: (to) => `There is no way through the network to ${peer(to)}.`, transient: true },
  ENETUNREACH: { sentence: (to) => `There is no way through the network to ${peer(to)}.`, transient: true },
  ETIMEDOUT: { sentence: (to) => `The connection to ${peer(to)} was lost: no sign of it any more.`, transient: true },
  UND_ERR_CONNECT_TIMEOUT: {
    sentence: (to) =>
      `No connection to ${peer(to)} came about in time. A firewall may drop it: check the host, and whether a proxy is needed (HTTPS_PROXY).`,
    transient: true,
  },
};

const BROKEN: Readonly<Record<ExchangeStage, Sentence>> = {
  connecting: (to) =>
    `The connection to ${peer(to)} was cut before it was ready. A firewall or proxy in between may forbid it.`,
  sent: ({ host }) => `"${host}" closed the connection before it answered.`,
  answering: ({ host }) => `"${host}" closed the connection in the middle of its answer.`,
};
const BROKEN_CODES: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Says what a failure below HTTP means. The table behind it was observed, code by code, with undici 7. */
export function explainTransportError(error: unknown, stage: ExchangeStage, to: Destination): TransportProblem {
  const code = codeOf(error);
  const evidence = [code, withoutAddresses(messageOf(error))].filter((part) => part !== '').join(', ');
  const tls = TLS[code];
  if (tls !== undefined) return { reason: 'tls', sentence: tls(to), evidence, transient: false };
  const row = NETWORK[code];
  if (row !== undefined) {
    return { reason: 'unreachable', sentence: row.sentence(to), evidence, transient: row.transient ?? false };
  }
  if (BROKEN_CODES.has(code)) return { reason: 'unreachable', sentence: BROKEN[stage](to), evidence, transient: true };
  return explainByShape(error, code, evidence, to);
}

function explainByShape(error: unknown, code: string, evidence: string, to: Destination): TransportProblem {
  const denied = /^Proxy response \((\d+)\)/.exec(messageOf(error))?.[1];
  if (denied !== undefined) {
    const sentence = `The proxy "${to.proxy}" refused a connection to "${to.host}" (${denied}). ${denied === '407' ? 'Put its user name and password into HTTPS_PROXY.' : 'Allow that host in the proxy.'}`;
    return { reason: 'unreachable', sentence, evidence, transient: /^50[234]$/.test(denied) };
  }
  if (nameOf(error) === 'HTTPParserError') {
    const sentence = `"${to.host}" does not speak HTTP on this port. Check the host and its port.`;
    return { reason: 'unexpected-answer', sentence, evidence, transient: false };
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    const sentence = `"${to.host}" answered with headers that are larger than Palette's ever are. Check the host.`;
    return { reason: 'unexpected-answer', sentence, evidence, transient: false };
  }
  if (/^ERR_(SSL|TLS)_/.test(code)) {
    return { reason: 'tls', sentence: `No secure connection to "${to.host}" came about.`, evidence, transient: false };
  }
  return { reason: 'unreachable', sentence: `The connection to ${peer(to)} failed.`, evidence, transient: false };
}

/**
 * OpenSSL writes `80CC6D8FD17F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../record.c:350:` and
 * a line break: the library and the reason say something to a person, the address in memory and the place in C do not.
 */
function withoutAddresses(message: string): string {
  return message
    .replace(/(?:[0-9A-F]+:)?error:[0-9A-F]+:([^:\n]*):[^:\n]*:([^:\n]*)[^\n]*\n?/gi, '$1: $2; ')
    .replace(/; $/, '');
}

function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
