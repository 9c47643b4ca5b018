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

it('starts with one second’s worth, and saves up to the burst', async () => {
  const limiter = new RateLimiter(10, 50);
  expect((await times(limiter, 12)).slice(9)).toEqual([0, 100, 200]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect((await times(limiter, 52)).slice(49)).toEqual([0, 100, 200]);
});

it('starts with one request where even a second has less', async () => {
  expect(await times(new RateLimiter(0.5, 50), 2)).toEqual([0, 2000]);
});

describe('while it is held', () => {
  it('lets nobody leave, and afterwards one by one', async () => {
    const limiter = new RateLimiter(10, 50);
    limiter.hold(1000);
    expect(await times(limiter, 3)).toEqual([1100, 1200, 1300]);
  });

  it('keeps back those who wait already', async () => {
    const limiter = new RateLimiter(10, 1);
    const all = times(limiter, 2);
    limiter.hold(1000);
    expect(await all).toEqual([0, 1100]);
  });

  it('the longest hold counts', async () => {
    const limiter = new RateLimiter(10, 50);
    limiter.hold(1000);
    limiter.hold(300);
    expect(await times(limiter, 1)).toEqual([1100]);
  });

  it('without a limit it waits, too, and then lets all leave', async () => {
    const limiter = new RateLimiter(0, 0);
    limiter.hold(1000);
    expect(await times(limiter, 2)).toEqual([1000, 1000]);
  });

  it('one that is cancelled waits no longer', async () => {
    const limiter = new RateLimiter(0, 0);
    limiter.hold(1000);
    const stop = new AbortController();
    const cancelled = expect(limiter.acquire(stop.signal)).rejects.toThrow('stop');
    stop.abort(new Error('stop'));
    await cancelled;
  });
});
