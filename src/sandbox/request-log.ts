/** One request as a test sees it afterwards. Bodies hold secrets, so they stay in memory. */
export interface SandboxRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; without the API key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined = no body. */
  readonly body: unknown;
  readonly time: Date;
  /** 0 = the connection was dropped. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: unknown;
  /** A fault rule made the answer up: it need not be one that Palette gives. */
  readonly isMadeUp: boolean;
}

/** A sandbox that runs for days must not grow for ever. */
const KEPT_REQUESTS = 10_000;

export class RequestLog {
  readonly requests: SandboxRequest[] = [];

  add(request: SandboxRequest): void {
    this.requests.push(request);
    if (this.requests.length > KEPT_REQUESTS) this.requests.splice(0, this.requests.length - KEPT_REQUESTS);
  }
}
