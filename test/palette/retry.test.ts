import type { PaletteClient } from '../../src/palette';
import { paletteError, type ProgrammedAnswer } from '../support/http-answers';
import { errorOf, SUMMARY, useStage } from './setup';

const stage = useStage();
const UID = '65a1b2c3d4e5f60718293a4b';
const SPEC = { endpoint: 'https://r.example.com', auth: { type: 'noAuth' } } as const;
const REGISTRY = { metadata: { name: 'r' }, spec: SPEC };
const NOW = { 'retry-after': '0' };

interface Call {
  readonly route: string;
  readonly send: (client: PaletteClient) => Promise<unknown>;
  readonly success: ProgrammedAnswer;
}
const READ: Call = { route: SUMMARY, send: (c) => c.listRegistries(), success: { json: { items: [] } } };
const UPDATE: Call = {
  route: `PUT /v1/registries/oci/${UID}/basic`,
  send: (c) => c.updateRegistry('basic', UID, REGISTRY),
  success: { status: 204 },
};
const DELETE: Call = {
  route: `DELETE /v1/registries/oci/${UID}/basic`,
  send: (c) => c.deleteRegistry('basic', UID),
  success: { status: 204 },
};
const VALIDATE: Call = {
  route: 'POST /v1/registries/oci/basic/validate',
  send: (c) => c.validateRegistry('basic', SPEC),
  success: { status: 204 },
};
const CREATE: Call = {
  route: 'POST /v1/registries/oci/basic',
  send: (c) => c.createRegistry('basic', REGISTRY),
  success: { status: 201, json: { uid: UID } },
};
const SYNC: Call = {
  route: `POST /v1/registries/oci/${UID}/basic/sync`,
  send: (c) => c.startSync('basic', UID),
  success: { status: 202 },
};

describe('what is sent again', () => {
  const always = [READ, UPDATE, DELETE, VALIDATE, SYNC];
  const failures: [string, ProgrammedAnswer][] = [
    ...[429, 502, 503, 504].map((status): [string, ProgrammedAnswer] => [
      String(status),
      paletteError(status, 'Busy', 'x', NOW),
    ]),
    ['reset', 'reset'],
    ['close', 'close'],
    ['cut', 'cut'],
  ];
  it.each(always.flatMap((call) => failures.map(([name, failure]) => [call.route, name, call, failure] as const)))(
    '%s after %s',
    async (_route, _failure, call, failure) => {
      stage.server.on(call.route, failure, call.success);
      await call.send(stage.client({ maxRetries: 1 }));
      expect(stage.server.trail).toHaveLength(2);
    },
  );
  it('a creation after 429 only', async () => {
    stage.server.on(CREATE.route, paletteError(429, 'TooManyRequests', 'x', NOW), CREATE.success);
    await CREATE.send(stage.client({ maxRetries: 1 }));
    expect(stage.server.trail).toHaveLength(2);
  });
});

describe('what is not sent again', () => {
  it.each(['reset', 'close', 'cut', 502, 503, 504] as const)(
    'a creation after %s: Palette may have done it',
    async (failure) => {
      const programmed = typeof failure === 'number' ? { status: failure, headers: NOW } : failure;
      stage.server.on(CREATE.route, programmed, CREATE.success);
      const error = await errorOf(CREATE.send(stage.client({ maxRetries: 3 })));
      expect(error.mayHaveHappened).toBe(true);
      expect(stage.server.trail).toHaveLength(1);
    },
  );
  it.each([400, 401, 403, 404, 409, 422, 500, 501])('a read after %d', async (status) => {
    stage.server.on(SUMMARY, paletteError(status, 'Code', 'message', NOW));
    expect((await errorOf(stage.client({ maxRetries: 3 }).listRegistries())).status).toBe(status);
    expect(stage.server.trail).toHaveLength(1);
  });
});

describe('after an attempt whose answer was lost', () => {
  const EARLIER = 'An attempt before this one left, and its answer was lost.';
  const inDoubt = [UPDATE, DELETE, SYNC].flatMap((call) =>
    [401, 403, 404, 429, 500].map((status) => [call.route, status, call] as const),
  );
  it.each(inDoubt)('%s that ends with %d may have been done all the same', async (route, status, call) => {
    stage.server.on(call.route, 'reset', paletteError(status, 'Code', 'no', NOW));
    const error = await errorOf(call.send(stage.client({ maxRetries: 1 })));
    expect(error).toMatchObject({ status, code: 'Code', mayHaveHappened: true });
    expect(error.message.split(`${route} answered ${status}`)[1]).toMatch(new RegExp(`Code: "no"\\. ${EARLIER}$`));
  });

  it('a connection that does not come about any more leaves it in doubt, too', async () => {
    const client = stage.client({ maxRetries: 1, log: (level) => level === 'info' && void stage.server.close() });
    stage.server.on(DELETE.route, { status: 503, headers: { ...NOW, connection: 'close' } });
    const error = await errorOf(DELETE.send(client));
    expect(error).toMatchObject({ reason: 'unreachable', cause: { code: 'ECONNREFUSED' }, mayHaveHappened: true });
  });

  it.each([400, 409, 422])('Palette would have refused it, too, where it answers with %d', async (status) => {
    stage.server.on(UPDATE.route, 'reset', paletteError(status, 'Code', 'no'));
    const error = await errorOf(UPDATE.send(stage.client({ maxRetries: 1 })));
    expect(error.mayHaveHappened).toBe(false);
    expect(error.message).not.toContain(EARLIER);
  });

  it('what only reads leaves no doubt', async () => {
    stage.server.on(VALIDATE.route, 'reset');
    expect(await errorOf(VALIDATE.send(stage.client({ maxRetries: 1 })))).toMatchObject({ mayHaveHappened: false });
    stage.server.on(VALIDATE.route, { status: 503, headers: NOW });
    expect(await errorOf(VALIDATE.send(stage.client({ maxRetries: 1 })))).toMatchObject({ mayHaveHappened: false });
  });
});

it('gives up after maxRetries, with the last error', async () => {
  stage.server.on(SUMMARY, paletteError(503, 'A', 'first', NOW), paletteError(429, 'B', 'last', NOW));
  const error = await errorOf(stage.client({ maxRetries: 2 }).listRegistries());
  expect([error.code, stage.server.trail.length]).toEqual(['B', 3]);
});

it('waits as long as Retry-After says, in seconds', async () => {
  stage.server.on(SUMMARY, paletteError(429, 'A', 'x', { 'retry-after': '1' }), READ.success);
  const startedAt = performance.now();
  await stage.client({ maxRetries: 1 }).listRegistries();
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
});

it('a 429 makes every other call of the client wait, so that it stays at one', async () => {
  stage.server.on(SUMMARY, paletteError(429, 'A', 'x', { 'retry-after': '1' }), READ.success);
  let tell: () => void = () => {};
  const turnedAway = new Promise<void>((resolve) => (tell = resolve));
  const client = stage.client({ maxRetries: 1, log: (level) => level === 'info' && tell() });
  const first = client.listRegistries();
  await turnedAway;
  const startedAt = performance.now();
  await client.listRegistries();
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  await first;
  expect(stage.server.trail).toHaveLength(3);
});

it('where others have used up the limit, only what was on its way already is turned away', async () => {
  let turnedAway = 0;
  let openAt = Infinity;
  stage.server.on(SUMMARY, () => {
    openAt = Math.min(openAt, performance.now() + 500);
    if (performance.now() >= openAt) return READ.success;
    turnedAway += 1;
    return paletteError(429, 'TooManyRequests', 'x');
  });
  const client = stage.client({ maxRetries: 1, requestsPerSecond: 20, burst: 100 });
  await Promise.all(Array.from({ length: 30 }, () => client.listRegistries()));
  expect({ turnedAway, all: stage.server.trail.length }).toEqual({ turnedAway: 20, all: 50 });
});

it('waits until the date that Retry-After names', async () => {
  const date = new Date(Date.now() + 2000).toUTCString();
  stage.server.on(SUMMARY, paletteError(503, 'A', 'x', { 'retry-after': date }), READ.success);
  await stage.client({ maxRetries: 1 }).listRegistries();
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date) - 5);
});

it('tells the log before it tries again, without the API key', async () => {
  stage.server.on(SUMMARY, paletteError(503, 'Busy', 'come back later', NOW), READ.success);
  await stage.client({ maxRetries: 1 }).listRegistries();
  expect(stage.logged.filter((line) => line.startsWith('["info"'))).toEqual([
    JSON.stringify([
      'info',
      'Palette request failed, attempt 2 follows',
      {
        method: 'GET',
        path: '/v1/registries/oci/summary',
        waitMs: 0,
        error: `Palette is not available at the moment. ${SUMMARY} answered 503 Service Unavailable, Busy: "come back later".`,
      },
    ]),
  ]);
});
