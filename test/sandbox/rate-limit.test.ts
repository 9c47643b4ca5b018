import { RateLimit } from '../../src/sandbox/rate-limit';
import { startSandbox } from '../../src/sandbox';
import { call, paletteError } from '../support/palette-calls';

describe('the rate limit', () => {
  let nowMs = 0;
  const limit = new RateLimit(() => new Date(nowMs));
  const taken = (path: string, tries: number, source = '127.0.0.1'): number =>
    Array.from({ length: tries }, () => limit.allows(source, path)).filter(Boolean).length;

  it('lets a burst of 50 through, then ten a second, never more than 50 at once', () => {
    expect(taken('/v1/registries/oci/summary', 60)).toBe(50);
    nowMs += 300;
    expect(taken('/v1/registries/oci/basic', 10)).toBe(3);
    nowMs += 3_600_000;
    expect(taken('/v1/registries', 60)).toBe(50);
  });

  it('counts each prefix and each address apart, and leaves other paths alone', () => {
    expect(taken('/v1/packs/search', 60)).toBe(50);
    expect(taken('/v1/clouds/aws/account/sts', 60)).toBe(50);
    expect(taken('/v1/packs/search', 60, '10.0.0.1')).toBe(50);
    expect(taken('/v1/registriesx', 60)).toBe(60);
  });

  it('survives a clock that is set back', () => {
    nowMs -= 10_000;
    expect(taken('/v1/packs/search', 1)).toBe(0);
  });
});

describe('a sandbox over its limit', () => {
  const statuses = async (rateLimit: boolean): Promise<Map<number, number>> => {
    const sandbox = await startSandbox({ rateLimit, clock: () => new Date(0) });
    const counts = new Map<number, number>();
    for (let index = 0; index < 52; index += 1) {
      const { status } = await call(sandbox, 'GET', '/v1/registries/oci/summary');
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    await sandbox.close();
    return counts;
  };

  it('answers 429', async () => {
    expect(Object.fromEntries(await statuses(true))).toEqual({ 200: 50, 429: 2 });
  });

  it('has none when it is switched off', async () => {
    expect(Object.fromEntries(await statuses(false))).toEqual({ 200: 52 });
  });

  it('says so in the body', async () => {
    const sandbox = await startSandbox({ clock: () => new Date(0) });
    await Promise.all(Array.from({ length: 50 }, () => call(sandbox, 'GET', '/v1/packs/x/registries/y')));
    const answer = await call(sandbox, 'GET', '/v1/packs/x/registries/y');
    await sandbox.close();
    expect(answer.body).toEqual(paletteError('TooManyRequests', 'Too many requests, retry after a few moments'));
    expect(answer.headers.get('retry-after')).toBeNull();
  });
});
