import {
  type ConnectionFailure,
  type ExchangeFailure,
  type ExchangeStage,
  type NetworkProblem,
  readConnectionFailure,
} from '../http';
import { OciError, type OciErrorReason } from './oci-error';
import { TLS_FAILURES } from './tls-failures';

/** What was going on when a request failed below HTTP. */
export interface Situation {
  readonly method: string;
  readonly url: URL;
  /** What the host is: "registry", "token server". */
  readonly role: string;
  readonly proxy?: URL;
  readonly timeoutMs: number;
  /** Of a request. @default "connection" */
  readonly why?: ExchangeFailure['why'];
  /** Of a request. @default "connecting" */
  readonly stage?: ExchangeStage;
}

type Explanation = readonly [OciErrorReason, string];
type Explain = (situation: Situation, proxyStatus?: number) => Explanation;

const NETWORK_FAILURES: Readonly<Record<NetworkProblem, Explain>> = {
  'unknown-name': unknownName('is not known'),
  'dns-silent': unknownName('could not be looked up: the DNS server does not answer'),
  refused,
  'no-route': noRoute,
  'connect-timeout': connectTimeout,
  lost: connectTimeout,
  broken: brokenConnection,
  'not-http': notHttp,
  'headers-too-large': notHttp,
  'proxy-certificate': (at) => [
    'proxy',
    `The certificate of ${peer(at)} was issued for another name. Expected its host name. Check HTTPS_PROXY.`,
  ],
  'proxy-refusal': deniedByProxy,
  other: brokenConnection,
};

/** Turns a failure of the connection, or its end before its time, into a sentence of its own. */
export function transportFailure(error: unknown, at: Situation): OciError {
  const failure = readConnectionFailure(error);
  const { code, text: raw } = failure;
  const [reason, text] = explain(failure, at);
  const url = `${at.url.origin}${at.url.pathname}`;
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  const evidence = code === undefined || raw.includes(code) ? raw : `${code}: ${raw}`;
  const message = reason === 'cancelled' ? sentence : `${sentence}\n\n${at.method} ${url}: ${evidence}`;
  return new OciError(reason, message, { method: at.method, url, code, cause: error });
}

function explain(failure: ConnectionFailure, at: Situation): Explanation {
  if (at.why === 'aborted') return ['cancelled', `The request to ${host(at)} was cancelled.`];
  if (at.why === 'timeout') return deadline(at);
  if (failure.layer === 'tls') return ['tls', TLS_FAILURES[failure.problem](host(at))];
  return NETWORK_FAILURES[failure.problem](at, failure.proxyStatus);
}

function host({ role, url }: Situation): string {
  return `the ${role} "${url.host}"`;
}

/** Whom the connection goes to: with a proxy, name and port of the host are the proxy's business. */
function peer(at: Situation): string {
  return at.proxy === undefined ? host(at) : `the proxy "${at.proxy.host}"`;
}

/** `otherwise` is the reason and the advice for a direct connection. */
function atProxyOr(at: Situation, otherwise: Explanation): Explanation {
  return at.proxy === undefined ? otherwise : ['proxy', 'Check HTTPS_PROXY (HTTP_PROXY for "http://" registries).'];
}

function unknownName(what: string): Explain {
  return (at) => {
    const [reason, advice] = atProxyOr(at, ['dns', 'Check how the host is written, and the DNS of this computer.']);
    const name = `the host name "${(at.proxy ?? at.url).hostname}"${at.proxy === undefined ? '' : ' of the proxy'}`;
    return [reason, `${name} ${what}. Expected a name that DNS can resolve. ${advice}`];
  };
}

function refused(at: Situation): Explanation {
  const [reason, advice] = atProxyOr(at, ['refused', 'Check host and port, and that no firewall closes them.']);
  return [reason, `${peer(at)} refused the connection. Expected a server that listens there. ${advice}`];
}

function noRoute(at: Situation): Explanation {
  const [reason, advice] = atProxyOr(at, ['refused', 'Check routes and firewalls, and whether a proxy is needed.']);
  return [reason, `The network has no way to ${peer(at)}. Expected a reachable host. ${advice}`];
}

function connectTimeout(at: Situation): Explanation {
  const otherwise =
    'A firewall may drop the packets: check host and port, and whether a proxy is needed (HTTPS_PROXY is honoured).';
  const [reason, advice] = atProxyOr(at, ['timeout', otherwise]);
  return [reason, `No connection to ${peer(at)} came about in time. Expected an answer to the handshake. ${advice}`];
}

function deadline(at: Situation): Explanation {
  const seconds = `${at.timeoutMs / 1000} s`;
  const what =
    at.stage === 'answering' ? `did not finish its answer within ${seconds}` : `did not answer within ${seconds}`;
  const advice = 'Try again later, allow more time, or look whether a firewall holds the connection back.';
  return ['timeout', `${host(at)} ${what}. Expected a complete answer. ${advice}`];
}

function deniedByProxy(at: Situation, status?: number): Explanation {
  const advice =
    status === 407
      ? 'Write the user name and password of the proxy into HTTPS_PROXY.'
      : 'Allow that host in the proxy, or except it by NO_PROXY.';
  const expected = 'Expected the proxy to open a tunnel.';
  return ['proxy', `${peer(at)} refused to connect to "${at.url.host}" (${status}). ${expected} ${advice}`];
}

function notHttp(at: Situation): Explanation {
  return [
    'invalid-answer',
    `${host(at)} gave an answer that is not HTTP. Expected an HTTP server. Check host and port.`,
  ];
}

/** A TLS server that is spoken to in plain HTTP often just hangs up, so "http://" gets advice of its own. */
function brokenConnection(at: Situation): Explanation {
  if (at.stage === 'answering') {
    return ['server', `${host(at)} broke off in the middle of its answer. Expected all of it. Try again later.`];
  }
  const advice =
    at.url.protocol === 'http:'
      ? 'If it speaks TLS, write "https://".'
      : 'It may expect a client certificate, or a firewall may forbid the connection.';
  return ['server', `${host(at)} closed the connection without an answer. Expected one. ${advice}`];
}
