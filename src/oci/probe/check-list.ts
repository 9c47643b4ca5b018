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

/** Is told what happens while the checks run, so that a person who waits sees on what. */
export interface ProbeWatcher {
  /** Not called for a check that is skipped at once. */
  begins(name: string): void;
  /** `elapsedMs` counts from its beginning; 0 for a check that was skipped at once. */
  ended(check: ProbeCheck, elapsedMs: number): void;
}

export interface CheckListOptions {
  /** For one check. */
  readonly limitMs: number;
  readonly signal?: AbortSignal;
  /** @default - nobody waits */
  readonly watcher?: ProbeWatcher;
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
      this.#add({ name, ok: false, skipped: true, detail: `Skipped because the check "${this.#lastFailed}" failed.` });
      return undefined;
    }
    this.options.watcher?.begins(name);
    const startedAt = performance.now();
    try {
      const { detail, found, skipped = false } = await this.#withinLimit(limitMs, (signal) => check(input, signal));
      this.#add({ name, ok: true, skipped, detail }, startedAt);
      return found;
    } catch (error) {
      this.#lastFailed = name;
      this.#add({ name, ok: false, skipped: false, detail: messageOf(error) }, startedAt);
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
