import type { PaletteClient } from '../../src/palette';
import { API_KEY, errorOf, useStage } from './setup';

const stage = useStage();

const UID = '65a1b2c3d4e5f60718293a4b';
const basic = {
  metadata: { name: 'harbor' },
  spec: { endpoint: 'https://harbor.example.com', auth: { type: 'noAuth' } },
} as const;
const ecr = {
  metadata: { name: 'ecr' },
  spec: { endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com', isPrivate: false },
};

describe('each method is one request of the API', () => {
  const noContent = { status: 204 };
  it.each<[string, (client: PaletteClient) => Promise<unknown>, object, unknown]>([
    [
      'POST /v1/registries/oci/basic',
      (c) => c.createRegistry('basic', basic),
      { status: 201, json: { uid: UID } },
      UID,
    ],
    ['POST /v1/registries/oci/ecr', (c) => c.createRegistry('ecr', ecr), { status: 201, json: { uid: UID } }, UID],
    [`GET /v1/registries/oci/${UID}/basic`, (c) => c.getRegistry('basic', UID), { json: basic }, basic],
    [`GET /v1/registries/oci/${UID}/ecr`, (c) => c.getRegistry('ecr', UID), { json: ecr }, ecr],
    [`PUT /v1/registries/oci/${UID}/basic`, (c) => c.updateRegistry('basic', UID, basic), noContent, undefined],
    [`PUT /v1/registries/oci/${UID}/ecr`, (c) => c.updateRegistry('ecr', UID, ecr), noContent, undefined],
    [`DELETE /v1/registries/oci/${UID}/ecr`, (c) => c.deleteRegistry('ecr', UID), noContent, undefined],
    ['POST /v1/registries/oci/basic/validate', (c) => c.validateRegistry('basic', basic.spec), noContent, undefined],
    ['POST /v1/registries/oci/ecr/validate', (c) => c.validateRegistry('ecr', ecr.spec), noContent, undefined],
    [`POST /v1/registries/oci/${UID}/basic/sync`, (c) => c.startSync('basic', UID), { status: 202 }, undefined],
    [
      `POST /v1/registries/oci/${UID}/ecr/sync?forceSync=true`,
      (c) => c.startSync('ecr', UID, { force: true }),
      { status: 202 },
      undefined,
    ],
    [
      `GET /v1/registries/oci/${UID}/ecr/sync/status`,
      (c) => c.getSyncStatus('ecr', UID),
      { json: { status: 'Completed' } },
      { status: 'Completed' },
    ],
    ['GET /v1/registries/oci/summary', (c) => c.listRegistries(), { json: { items: [] } }, []],
    [`GET /v1/registries/oci/${UID}`, (c) => c.getRegistryEntity(UID), { json: { type: 'ecr' } }, { type: 'ecr' }],
    [
      'GET /v1/registries/metadata?scope=all',
      (c) => c.listRegistryMetadata(),
      { json: { items: [{ kind: 'oci' }] } },
      [{ kind: 'oci' }],
    ],
    [
      'GET /v1/registries/metadata?scope=tenant',
      (c) => c.listRegistryMetadata('tenant'),
      { json: { items: null } },
      [],
    ],
    [
      'GET /v1/clouds/aws/account/sts?partition=aws',
      (c) => c.getAwsAccount(),
      { json: { accountId: '1' } },
      { accountId: '1' },
    ],
    ['GET /v1/clouds/aws/account/sts?partition=aws-us-gov', (c) => c.getAwsAccount('aws-us-gov'), { json: {} }, {}],
    [
      `GET /v1/packs/nginx/registries/${UID}`,
      (c) => c.getPackTags('nginx', UID),
      { json: { name: 'nginx' } },
      { name: 'nginx' },
    ],
  ])('%s', async (request, call, answer, result) => {
    stage.server.on(request.replace(/\?.*/, ''), answer);
    expect(await call(stage.client())).toEqual(result);
    expect(stage.server.trail).toEqual([request]);
  });
});

it('sends the API key and JSON headers of its own, and never a project', async () => {
  stage.server.on('GET /v1/registries/oci/summary', { json: { items: [] } });
  await stage.client().listRegistries();
  expect(stage.server.requests[0]?.headers).toEqual({
    host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    connection: 'keep-alive',
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'palette-oci-registry',
    apikey: API_KEY,
  });
});

it('validates with the spec alone as its body', async () => {
  stage.server.on('POST /v1/registries/oci/basic/validate', { status: 204 });
  await stage.client().validateRegistry('basic', basic.spec);
  expect(stage.server.requests[0]?.body).toEqual(basic.spec);
});

it('follows the pages of a search to the end', async () => {
  const page = (name: string, token: string, offset: number) => ({
    json: { items: [{ spec: { name } }], listmeta: { continue: token, count: 2, limit: 50, offset } },
  });
  stage.server.on('POST /v1/packs/search', page('a', 'next=1', 50), page('b', '', 0));
  const found = await stage.client().searchPacks({ registryUid: UID });
  expect(found.map((pack) => pack.spec?.name)).toEqual(['a', 'b']);
  expect(stage.server.trail).toEqual([
    'POST /v1/packs/search?limit=50',
    'POST /v1/packs/search?limit=50&offset=50&continue=next%3D1',
  ]);
  expect(stage.server.requests[0]?.body).toEqual({ filter: { registryUid: [UID] } });
});

it('keeps its connections for what follows', async () => {
  stage.server.on('GET /v1/registries/oci/summary', { json: { items: [] } });
  const client = stage.client();
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(Array.from({ length: 25 }, () => client.listRegistries()));
  }
  const connections = new Set(stage.server.requests.map((request) => request.port));
  expect(stage.server.requests).toHaveLength(50);
  expect(connections.size).toBeLessThanOrEqual(25);
});

it.each(['', '.', '..'])('refuses the uid "%s", which would name another path', async (uid) => {
  const call = async (): Promise<unknown> => stage.client().getRegistryEntity(uid);
  await expect(call()).rejects.toThrow(`Expected a uid or name, got "${uid}".`);
  expect(stage.server.trail).toEqual([]);
});

it('escapes what is not plain in a path', async () => {
  stage.server.on('GET /v1/registries/oci/a%2Fb%3F', { json: {} });
  await stage.client().getRegistryEntity('a/b?');
  expect(stage.server.trail).toEqual(['GET /v1/registries/oci/a%2Fb%3F']);
});

it('never sends a masked secret', async () => {
  const spec = { ...basic.spec, auth: { type: 'basic', username: 'u', password: '********' } } as const;
  const error = await errorOf(stage.client().updateRegistry('basic', UID, { ...basic, spec }));
  expect(error.message).toBe(
    `"spec.auth.password" is a masked value as Palette shows it, not the secret itself. It would overwrite the secret that Palette holds, so PUT /v1/registries/oci/${UID}/basic was not sent.`,
  );
  await expect(stage.client().createRegistry('basic', { ...basic, spec })).rejects.toThrow('masked value');
  await expect(stage.client().validateRegistry('basic', spec)).rejects.toThrow('"auth.password" is a masked value');
  expect(stage.server.trail).toEqual([]);
});

it('gives up what is under way when it is closed', async () => {
  stage.server.on('GET /v1/registries/oci/summary', 'hang');
  const client = stage.client();
  const arrival = stage.server.arrival('GET /v1/registries/oci/summary');
  const call = errorOf(client.listRegistries());
  await arrival;
  await client.close();
  expect((await call).reason).toBe('cancelled');
  expect((await errorOf(client.listRegistries())).reason).toBe('cancelled');
});
