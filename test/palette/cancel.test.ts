import { PaletteClient, type PaletteClientOptions } from '../../src/palette';
import { paletteError } from '../support/http-answers';
import { API_KEY, errorOf, SUMMARY, useStage } from './setup';

const stage = useStage();
const CREATE = 'POST /v1/registries/oci/basic';
const REGISTRY = {
  metadata: { name: 'r' },
  spec: { endpoint: 'https://r.example.com', auth: { type: 'noAuth' } },
} as const;

const given = (request: string, when: string): string =>
  `The request was cancelled, or the time for the whole operation was up. ${request} was given up ${when}.`;

it('ends a request on the wire at once, and says that it may have been done', async () => {
  stage.server.on(CREATE, 'hang');
  const stop = new AbortController();
  const arrival = stage.server.arrival(CREATE);
  const call = errorOf(stage.client().createRegistry('basic', REGISTRY, { signal: stop.signal }));
  await arrival;
  const stoppedAt = performance.now();
  stop.abort(new Error('Ctrl-C'));
  const error = await call;
  expect(performance.now() - stoppedAt).toBeLessThan(5000);
  expect(error).toMatchObject({ reason: 'cancelled', mayHaveHappened: true, cause: { message: 'Ctrl-C' } });
  expect(error.message).toBe(given(CREATE, 'after it was sent: Palette may have done what it asked for'));
});

it('sends nothing with a signal that is aborted already', async () => {
  const error = await errorOf(stage.client().listRegistries({ signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ reason: 'cancelled', mayHaveHappened: false });
  expect(stage.server.trail).toEqual([]);
});

it('ends the wait for its turn at once', async () => {
  stage.server.on(SUMMARY, { json: { items: [] } });
  const client = stage.client({ requestsPerSecond: 0.001, burst: 1 });
  await client.listRegistries();
  const stop = new AbortController();
  const call = errorOf(client.listRegistries({ signal: stop.signal }));
  setImmediate(() => stop.abort());
  expect((await call).message).toBe(given(SUMMARY, 'before it had an answer'));
  expect(stage.server.trail).toHaveLength(1);
});

it('ends the wait between two attempts at once', async () => {
  stage.server.on(SUMMARY, paletteError(429, 'TooManyRequests', 'x', { 'retry-after': '3600' }));
  const stop = new AbortController();
  const log = (): void => stop.abort();
  const client = new PaletteClient({
    host: stage.server.url,
    apiKey: API_KEY,
    environment: {},
    log: (level) => level === 'info' && log(),
  });
  const startedAt = performance.now();
  const error = await errorOf(client.listRegistries({ signal: stop.signal }));
  await client.close();
  expect(error.reason).toBe('cancelled');
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

it('remembers that an earlier attempt may have done it', async () => {
  const update = 'PUT /v1/registries/oci/u/basic';
  stage.server.on(update, { status: 503, headers: { 'retry-after': '3600' } });
  const stop = new AbortController();
  const log: PaletteClientOptions['log'] = (level) => level === 'info' && stop.abort();
  const client = stage.client({ maxRetries: 5, log });
  const error = await errorOf(client.updateRegistry('basic', 'u', REGISTRY, { signal: stop.signal }));
  expect(error).toMatchObject({ reason: 'cancelled', mayHaveHappened: true });
});

describe('the time limit of a request', () => {
  it.each(['hang', 'stall'] as const)('ends one that is answered by: %s', async (kind) => {
    const stalled = { status: 200, headers: { 'content-length': '100' }, text: '{' };
    stage.server.on(SUMMARY, kind === 'hang' ? 'hang' : stalled);
    const error = await errorOf(stage.client({ requestTimeoutMs: 150, maxRetries: 3 }).listRegistries());
    expect(error).toMatchObject({ reason: 'timeout', mayHaveHappened: false });
    expect(error.message).toBe(
      `"${new URL(stage.server.url).host}" did not answer within 0.15 s. Try again, or allow more time per request. ${SUMMARY} got no answer.`,
    );
    expect(stage.server.trail).toHaveLength(1);
  });

  it('leaves the client in good health', async () => {
    stage.server.on(SUMMARY, 'hang', { json: { items: [] } });
    const client = stage.client({ requestTimeoutMs: 150 });
    expect((await errorOf(client.listRegistries())).reason).toBe('timeout');
    expect(await client.listRegistries()).toEqual([]);
  });
});
