/** What a route answers: `body` is sent as JSON, absent = no body. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`: what is no JSON, or no whole one. */
  readonly text?: string;
}
