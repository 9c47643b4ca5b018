import { pause } from './pause';

interface Waiter {
  readonly admit: () => void;
}

/**
 * A token bucket: `perSecond` requests a second, first come, first served; what is not used is saved up to `burst`.
 * Palette counts per source address and endpoint prefix, 10 a second, 50 at once. Nearly every request of this room
 * has the same prefix, so one bucket stands for all.
 * It starts with one second's worth only: processes of one job often follow each other closely, and what Palette lets
 * through at once may be what the one before has just used up.
 */
export class RateLimiter {
  #tokens: number;
  /** Until when tokens are counted. Lies ahead while nobody may leave. */
  #countedTo = performance.now();
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting: Waiter[] = [];

  /** @param perSecond 0 = no limit */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.#tokens = Math.min(burst, Math.max(1, perSecond));
  }

  /** Resolves when a request may leave. Rejects with the signal's reason at once when that is aborted. */
  async acquire(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.perSecond === 0) return this.#held(signal);
    this.#fill();
    if (this.#waiting.length === 0 && this.#tokens >= 1) {
      this.#tokens -= 1;
      return;
    }
    await this.#queue(signal);
  }

  /**
   * Palette turned one request away: all others wait as well, or each of them would have to learn the same. Afterwards
   * requests leave one by one, while Palette has saved up some: so nobody is turned away again for a bit of jitter.
   */
  hold(milliseconds: number): void {
    const until = performance.now() + milliseconds;
    if (until <= this.#countedTo) return;
    this.#tokens = 0;
    this.#countedTo = until;
    this.#schedule();
  }

  async #held(signal: AbortSignal | undefined): Promise<void> {
    const left = this.#countedTo - performance.now();
    if (left > 0) await pause(left, signal);
  }

  #queue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        this.#schedule();
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        admit: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      this.#waiting.push(waiter);
      signal?.addEventListener('abort', leave, { once: true });
      this.#schedule();
    });
  }

  #fill(): void {
    const now = performance.now();
    if (now <= this.#countedTo) return;
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#countedTo) / 1000) * this.perSecond);
    this.#countedTo = now;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.length === 0) return;
    const missing = Math.max(0, 1 - this.#tokens);
    const held = Math.max(0, this.#countedTo - performance.now());
    this.#timer = setTimeout(() => this.#admitNext(), Math.ceil(held + (missing / this.perSecond) * 1000));
  }

  #admitNext(): void {
    this.#fill();
    while (this.#tokens >= 1 && this.#waiting.length > 0) {
      this.#tokens -= 1;
      this.#waiting.shift()?.admit();
    }
    this.#schedule();
  }
}
