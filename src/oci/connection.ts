import {
  type Connections,
  type ConnectionSettings,
  createTrust,
  type Environment,
  exchange,
  ExchangeFailure,
  openConnections,
} from '../http';
import { OciError } from './oci-error';
import { type CallOptions, type OciTls } from './options';
import { proxyOnTheWayTo } from './proxy';
import { transportFailure } from './transport-failures';

/** More hops than any registry makes; ECR and the big clouds make one. */
const MOST_REDIRECTS = 5;
const LONGEST_CONNECT_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;
const MOST_CONNECTIONS = 8;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Where it came from after redirects, without query. */
  readonly url: string;
}

export interface ExchangeOptions extends CallOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Largest body to take. */
  readonly limitBytes: number;
  /** What the host is called in errors. @default "registry" */
  readonly role?: string;
}

export interface PostOptions extends ExchangeOptions {
  readonly body: string | Uint8Array;
}

export interface ConnectionOptions {
  readonly tls: OciTls;
  readonly timeoutMs: number;
  readonly extraRootsFile?: string;
  readonly environment?: Environment;
}

/** HTTP over kept-alive connections: deadline, size limit, redirects, proxy, and every failure as an OciError. */
export class Connection {
  /** By the proxy that they go through. */
  readonly #connections = new Map<string, Connections>();
  #settings: ConnectionSettings | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  /** Follows redirects; answers with any other status. */
  async get(url: URL, options: ExchangeOptions): Promise<Answer> {
    let current = options;
    let at = url;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const answer = await this.#exchange('GET', at, current).catch((error: unknown) => {
        throw at.origin === url.origin ? error : withOrigin(error, url);
      });
      const location = REDIRECTS.has(answer.status) ? answer.headers.get('location') : undefined;
      if (location === undefined) return answer;
      const next = redirectTarget(answer.url, at, location);
      if (next.origin !== at.origin) current = forStranger(current);
      at = next;
    }
    throw badRedirect(withoutQuery(url), `redirected more than ${MOST_REDIRECTS} times`);
  }

  post(url: URL, options: PostOptions): Promise<Answer> {
    return this.#exchange('POST', url, options);
  }

  async close(): Promise<void> {
    const all = [...this.#connections.values()];
    this.#connections.clear();
    await Promise.all(all.map((connections) => connections.destroy()));
  }

  async #exchange(method: 'GET' | 'POST', url: URL, options: ExchangeOptions & Partial<PostOptions>): Promise<Answer> {
    const { timeoutMs, environment = {} } = this.options;
    const { headers, body, signal, limitBytes, role = 'registry' } = options;
    const proxy = proxyOnTheWayTo(url, environment);
    const request = { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, body };
    try {
      const answer = await exchange(this.#connectionsBy(proxy), request, { timeoutMs, limitBytes, signal });
      return { ...answer, headers: flatten(answer.headers), url: withoutQuery(url) };
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) throw error;
      if (error.why === 'too-large') throw tooLarge(method, url, limitBytes);
      const { why, stage } = error;
      throw transportFailure(error.cause, { method, url, proxy, role, timeoutMs, why, stage });
    }
  }

  #connectionsBy(proxy: URL | undefined): Connections {
    const key = proxy?.href ?? 'direct';
    const open = this.#connections.get(key);
    if (open !== undefined) return open;
    this.#settings ??= this.#makeSettings();
    const connections = openConnections({ ...this.#settings, proxy });
    this.#connections.set(key, connections);
    return connections;
  }

  #makeSettings(): ConnectionSettings {
    const { tls, extraRootsFile, timeoutMs } = this.options;
    return {
      trust: createTrust({ ...tls, extraRootsFile }),
      insecureSkipVerify: tls.insecureSkipVerify,
      connectTimeoutMs: Math.min(LONGEST_CONNECT_MS, timeoutMs / 2),
      keepAliveMs: KEEP_ALIVE_MS,
      mostConnections: MOST_CONNECTIONS,
    };
  }
}

function redirectTarget(from: string, at: URL, location: string): URL {
  if (!URL.canParse(location, at.href)) throw badRedirect(from, 'redirected to something that is not a URL');
  const next = new URL(location, at);
  const isDowngrade = at.protocol === 'https:' && next.protocol !== 'https:';
  if (isDowngrade || !/^https?:$/.test(next.protocol)) {
    throw badRedirect(from, `redirected to "${next.protocol}//${next.host}", which is not secure`);
  }
  return next;
}

function badRedirect(url: string, what: string): OciError {
  const text = `The registry "${new URL(url).host}" ${what}. Expected a redirect to where the content is. Check the registry.`;
  return new OciError('invalid-answer', `${text}\n\nGET ${url}`, { method: 'GET', url });
}

/** The host that failed is one that the user never wrote anywhere, so say where it comes from. */
function withOrigin(error: unknown, first: URL): unknown {
  if (!(error instanceof OciError) || error.reason === 'cancelled') return error;
  const [text, ...evidence] = error.message.split('\n\n');
  const hint = `The registry "${first.host}" keeps this content there, so that host must be reachable too.`;
  return new OciError(error.reason, [`${text} ${hint}`, ...evidence].join('\n\n'), error);
}

/** A store for content (S3, for example) has its signature in the URL; the registry's credentials are not its business. */
function forStranger(options: ExchangeOptions): ExchangeOptions {
  const headers = Object.entries(options.headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  return { ...options, headers: Object.fromEntries(headers), role: 'content server' };
}

/** A query may hold a signature, so it stays out of errors. */
function withoutQuery(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): ReadonlyMap<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return new Map(entries);
}

function tooLarge(method: string, url: URL, limitBytes: number): OciError {
  const at = withoutQuery(url);
  return new OciError(
    'invalid-answer',
    `The registry "${url.host}" sent more than ${limitBytes} bytes. Expected less for this kind of content. ` +
      `Check what stands there.\n\n${method} ${at}`,
    { method, url: at },
  );
}
