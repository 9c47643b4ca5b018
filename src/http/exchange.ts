import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { Connections } from './connections';

export interface HttpRequest {
  readonly origin: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  /** The status in words, as the server wrote it. */
  readonly statusText: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface ExchangeLimits {
  /** From here to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Largest body to take. */
  readonly limitBytes: number;
  readonly signal?: AbortSignal;
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
 * One request, one answer.
 * @throws ExchangeFailure, at once when time is up or the signal is aborted
 */
export async function exchange(
  connections: Connections,
  request: HttpRequest,
  limits: ExchangeLimits,
): Promise<HttpAnswer> {
  const answer = await receive(connections, request, limits);
  // undici gives a connection back one turn after the end of the body; without waiting, the next request opens another.
  await nextTurn();
  return answer;
}

function receive(connections: Connections, request: HttpRequest, limits: ExchangeLimits): Promise<HttpAnswer> {
  const { timeoutMs, limitBytes, signal } = limits;
  return new Promise((resolve, reject) => {
    const receiver = new AnswerReceiver(limitBytes, settle);
    const onAbort = (): void => receiver.fail('aborted', signal?.reason);
    const timer = setTimeout(() => receiver.fail('timeout', timeUp()), timeoutMs);
    function settle(result: HttpAnswer | ExchangeFailure): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (result instanceof ExchangeFailure) reject(result);
      else resolve(result);
    }
    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    // A copy of the headers: ProxyAgent writes the host into those that it is given, and a redirect may take them along.
    connections.dispatch({ ...request, headers: { ...request.headers } }, receiver);
  });
}

/** In the words of AbortSignal.timeout. */
function timeUp(): DOMException {
  return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
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

  constructor(
    private readonly limitBytes: number,
    private readonly settle: (result: HttpAnswer | ExchangeFailure) => void,
  ) {}

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
    if (this.#size > this.limitBytes) this.fail('too-large', undefined);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const body = Buffer.concat(this.#chunks);
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
