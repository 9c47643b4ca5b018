import { type ExchangeStage, type NetworkProblem, readConnectionFailure, type TlsProblem } from '../http';

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

const peer = (to: Destination): string => (to.proxy === undefined ? `"${to.host}"` : `the proxy "${to.proxy}"`);

const giveCa = 'Add the certificate of that authority as CA certificate';
const noSecureConnection: Sentence = ({ host }) => `No secure connection to "${host}" came about.`;

const TLS: Readonly<Record<TlsProblem, Sentence>> = {
  'unknown-authority': ({ host }) =>
    `The certificate of "${host}" is not signed by an authority that is trusted here, or the server leaves out an intermediate certificate. ${giveCa}, or let the server send its whole chain.`,
  'self-signed': ({ host }) =>
    `The certificate of "${host}" is self-signed and not trusted here. Add that certificate itself as CA certificate.`,
  'unknown-root': ({ host }) =>
    `"${host}" sent a certificate chain that ends in a root that is not trusted here. ${giveCa}; a proxy that opens TLS connections shows itself in this way too.`,
  'root-missing': ({ host }) =>
    `The CA certificate for "${host}" is an intermediate one. Add its root certificate too.`,
  expired: ({ host }) => `The certificate of "${host}" has expired. Renew it, or set this computer's clock.`,
  'not-yet-valid': ({ host }) =>
    `The certificate of "${host}" is not valid yet. Set this computer's clock, or the server's.`,
  'other-name': ({ host }) =>
    `The certificate that "${host}" sent is for another name. Use a host name that the certificate holds.`,
  'no-tls': ({ host }) => `"${host}" does not speak TLS on this port. Check the host and its port.`,
  'old-tls': ({ host }) => `"${host}" speaks no TLS version that is still safe (1.2 or newer). Update the server.`,
  'client-certificate': noSecureConnection,
  other: noSecureConnection,
};

const noRoute: Sentence = (to) => `There is no way through the network to ${peer(to)}.`;

const NETWORK: Readonly<Record<Exclude<NetworkProblem, 'broken' | 'proxy-refusal'>, Sentence>> = {
  'unknown-name': (to) =>
    `The name of ${peer(to)} is not known. Check how the host is written, and the DNS of this computer.`,
  'dns-silent': (to) => `The name of ${peer(to)} could not be looked up: the DNS server does not answer.`,
  refused: (to) => `Nothing accepts connections at ${peer(to)}. Check the host and its port.`,
  'no-route': noRoute,
  lost: (to) => `The connection to ${peer(to)} was lost: no sign of it any more.`,
  'connect-timeout': (to) =>
    `No connection to ${peer(to)} came about in time. A firewall may drop it: check the host, and whether a proxy is needed (HTTPS_PROXY).`,
  'not-http': ({ host }) => `"${host}" does not speak HTTP on this port. Check the host and its port.`,
  'headers-too-large': ({ host }) =>
    `"${host}" answered with headers that are larger than Palette's ever are. Check the host.`,
  'proxy-certificate': ({ proxy }) => `The certificate of the proxy "${proxy}" is not accepted. Check HTTPS_PROXY.`,
  other: (to) => `The connection to ${peer(to)} failed.`,
};

const BROKEN: Readonly<Record<ExchangeStage, Sentence>> = {
  connecting: (to) =>
    `The connection to ${peer(to)} was cut before it was ready. A firewall or proxy in between may forbid it.`,
  sent: ({ host }) => `"${host}" closed the connection before it answered.`,
  answering: ({ host }) => `"${host}" closed the connection in the middle of its answer.`,
};

/** All that is not listed here is "unreachable". */
const REASONS: Readonly<Partial<Record<NetworkProblem, TransportProblem['reason']>>> = {
  'proxy-certificate': 'tls',
  'not-http': 'unexpected-answer',
  'headers-too-large': 'unexpected-answer',
};

/** A moment later all may be well. */
const TRANSIENT: ReadonlySet<NetworkProblem> = new Set([
  'dns-silent',
  'refused',
  'no-route',
  'lost',
  'connect-timeout',
  'broken',
]);

/** Says what a failure below HTTP means for a call of Palette. */
export function explainTransportError(error: unknown, stage: ExchangeStage, to: Destination): TransportProblem {
  const failure = readConnectionFailure(error);
  const evidence = [failure.code, failure.text].filter((part) => part !== undefined && part !== '').join(', ');
  if (failure.layer === 'tls') {
    return { reason: 'tls', sentence: TLS[failure.problem](to), evidence, transient: false };
  }
  const { problem, proxyStatus = 0 } = failure;
  if (problem === 'proxy-refusal') {
    const advice =
      proxyStatus === 407 ? 'Put its user name and password into HTTPS_PROXY.' : 'Allow that host in the proxy.';
    const sentence = `The proxy "${to.proxy}" refused a connection to "${to.host}" (${proxyStatus}). ${advice}`;
    return { reason: 'unreachable', sentence, evidence, transient: [502, 503, 504].includes(proxyStatus) };
  }
  const sentence = problem === 'broken' ? BROKEN[stage] : NETWORK[problem];
  const reason = REASONS[problem] ?? 'unreachable';
  return { reason, sentence: sentence(to), evidence, transient: TRANSIENT.has(problem) };
}
