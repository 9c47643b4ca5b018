import { OciError, type OciErrorReason } from './oci-error';
import { codeOf, messageOf, nameOf, partsOf } from './thrown';
import { otherTlsFailure, TLS_FAILURES } from './tls-failures';

/** What was going on when a request failed below HTTP. */
export interface Situation {
  readonly method: string;
  readonly url: URL;
  /** What the host is: "registry", "token server". */
  readonly role: string;
  readonly proxy?: URL;
  readonly headersSeen: boolean;
  readonly timeoutMs: number;
  /** The alarm that ended the request, if one did: the caller's signal, or the deadline. */
  readonly stopped?: 'cancelled' | 'timeout';
}

type Explanation = readonly [OciErrorReason, string];
type Explain = (situation: Situation) => Explanation;

const NETWORK_FAILURES: Readonly<Record<string, Explain>> = {
  ENOTFOUND: unknownName('is not known'),
  EAI_AGAIN: unknownName('could not be looked up: the DNS server does not answer'),
  ECONNREFUSED: refused,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ETIMEDOUT: connectTimeout,
  UND_ERR_PRX_TLS: (at) => [
    'proxy',
    `The certificate of ${peer(at)} was issued for another name. Expected its host name. Check HTTPS_PROXY.`,
  ],
  ECONNRESET: brokenConnection,
  EPIPE: brokenConnection,
  UND_ERR_SOCKET: brokenConnection,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: brokenConnection,
  UND_ERR_HEADERS_OVERFLOW: notHttp,
};

/** Turns a failure of undici, the network or TLS into a sentence of its own. */
export function transportFailure(error: unknown, at: Situation): OciError {
  const code = codeOf(error);
  const [reason, text] = explain(error, code, at);
  const url = `${at.url.origin}${at.url.pathname}`;
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  const message = reason === 'cancelled' ? sentence : `${sentence}\n\n${at.method} ${url}: ${rawText(error)}`;
  return new OciError(reason, message, { method: at.method, url, code, cause: error });
}

function explain(error: unknown, code: string | undefined, at: Situation): Explanation {
  if (at.stopped === 'cancelled') return ['cancelled', `The request to ${host(at)} was cancelled.`];
  // The deadline may pass between undici's verdict on the connection and here.
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return connectTimeout(at);
  if (at.stopped === 'timeout') return deadline(at);
  const denied = /^Proxy response \((\d+)\)/.exec(messageOf(error))?.[1];
  if (denied !== undefined) return deniedByProxy(denied, at);
  if (nameOf(error) === 'HTTPParserError') return notHttp(at);
  if (code === undefined) return brokenConnection(at);
  const network = NETWORK_FAILURES[code];
  if (network !== undefined) return network(at);
  const tls = TLS_FAILURES[code] ?? (/^(ERR_(SSL|TLS|OSSL)_|CERT_)/.test(code) ? otherTlsFailure : undefined);
  return tls === undefined ? brokenConnection(at) : ['tls', tls(host(at))];
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
  const what = at.headersSeen ? `did not finish its answer within ${seconds}` : `did not answer within ${seconds}`;
  const advice = 'Try again later, allow more time, or look whether a firewall holds the connection back.';
  return ['timeout', `${host(at)} ${what}. Expected a complete answer. ${advice}`];
}

function deniedByProxy(status: string, at: Situation): Explanation {
  const advice =
    status === '407'
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
  if (at.headersSeen) {
    return ['server', `${host(at)} broke off in the middle of its answer. Expected all of it. Try again later.`];
  }
  const advice =
    at.url.protocol === 'http:'
      ? 'If it speaks TLS, write "https://".'
      : 'It may expect a client certificate, or a firewall may forbid the connection.';
  return ['server', `${host(at)} closed the connection without an answer. Expected one. ${advice}`];
}

function rawText(error: unknown): string {
  const code = codeOf(error);
  const parts = partsOf(error);
  if (parts.length > 0) return parts.map((part) => rawText(part)).join('; ');
  // OpenSSL ends its messages with a line break.
  const text = messageOf(error).trim();
  return code === undefined || text.includes(code) ? text : `${code}: ${text}`;
}
