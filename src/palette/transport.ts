import {
  type Connections,
  type ConnectionSettings,
  createTrust,
  exchange,
  ExchangeFailure,
  type HttpRequest,
  openConnections,
  proxyFor,
} from '../http';
import { errorFromAnswer, errorFromContent, notPalette, type TextAnswer } from './answer-error';
import type { CallOptions, Log, PaletteClientOptions } from './client-options';
import { checkCaCertificate } from './check-ca-certificate';
import type { ContentReader } from './content';
import { ContentProblem } from './content-problem';
import { parseHost } from './host';
import { inDoubt, PaletteError, PaletteOptionsError } from './palette-error';
import { RateLimiter } from './rate-limiter';
import { Secrets } from './redact';
import { sendWithRetries, type Repeatable } from './retry';
import { explainTransportError } from './transport-error';

const USER_AGENT = 'palette-oci-registry';
const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;
/** What Palette answers is far smaller; more than this is some other server. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

export interface PaletteRequest {
  readonly method: HttpRequest['method'];
  /** Path with its query. */
  readonly path: string;
  readonly body?: object;
  /** For a POST that changes nothing in Palette. */
  readonly readsOnly?: boolean;
  readonly repeatable: Repeatable;
}

/** JSON over HTTP to one Palette: rate limit, retries, time limit, errors and redaction. Knows no path of the API. */
export class Transport {
  readonly #origin: URL;
  readonly #proxy: URL | undefined;
  readonly #secrets = new Secrets();
  readonly #limiter: RateLimiter;
  readonly #log: Log;
  readonly #connections: Partial<Record<Repeatable, Connections>> = {};
  #settings: Omit<ConnectionSettings, 'keepAliveMs'> | undefined;
  #closed = false;

  /** @throws PaletteOptionsError */
  constructor(private readonly options: PaletteClientOptions) {
    this.#origin = parseHost(options.host);
    this.#proxy = proxyFor(this.#origin, options.environment, badProxy);
    checkApiKey(options.apiKey);
    if (options.caCertificate !== undefined) checkCaCertificate(options.caCertificate);
    this.#secrets.add(options.apiKey);
    this.#limiter = new RateLimiter(options.requestsPerSecond ?? 10, options.burst ?? 50);
    this.#log = options.log ?? (() => {});
  }

  /** @returns what `read` makes of the answer's content. @throws PaletteError */
  async send<T>(request: PaletteRequest, read: ContentReader<T>, { signal }: CallOptions = {}): Promise<T> {
    this.#secrets.addFrom(request.body);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    let mayHaveHappened = false;
    try {
      return await sendWithRetries(async () => this.#read(await this.#sendOnce(request, body, signal), request, read), {
        repeatable: request.repeatable,
        maxRetries: this.options.maxRetries ?? 5,
        signal,
        onRetry: (error, waitMs, attempt) => {
          mayHaveHappened ||= error.mayHaveHappened;
          this.#prepareRetry(error, waitMs, attempt);
        },
      });
    } catch (error) {
      if (error instanceof PaletteError) throw mayHaveHappened ? afterLostAnswer(error) : error;
      if (error instanceof PaletteOptionsError || !signal?.aborted) throw error;
      throw this.#cancelled(request, mayHaveHappened, signal.reason);
    }
  }

  #prepareRetry(error: PaletteError, waitMs: number, attempt: number): void {
    if (error.reason === 'rate-limited') this.#limiter.hold(waitMs);
    this.#log('info', `Palette request failed, attempt ${attempt + 1} follows`, {
      method: error.method,
      path: error.path,
      waitMs: Math.round(waitMs),
      error: error.message,
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(Object.values(this.#connections).map((connections) => connections.destroy()));
  }

  async #sendOnce(
    request: PaletteRequest,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<TextAnswer> {
    await this.#limiter.acquire(signal);
    if (this.#closed) throw this.#cancelled(request, false, 'the client is closed');
    const connections = (this.#connections[request.repeatable] ??= this.#open(request.repeatable));
    const startedAt = performance.now();
    const answer = await this.#exchange(connections, request, body, signal);
    const tookMs = Math.round(performance.now() - startedAt);
    this.#log('debug', 'Palette answered', {
      method: request.method,
      path: this.#secrets.redact(request.path),
      status: answer.status,
      tookMs,
    });
    if (answer.status < 200 || answer.status >= 300) {
      throw errorFromAnswer(answer, this.#asked(request), (text) => this.#secrets.redact(text));
    }
    return answer;
  }

  /**
   * What must not be repeated gets a connection of its own: one that was kept may be closing at the other end, and then
   * nobody knows whether the request was taken.
   */
  #open(repeatable: Repeatable): Connections {
    this.#settings ??= this.#makeSettings();
    return openConnections({ ...this.#settings, keepAliveMs: repeatable === 'unsent' ? 0 : KEEP_ALIVE_MS });
  }

  /** Without a limit of connections: a request that waits for one uses up its time, and Palette may take long to validate. */
  #makeSettings(): Omit<ConnectionSettings, 'keepAliveMs'> {
    const { caCertificate, extraRootsFile, insecureSkipTlsVerify } = this.options;
    const onUnreadableFile = (error: unknown): void =>
      this.#log('warn', 'The file of extra root certificates is ignored: it cannot be read', {
        file: extraRootsFile,
        error: String(error),
      });
    const isSecure = this.#origin.protocol === 'https:';
    return {
      proxy: this.#proxy,
      trust: isSecure ? createTrust({ ca: caCertificate, extraRootsFile, onUnreadableFile }) : undefined,
      insecureSkipVerify: insecureSkipTlsVerify,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    };
  }

  async #exchange(
    connections: Connections,
    request: PaletteRequest,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<TextAnswer> {
    const headers = {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': USER_AGENT,
      ApiKey: this.options.apiKey,
    };
    const timeoutMs = this.options.requestTimeoutMs ?? 30_000;
    const { method, path } = request;
    try {
      const answer = await exchange(
        connections,
        { origin: this.#origin.origin, method, path, headers, body },
        { timeoutMs, limitBytes: LARGEST_ANSWER, signal },
      );
      return { ...answer, body: answer.body.toString('utf8') };
    } catch (error) {
      if (error instanceof ExchangeFailure) throw this.#explain(error, request, timeoutMs);
      throw error;
    }
  }

  #explain(failure: ExchangeFailure, request: PaletteRequest, timeoutMs: number): PaletteError {
    const { method, path, host, changes } = this.#asked(request);
    const mayHaveHappened = changes && failure.stage !== 'connecting';
    if (failure.why === 'aborted' || this.#closed) return this.#cancelled(request, mayHaveHappened, failure.cause);
    if (failure.why === 'timeout') {
      const message = `"${host}" did not answer within ${timeoutMs / 1000} s. Try again, or allow more time per request. ${method} ${path} got no answer.`;
      return new PaletteError(message, { reason: 'timeout', method, path, mayHaveHappened });
    }
    if (failure.why === 'too-large') {
      return new PaletteError(`${notPalette(host)} ${method} ${path} answered with more than 64 MiB.`, {
        reason: 'unexpected-answer',
        method,
        path,
        mayHaveHappened,
      });
    }
    const problem = explainTransportError(failure.cause, failure.stage, { host, proxy: this.#proxy?.host });
    const message = this.#secrets.redact(`${problem.sentence} ${method} ${path} got no answer: ${problem.evidence}.`);
    const { reason, transient } = problem;
    return new PaletteError(message, {
      reason,
      transient,
      method,
      path,
      mayHaveHappened,
      cause: this.#secrets.redactError(failure.cause),
    });
  }

  #read<T>(answer: TextAnswer, request: PaletteRequest, read: ContentReader<T>): T {
    try {
      return read(parse(answer, this.#origin.host));
    } catch (error) {
      if (!(error instanceof ContentProblem)) throw error;
      throw errorFromContent(answer, this.#asked(request), error.message, (text) => this.#secrets.redact(text));
    }
  }

  #cancelled(request: PaletteRequest, mayHaveHappened: boolean, cause: unknown): PaletteError {
    const { method, path } = this.#asked(request);
    const after = mayHaveHappened
      ? 'after it was sent: Palette may have done what it asked for'
      : 'before it had an answer';
    const message = `The request was cancelled, or the time for the whole operation was up. ${method} ${path} was given up ${after}.`;
    return new PaletteError(message, {
      reason: 'cancelled',
      method,
      path,
      mayHaveHappened,
      cause: this.#secrets.redactError(cause),
    });
  }

  #asked({ method, path, readsOnly = method === 'GET' }: PaletteRequest) {
    return { method, path: this.#secrets.redact(path), host: this.#origin.host, changes: !readsOnly };
  }
}

/** Palette's refusals of the very same request: it would have refused the attempt before it, too. */
const REFUSED: ReadonlySet<number | undefined> = new Set([400, 409, 422]);

/** The error of an attempt that followed one whose answer was lost. */
function afterLostAnswer(error: PaletteError): PaletteError {
  if (error.mayHaveHappened || REFUSED.has(error.status)) return error;
  return inDoubt(error, 'An attempt before this one left, and its answer was lost.');
}

function parse(answer: TextAnswer, host: string): unknown {
  if (answer.body.trim() === '') return undefined;
  try {
    return JSON.parse(answer.body);
  } catch {
    const isJson = /json/i.test(String(answer.headers['content-type'] ?? ''));
    throw new ContentProblem(isJson ? `"${host}" answered with damaged JSON.` : notPalette(host));
  }
}

function badProxy(): PaletteOptionsError {
  const message = 'Expected HTTPS_PROXY to be a URL such as "http://proxy.example.com:3128".';
  return new PaletteOptionsError('HTTPS_PROXY', message);
}

/** Anything but visible ASCII cannot travel in a header; a blank or line break is a slip of copy and paste. */
function checkApiKey(apiKey: string): void {
  if (apiKey === '') throw new PaletteOptionsError('apiKey', 'Expected an API key, got an empty text.');
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    const message =
      'Expected an API key, got a text with blanks, line breaks or characters that no API key has. Copy it again.';
    throw new PaletteOptionsError('apiKey', message);
  }
}
