export type OciErrorReason =
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'tls'
  | 'proxy'
  | 'unauthorized'
  | 'forbidden'
  | 'missing-base-path'
  | 'not-found'
  | 'rate-limited'
  | 'invalid-answer'
  | 'server'
  | 'cancelled';

/** Which request it was about. `url` is without query: a redirect's query may hold a signature. */
export interface OciErrorDetails {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  /** The registry's own code (`NAME_UNKNOWN`), or that of Node, TLS or AWS (`ECONNREFUSED`). */
  readonly code?: string;
  readonly cause?: unknown;
}

/**
 * Anything that keeps a registry from being read. The message says what happened, what was expected and what to do; after
 * an empty line stands the raw cause. It never holds a password, a token or a key.
 */
export class OciError extends Error {
  override readonly name = 'OciError';
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly code?: string;

  constructor(
    readonly reason: OciErrorReason,
    message: string,
    details: OciErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.method = details.method;
    this.url = details.url;
    this.status = details.status;
    this.code = details.code;
  }
}
