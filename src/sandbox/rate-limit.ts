/**
 * Palette's documented limit: per source address and endpoint prefix 10 requests a second, at most 50 at once. All paths
 * below one prefix count together.
 */
const REQUESTS_PER_SECOND = 10;
const BURST = 50;
const LIMITED_PREFIXES = ['/v1/registries', '/v1/packs', '/v1/clouds'];

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly clock: () => Date) {}

  /** Takes one token; false = over the limit. Paths below no limited prefix always pass. */
  allows(sourceAddress: string, path: string): boolean {
    const prefix = LIMITED_PREFIXES.find((candidate) => path === candidate || path.startsWith(`${candidate}/`));
    if (prefix === undefined) return true;
    const bucket = this.#filledBucket(`${sourceAddress} ${prefix}`);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  #filledBucket(key: string): Bucket {
    const nowMs = this.clock().getTime();
    const bucket = this.#buckets.get(key) ?? { tokens: BURST, filledAtMs: nowMs };
    // A clock that was set back must not take tokens away.
    const elapsedMs = Math.max(0, nowMs - bucket.filledAtMs);
    bucket.tokens = Math.min(BURST, bucket.tokens + (elapsedMs / 1000) * REQUESTS_PER_SECOND);
    bucket.filledAtMs = nowMs;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
