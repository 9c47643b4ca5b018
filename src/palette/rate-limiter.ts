interface Waiter {
  readonly admit: () => void;
}

/**
 * A token bucket: `burst` requests at once, then `perSecond` of them a second, first come, first served.
 * Palette counts per source address and endpoint prefix, 10 a second, 50 at once. Nearly every request of this room
 * has the same prefix, so one bucket stands for all.
 */
export class RateLimiter {
  #tokens: number;
  #filledAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting: Waiter[] = [];

  /** @param perSecond 0 = no limit */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  /** Resolves when a request may leave. Rejects with the signal's reason at once when that is aborted. */
  async acquire(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.perSecond === 0) return;
    this.#fill();
    if (this.#waiting.length === 0 && this.#tokens >= 1) {
      this.#tokens -= 1;
      return;
    }
    await this.#queue(signal);
  }

  /** Palette said that there were too many: forget what is left of the burst. */
  drain(): void {
    this.#fill();
    this.#tokens = Math.min(this.#tokens, 0);
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
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.perSecond);
    this.#filledAt = now;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.length === 0) return;
    const missing = Math.max(0, 1 - this.#tokens);
    this.#timer = setTimeout(() => this.#admitNext(), Math.ceil((missing / this.perSecond) * 1000));
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
