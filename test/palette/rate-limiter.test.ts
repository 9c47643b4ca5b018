import { RateLimiter } from '../../src/palette/rate-limiter';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** When each of `count` requests may leave, in milliseconds from now. */
async function times(limiter: RateLimiter, count: number): Promise<number[]> {
  const startedAt = performance.now();
  const all = Array.from({ length: count }, () =>
    limiter.acquire().then(() => Math.round(performance.now() - startedAt)),
  );
  await jest.runAllTimersAsync();
  return Promise.all(all);
}

it('lets the burst go at once, and the rest at the rate', async () => {
  expect(await times(new RateLimiter(10, 3), 6)).toEqual([0, 0, 0, 100, 200, 300]);
});

it('fills up again, to the burst at most', async () => {
  const limiter = new RateLimiter(10, 3);
  await times(limiter, 3);
  await jest.advanceTimersByTimeAsync(250);
  expect(await times(limiter, 3)).toEqual([0, 0, 50]);
  await jest.advanceTimersByTimeAsync(3_600_000);
  expect(await times(limiter, 4)).toEqual([0, 0, 0, 100]);
});

it('is first come, first served', async () => {
  const limiter = new RateLimiter(200, 1);
  const order: number[] = [];
  const queue = [0, 1, 2, 3, 4, 5].map((index) => limiter.acquire().then(() => order.push(index)));
  await jest.runAllTimersAsync();
  await Promise.all(queue);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

it('does not limit at all with a rate of 0', async () => {
  expect(Math.max(...(await times(new RateLimiter(0, 1), 1000)))).toBe(0);
});

it('gives the place of one that was cancelled to the next', async () => {
  const limiter = new RateLimiter(10, 1);
  await limiter.acquire();
  const stop = new AbortController();
  const cancelled = expect(limiter.acquire(stop.signal)).rejects.toThrow('stop');
  const next = times(limiter, 1);
  stop.abort(new Error('stop'));
  await cancelled;
  expect(await next).toEqual([100]);
});

it('forgets its burst when it is drained', async () => {
  const limiter = new RateLimiter(10, 50);
  limiter.drain();
  expect(await times(limiter, 2)).toEqual([100, 200]);
});
