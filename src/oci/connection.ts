import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Dispatcher } from 'undici';
import { OciError } from './oci-error';
import { type CallOptions, type Environment, type OciTls } from './options';
import { proxyFor } from './proxy';
import { transportFailure } from './transport-failures';
import { createTrust } from './trust';
import { openDispatcher, send } from './undici-door';

/** More hops than any registry makes; ECR and the big clouds make one. */
const MOST_REDIRECTS = 5;
const LONGEST_CONNECT_MS = 10_000;
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
  readonly #dispatchers = new Map<string, Dispatcher>();
  #tls: Parameters<typeof openDispatcher>[0]['connect'] | undefined;

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
    const dispatchers = [...this.#dispatchers.values()];
    this.#dispatchers.clear();
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
  }

  async #exchange(method: 'GET' | 'POST', url: URL, options: ExchangeOptions & Partial<PostOptions>): Promise<Answer> {
    const { timeoutMs, environment = {} } = this.options;
    const { headers, body, signal, limitBytes, role = 'registry' } = options;
    const proxy = proxyFor(url, environment);
    const deadline = AbortSignal.timeout(timeoutMs);
    const alarm = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    let headersSeen = false;
    try {
      const response = await send(this.#dispatcher(proxy), url, { method, headers, body, signal: alarm });
      headersSeen = true;
      const answer = { status: response.statusCode, headers: flatten(response.headers), url: withoutQuery(url) };
      const content = await readAll(response.body, limitBytes, answer.url);
      // undici gives a connection back one turn after the end of the body; without waiting, the next request opens another.
      await nextTurn();
      return { ...answer, body: content };
    } catch (error) {
      if (error instanceof OciError) throw error;
      const stopped = signal?.aborted ? 'cancelled' : deadline.aborted ? 'timeout' : undefined;
      throw transportFailure(error, { method, url, proxy, role, headersSeen, timeoutMs, stopped });
    }
  }

  #dispatcher(proxy: URL | undefined): Dispatcher {
    const key = proxy?.href ?? 'direct';
    const open = this.#dispatchers.get(key);
    if (open !== undefined) return open;
    this.#tls ??= this.#tlsSettings();
    const dispatcher = openDispatcher({ proxy, connect: this.#tls });
    this.#dispatchers.set(key, dispatcher);
    return dispatcher;
  }

  #tlsSettings(): Parameters<typeof openDispatcher>[0]['connect'] {
    const { tls, extraRootsFile, timeoutMs } = this.options;
    return {
      secureContext: createTrust(tls, extraRootsFile),
      rejectUnauthorized: tls.insecureSkipVerify !== true,
      timeout: Math.min(LONGEST_CONNECT_MS, timeoutMs / 2),
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

/** Leaving the loop early destroys the rest of the body, and its connection with it. */
async function readAll(body: AsyncIterable<Buffer>, limitBytes: number, url: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limitBytes) {
      throw new OciError(
        'invalid-answer',
        `The registry "${new URL(url).host}" sent more than ${limitBytes} bytes. Expected less for this kind of content. ` +
          `Check what stands there.\n\nGET ${url}`,
        { method: 'GET', url },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
