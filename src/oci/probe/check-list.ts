import { messageOf } from '../../http';
import { OciError } from '../oci-error';

/** One thing that was looked at. */
export interface ProbeCheck {
  readonly name: string;
  /** Nothing is wrong; also for what was skipped because it does not apply here. */
  readonly ok: boolean;
  /** The detail says why. */
  readonly skipped: boolean;
  /** One or several sentences; after an empty line the raw cause, if there is one. Never a secret. */
  readonly detail: string;
}

/** What a check found: a sentence for people, and what later checks go on with. */
export interface Finding<T> {
  readonly detail: string;
  readonly found: T;
  /** It does not apply here, and `detail` says why. */
  readonly skipped?: true;
}

/** Is told what happens while the checks run, so that a person who waits sees on what. */
export interface ProbeWatcher {
  /** Not called for a check that is skipped at once. */
  begins(name: string): void;
  /** `elapsedMs` counts from its beginning; 0 for a check that was skipped at once. */
  ended(check: ProbeCheck, elapsedMs: number): void;
}

export interface CheckListOptions {
  /** For one check. */
  readonly checkMs: number;
  /** For all of them, from now on. */
  readonly totalMs: number;
  /** What people do to allow more time: `give a longer "--timeout"`. @default - they cannot */
  readonly howToRaise?: string;
  readonly signal?: AbortSignal;
  /** @default - nobody waits */
  readonly watcher?: ProbeWatcher;
}

/** Runs one check after the other; whatever needs the result of one that failed is skipped. */
export class CheckList {
  readonly checks: ProbeCheck[] = [];
  #lastFailed = '';
  readonly #endsAt: number;

  constructor(private readonly options: CheckListOptions) {
    this.#endsAt = performance.now() + options.totalMs;
  }

  get ok(): boolean {
    return this.checks.every(({ ok }) => ok);
  }

  /** `input` is undefined where the check that should have found it failed. Resolves with undefined after a failure. */
  async run<I, T>(
    name: string,
    input: I | undefined,
    check: (input: I, signal: AbortSignal) => Promise<Finding<T>>,
    { checkMs = this.options.checkMs }: { readonly checkMs?: number } = {},
  ): Promise<T | undefined> {
    const isLate = performance.now() >= this.#endsAt;
    if (input === undefined || isLate) {
      const because = input === undefined ? `the check "${this.#lastFailed}" failed` : 'there was no time left';
      this.#add({ name, ok: false, skipped: true, detail: `Skipped because ${because}.` });
      return undefined;
    }
    this.options.watcher?.begins(name);
    const startedAt = performance.now();
    try {
      const { detail, found, skipped = false } = await this.#withinLimit(checkMs, (signal) => check(input, signal));
      this.#add({ name, ok: true, skipped, detail }, startedAt);
      return found;
    } catch (error) {
      this.#lastFailed = name;
      this.#add({ name, ok: false, skipped: false, detail: this.#explained(error) }, startedAt);
      return undefined;
    }
  }

  /** For checks that do not apply; that is nothing wrong. `because` ends the sentence. */
  skip(names: readonly string[], because: string): void {
    for (const name of names) this.#add({ name, ok: true, skipped: true, detail: `Skipped because ${because}.` });
  }

  #add(check: ProbeCheck, startedAt?: number): void {
    this.checks.push(check);
    this.options.watcher?.ended(check, startedAt === undefined ? 0 : performance.now() - startedAt);
  }

  /** With how to allow more time, where that would have helped. */
  #explained(error: unknown): string {
    const message = messageOf(error);
    const { howToRaise } = this.options;
    if (howToRaise === undefined || !isOutOfTime(error)) return message;
    const [sentences = '', ...causes] = message.split('\n\n');
    const advice = `To allow more time, ${howToRaise}: all checks together may take that long, a single request half of it.`;
    return [`${sentences} ${advice}`, ...causes].join('\n\n');
  }

  /** Ends on time also where the check cannot be stopped: a look-up in DNS, for example. */
  async #withinLimit<T>(checkMs: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const end = new AbortController();
    const { signal: outer } = this.options;
    const stop = (): void => end.abort(new Error('The check was cancelled.'));
    if (outer?.aborted) stop();
    outer?.addEventListener('abort', stop);
    const leftMs = this.#endsAt - performance.now();
    const late = leftMs < checkMs ? notInTotal(this.options.totalMs) : notInTime(checkMs);
    // Rounded up: a timer forgets fractions, and a check that ends before the limit leaves time for the next one.
    const timer = setTimeout(() => end.abort(late), Math.ceil(Math.min(leftMs, checkMs)));
    const stopped = new Promise<never>((_, reject) => {
      if (end.signal.aborted) reject(end.signal.reason);
      else end.signal.addEventListener('abort', () => reject(end.signal.reason));
    });
    try {
      return await Promise.race([stopped, end.signal.aborted ? stopped : run(end.signal)]);
    } finally {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    }
  }
}

function notInTime(checkMs: number): OciError {
  const text = `The check took longer than ${checkMs / 1000} s. Expected it to end sooner. Try again later.`;
  return new OciError('timeout', text);
}

function notInTotal(totalMs: number): OciError {
  const text =
    `The time limit of ${totalMs / 1000} s for all checks together was up before this one had ended. Expected them to end ` +
    'sooner. Try again later.';
  return new OciError('timeout', text);
}

/** A connection that undici gives up has a limit of its own, which no longer time changes. */
function isOutOfTime(error: unknown): boolean {
  if (!(error instanceof OciError)) return false;
  return error.code === 'ETIMEDOUT' || (error.reason === 'timeout' && error.code !== 'UND_ERR_CONNECT_TIMEOUT');
}

/** "1 chart", "2 charts" */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
