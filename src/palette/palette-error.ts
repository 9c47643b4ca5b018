export type PaletteErrorReason =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'rate-limited'
  | 'server'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'cancelled'
  | 'unexpected-answer';

export interface PaletteErrorDetails {
  readonly reason: PaletteErrorReason;
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly code?: string;
  readonly paletteMessage?: string;
  readonly details?: unknown;
  readonly requestId?: string;
  readonly cause?: unknown;
  readonly mayHaveHappened?: boolean;
  readonly retryAfterMs?: number;
  readonly transient?: boolean;
}

/**
 * The one error of this room: a request to Palette that did not give what was asked for.
 * Its texts never hold the API key or a secret that was sent. Wrong options are not one of these: see `PaletteOptionsError`.
 */
export class PaletteError extends Error {
  override readonly name = 'PaletteError';
  readonly reason: PaletteErrorReason;
  readonly method: string;
  /** Path with its query, from `/v1/` on. */
  readonly path: string;
  /** HTTP status, if there was an answer. */
  readonly status?: number;
  /** Palette's own code, such as `ResourceNotFound`. */
  readonly code?: string;
  readonly paletteMessage?: string;
  /** What Palette's answer says besides, in a shape of its own; no secret is left in it. */
  readonly details?: unknown;
  /** What to name to Palette's support. */
  readonly requestId?: string;
  override readonly cause?: unknown;
  /**
   * The request, or an earlier attempt at it, left and its answer was lost: Palette may have done what was asked. Never
   * true for a request that only reads.
   */
  readonly mayHaveHappened: boolean;
  /** What the answer's `Retry-After` header said. */
  readonly retryAfterMs?: number;
  /** The same request may succeed a moment later. */
  readonly transient: boolean;

  constructor(message: string, details: PaletteErrorDetails) {
    super(message);
    this.reason = details.reason;
    this.method = details.method;
    this.path = details.path;
    this.status = details.status;
    this.code = details.code;
    this.paletteMessage = details.paletteMessage;
    this.details = details.details;
    this.requestId = details.requestId;
    this.cause = details.cause;
    this.mayHaveHappened = details.mayHaveHappened ?? false;
    this.retryAfterMs = details.retryAfterMs;
    this.transient = details.transient ?? false;
  }
}

/** The same error of something that Palette may have done in spite of it. `why` ends the message. */
export function inDoubt(error: PaletteError, why: string): PaletteError {
  return new PaletteError(`${error.message} ${why}`, { ...error, mayHaveHappened: true });
}

/** An option that cannot work. `option` is its name in `PaletteClientOptions`, or in the environment. */
export class PaletteOptionsError extends Error {
  override readonly name = 'PaletteOptionsError';
  constructor(
    readonly option: 'host' | 'apiKey' | 'caCertificate' | 'HTTPS_PROXY',
    message: string,
  ) {
    super(message);
  }
}
