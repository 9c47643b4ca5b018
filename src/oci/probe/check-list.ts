import { messageOf } from '../thrown';

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

export interface CheckListOptions {
  /** For one check. */
  readonly limitMs: number;
  readonly signal?: AbortSignal;
}

/** Runs one check after the other; whatever needs the result of one that failed is skipped. */
export class CheckList {
  readonly checks: ProbeCheck[] = [];
  #lastFailed = '';

  constructor(private readonly options: CheckListOptions) {}

  get ok(): boolean {
    return this.checks.every(({ ok }) => ok);
  }

  /** `input` is undefined where the check that should have found it failed. Resolves with undefined after a failure. */
  async run<I, T>(
    name: string,
    input: I | undefined,
    check: (input: I, signal: AbortSignal) => Promise<Finding<T>>,
    { limitMs = this.options.limitMs }: { readonly limitMs?: number } = {},
  ): Promise<T | undefined> {
    if (input === undefined) {
      this.#add(name, false, `Skipped because the check "${this.#lastFailed}" failed.`, true);
      return undefined;
    }
    try {
      const { detail, found, skipped } = await this.#withinLimit(limitMs, (signal) => check(input, signal));
      this.#add(name, true, detail, skipped);
      return found;
    } catch (error) {
      this.#lastFailed = name;
      this.#add(name, false, messageOf(error));
      return undefined;
    }
  }

  /** For checks that do not apply; that is nothing wrong. `because` ends the sentence. */
  skip(names: readonly string[], because: string): void {
    for (const name of names) this.#add(name, true, `Skipped because ${because}.`, true);
  }

  #add(name: string, ok: boolean, detail: string, skipped = false): void {
    this.checks.push({ name, ok, skipped, detail });
  }

  /** Ends on time also where the check cannot be stopped: a look-up in DNS, for example. */
  async #withinLimit<T>(limitMs: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const end = new AbortController();
    const { signal: outer } = this.options;
    const stop = (): void => end.abort(new Error('The check was cancelled.'));
    if (outer?.aborted) stop();
    outer?.addEventListener('abort', stop);
    const late = `The check took longer than ${limitMs / 1000} s. Expected it to end sooner. Try again later.`;
    const timer = Number.isFinite(limitMs) ? setTimeout(() => end.abort(new Error(late)), limitMs) : undefined;
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

/** "1 chart", "2 charts" */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
