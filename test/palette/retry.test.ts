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
  const always = [READ, UPDATE, DELETE, VALIDATE];
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
  it.each([CREATE, SYNC].map((call) => [call.route, call] as const))('%s after 429 only', async (_route, call) => {
    stage.server.on(call.route, paletteError(429, 'TooManyRequests', 'x', NOW), call.success);
    await call.send(stage.client({ maxRetries: 1 }));
    expect(stage.server.trail).toHaveLength(2);
  });
});

describe('what is not sent again', () => {
  it.each(
    [CREATE, SYNC].flatMap((call) =>
      (['reset', 'close', 'cut', 502, 503, 504] as const).map((failure) => [call.route, failure, call] as const),
    ),
  )('%s after %s: Palette may have done it', async (_route, failure, call) => {
    stage.server.on(
      call.route,
      typeof failure === 'number' ? { status: failure, headers: NOW } : failure,
      call.success,
    );
    const error = await errorOf(call.send(stage.client({ maxRetries: 3 })));
    expect(error.mayHaveHappened).toBe(true);
    expect(stage.server.trail).toHaveLength(1);
  });
  it.each([400, 401, 403, 404, 409, 422, 500, 501])('a read after %d', async (status) => {
    stage.server.on(SUMMARY, paletteError(status, 'Code', 'message', NOW));
    expect((await errorOf(stage.client({ maxRetries: 3 }).listRegistries())).status).toBe(status);
    expect(stage.server.trail).toHaveLength(1);
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
