import { createRegistryOnce } from '../../src/palette';
import { paletteError, type ProgrammedAnswer } from '../support/http-answers';
import { errorOf, SUMMARY, useStage } from './setup';

const stage = useStage();
const CREATE = 'POST /v1/registries/oci/basic';
const UID = '65a1b2c3d4e5f60718293a4b';
const REGISTRY = {
  metadata: { name: 'harbor' },
  spec: {
    endpoint: 'https://Harbor.example.com/',
    auth: { type: 'basic', username: 'u', password: 'planted-password' },
  },
} as const;

interface Listed {
  readonly name?: string;
  readonly type?: string;
  readonly endpoint?: string;
  readonly ageMs?: number;
}
const listed =
  (changes: Listed = {}): ProgrammedAnswer =>
  () => ({
    json: {
      items: [
        {
          metadata: { uid: 'f00000000000000000000000', name: 'other' },
          spec: { registryType: 'basic', endpoint: REGISTRY.spec.endpoint },
        },
        {
          metadata: {
            uid: UID,
            name: changes.name ?? 'harbor',
            creationTimestamp: new Date(Date.now() - (changes.ageMs ?? 0)).toISOString(),
          },
          spec: { registryType: changes.type ?? 'Basic', endpoint: changes.endpoint ?? 'https://harbor.EXAMPLE.com' },
        },
      ],
    },
  });
const nothing: ProgrammedAnswer = { json: { items: [] } };

it('creates with one request', async () => {
  stage.server.on(CREATE, { status: 201, json: { uid: UID } });
  expect(await createRegistryOnce(stage.client(), 'basic', REGISTRY)).toEqual({ uid: UID, adopted: false });
  expect(stage.server.trail).toEqual([CREATE]);
});

describe('adopts what was created when the answer is lost', () => {
  it.each<[string, ProgrammedAnswer]>([
    ['the connection is reset', 'reset'],
    ['the connection is closed', 'close'],
    ['the answer breaks off', 'cut'],
    ['the answer comes too late', 'hang'],
    ['a gateway gives up', { status: 504 }],
    ['the answer has no uid', { status: 201, json: { uid: '' } }],
  ])('%s', async (_situation, answer) => {
    stage.server.on(CREATE, answer).on(SUMMARY, listed());
    const client = stage.client({ requestTimeoutMs: 300, maxRetries: 3 });
    expect(await createRegistryOnce(client, 'basic', REGISTRY)).toEqual({ uid: UID, adopted: true });
    expect(stage.server.trail).toEqual([CREATE, SUMMARY]);
  });

  it('also when Palette was still at work at the first look', async () => {
    stage.server.on(CREATE, 'reset').on(SUMMARY, nothing, listed());
    expect(await createRegistryOnce(stage.client(), 'basic', REGISTRY)).toEqual({ uid: UID, adopted: true });
    expect(stage.server.trail).toEqual([CREATE, SUMMARY, SUMMARY]);
  });

  it('also after a cancellation: one look', async () => {
    stage.server.on(CREATE, 'hang').on(SUMMARY, listed());
    const stop = new AbortController();
    const arrival = stage.server.arrival(CREATE);
    const call = createRegistryOnce(stage.client(), 'basic', REGISTRY, { signal: stop.signal });
    await arrival;
    stop.abort();
    expect(await call).toEqual({ uid: UID, adopted: true });
  });
});

describe('gives the original error, and adopts nothing, when the registry of that name', () => {
  it.each<[string, ProgrammedAnswer]>([
    ['has another endpoint', listed({ endpoint: 'https://harbor.example.com/other' })],
    ['is of another kind', listed({ type: 'ecr' })],
    ['is older than the request', listed({ ageMs: 3_600_000 })],
    ['is not there', listed({ name: 'Harbor' })],
    ['cannot be looked for', paletteError(403, 'Forbidden', 'no')],
  ])('%s', async (_situation, summary) => {
    stage.server.on(CREATE, 'hang').on(SUMMARY, summary);
    // A cancellation leaves time for one look only, which keeps this test short.
    const stop = new AbortController();
    const arrival = stage.server.arrival(CREATE);
    const call = errorOf(createRegistryOnce(stage.client(), 'basic', REGISTRY, { signal: stop.signal }));
    await arrival;
    stop.abort();
    expect(await call).toMatchObject({ reason: 'cancelled', mayHaveHappened: true, method: 'POST' });
    expect(stage.server.trail).toEqual([CREATE, SUMMARY]);
  });
});

it.each([
  [400, 'InvalidName'],
  [409, 'DuplicateName'],
  [500, 'DbError'],
])('looks for nothing after a plain %d', async (status, code) => {
  stage.server.on(CREATE, paletteError(status, code, 'message'));
  expect((await errorOf(createRegistryOnce(stage.client(), 'basic', REGISTRY))).code).toBe(code);
  expect(stage.server.trail).toEqual([CREATE]);
});
