import { PaletteError } from './palette-error';
import { pause } from './pause';

const FIRST_WAIT_MS = 500;
/** At least half of it passes: by then Palette lets several requests through again, not just the one. */
const FIRST_WAIT_AT_THE_LIMIT_MS = 2_000;
const LONGEST_WAIT_MS = 10_000;
/** A server may ask for any time; more than this is better told to a person. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * `always`: the request does the same however often it arrives (GET, PUT, DELETE, validate, sync).
 * `unsent`: it is repeated only if Palette certainly did nothing: it never left, or was turned away by the rate limit.
 */
export type Repeatable = 'always' | 'unsent';

export interface RetrySettings {
  readonly repeatable: Repeatable;
  readonly maxRetries: number;
  readonly signal?: AbortSignal;
  readonly onRetry: (error: PaletteError, waitMs: number, attempt: number) => void;
}

/** Sends until it succeeds, until repeating is of no use or not allowed, or until the signal is aborted. */
export async function sendWithRetries<T>(send: () => Promise<T>, settings: RetrySettings): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof PaletteError) || attempt >= settings.maxRetries) throw error;
      if (!mayRepeat(error, settings.repeatable)) throw error;
      const waitMs = waitBefore(error, attempt);
      settings.onRetry(error, waitMs, attempt + 1);
      await pause(waitMs, settings.signal);
    }
  }
}

/** Whether a failed request may be sent again. */
export function mayRepeat(error: PaletteError, repeatable: Repeatable): boolean {
  return error.transient && (repeatable === 'always' || !error.mayHaveHappened);
}

/** What Palette asked for, else a doubling time of which a random half is left out, so that many clients spread. */
function waitBefore(error: PaletteError, attempt: number): number {
  if (error.retryAfterMs !== undefined) return Math.min(error.retryAfterMs, LONGEST_RETRY_AFTER_MS);
  const first = error.reason === 'rate-limited' ? FIRST_WAIT_AT_THE_LIMIT_MS : FIRST_WAIT_MS;
  const longest = Math.min(LONGEST_WAIT_MS, first * 2 ** attempt);
  return longest / 2 + (Math.random() * longest) / 2;
}
