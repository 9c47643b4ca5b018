import type { Dispatcher } from 'undici';

/** What Palette answers is far smaller; more than this is some other server. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

export interface HttpRequest {
  readonly origin: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** The status in words, as the server wrote it. */
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** How far a failed exchange came: nothing left, the request left (at least in part), or the answer had begun. */
export type ExchangeStage = 'connecting' | 'sent' | 'answering';

/** No whole answer. `why`: the time was up, the signal was aborted, or the connection failed with `cause`. */
export class ExchangeFailure extends Error {
  constructor(
    readonly why: 'timeout' | 'aborted' | 'connection' | 'too-large',
    readonly stage: ExchangeStage,
    override readonly cause: unknown,
  ) {
    super(`exchange failed: ${why}`);
  }
}

/**
 * One request, one answer, within `timeoutMs` from here to the last byte.
 * @throws ExchangeFailure, at once when time is up or the signal is aborted
 */
export function exchange(
  connections: Dispatcher,
  request: HttpRequest,
  limits: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const receiver = new AnswerReceiver(settle);
    const onAbort = (): void => receiver.fail('aborted', limits.signal?.reason);
    const timer = setTimeout(() => receiver.fail('timeout', undefined), limits.timeoutMs);
    function settle(result: HttpAnswer | ExchangeFailure): void {
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', onAbort);
      if (result instanceof ExchangeFailure) reject(result);
      else resolve(result);
    }
    if (limits.signal?.aborted) {
      onAbort();
      return;
    }
    limits.signal?.addEventListener('abort', onAbort, { once: true });
    connections.dispatch(request, receiver);
  });
}

/** Collects one answer. Settles once; what comes later is dropped. */
class AnswerReceiver implements Dispatcher.DispatchHandler {
  #stage: ExchangeStage = 'connecting';
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #status = 0;
  #statusText = '';
  #headers: HttpAnswer['headers'] = {};
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(private readonly settle: (result: HttpAnswer | ExchangeFailure) => void) {}

  fail(why: ExchangeFailure['why'], cause: unknown): void {
    this.#finish(new ExchangeFailure(why, this.#stage, cause));
    this.#controller?.abort(new Error(why));
  }

  /** undici calls this right before it writes the request to a connected socket. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(new Error('nobody waits for this any more'));
    else this.#stage = 'sent';
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: HttpAnswer['headers'],
    statusText = '',
  ): void {
    if (status < 200) return;
    this.#stage = 'answering';
    this.#status = status;
    this.#statusText = statusText;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > LARGEST_ANSWER) this.fail('too-large', undefined);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const body = Buffer.concat(this.#chunks).toString('utf8');
    this.#finish({ status: this.#status, statusText: this.#statusText, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#finish(new ExchangeFailure('connection', this.#stage, error));
  }

  #finish(result: HttpAnswer | ExchangeFailure): void {
    if (this.#settled) return;
    this.#settled = true;
    this.settle(result);
  }
}
