import { type Sandbox, startSandbox } from '../../src/sandbox';
import { basicRegistry, call, closeChecked, create, ecrRegistry, paletteError } from '../support/palette-calls';

let sandbox: Sandbox;
let now = new Date('2026-09-15T10:00:00.000Z');
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: false, clock: () => now });
});
afterAll(() => closeChecked(sandbox, { unusualRequests: true }));

async function read(uid: string, kind: 'basic' | 'ecr'): Promise<unknown> {
  const answer = await call(sandbox, 'GET', `/v1/registries/oci/${uid}/${kind}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

describe('creating a registry', () => {
  it('stores a basic registry, masks its password and fills in what the server owns', async () => {
    const body = { kind: 'OciRegistry', ...basicRegistry('basic-1') };
    const created = await call(sandbox, 'POST', '/v1/registries/oci/basic', { body });
    expect(created.headers.get('audituid')).toMatch(/^[0-9a-f]{24}$/);
    const { uid } = created.body as { uid: string };
    expect(await read(uid, 'basic')).toEqual({
      kind: 'OciRegistry',
      metadata: {
        name: 'basic-1',
        uid,
        creationTimestamp: '2026-09-15T10:00:00.000Z',
        lastModifiedTimestamp: '2026-09-15T10:00:00.000Z',
      },
      spec: {
        endpoint: 'https://registry.example.com',
        providerType: 'helm',
        containsSpectroManifest: false,
        scope: 'cluster',
        auth: {
          type: 'basic',
          username: 'robot$ci',
          password: '********',
          tls: { enabled: false, insecureSkipVerify: false },
        },
      },
      status: { syncStatus: { isSyncSupported: false } },
    });
  });

  it('masks the secret key of an ECR registry and nothing else of its credentials', async () => {
    const sts = { arn: 'arn:aws:iam::123456789012:role/palette', externalId: 'ext' };
    const credentials = { credentialType: 'sts', accessKey: 'AKIAEXAMPLE', secretKey: 'aws-secret', sts };
    const uid = await create(sandbox, 'ecr', ecrRegistry('ecr-1', { credentials, defaultRegion: 'us-east-1' }));
    expect(await read(uid, 'ecr')).toMatchObject({
      spec: {
        isPrivate: true,
        defaultRegion: 'us-east-1',
        credentials: { credentialType: 'sts', accessKey: 'AKIAEXAMPLE', secretKey: '********', sts },
        tls: { enabled: false, insecureSkipVerify: false },
      },
    });
  });

  it('masks a token and shows a registry without authentication without secrets', async () => {
    const withToken = await create(sandbox, 'basic', basicRegistry('token-1', { auth: { type: 'token', token: 't' } }));
    expect(await read(withToken, 'basic')).toMatchObject({ spec: { auth: { type: 'token', token: '********' } } });
    const open = await create(sandbox, 'basic', basicRegistry('open-1', { auth: { type: 'noAuth', password: '' } }));
    expect(await read(open, 'basic')).toMatchObject({
      spec: { auth: { type: 'noAuth', tls: { enabled: false, insecureSkipVerify: false } } },
    });
  });

  it('drops fields that it does not know, and keeps labels with any key', async () => {
    const labels = JSON.parse('{"team":"a","__proto__":"kept"}') as object;
    const body = {
      ...basicRegistry('labels-1', { invented: 1 }),
      metadata: { name: 'labels-1', labels, annotations: { a: 'b' } },
    };
    const uid = await create(sandbox, 'basic', body);
    const { metadata, spec } = (await read(uid, 'basic')) as { metadata: { labels: object }; spec: object };
    expect(Object.entries(metadata.labels)).toEqual([
      ['team', 'a'],
      ['__proto__', 'kept'],
    ]);
    expect(spec).not.toHaveProperty('invented');
  });

  it('refuses a name that another registry of the tenant has, whatever its kind', async () => {
    await create(sandbox, 'basic', basicRegistry('taken'));
    expect(await call(sandbox, 'POST', '/v1/registries/oci/ecr', { body: ecrRegistry('taken') })).toMatchObject({
      status: 409,
      body: paletteError('ResourceAlreadyExists', 'A registry with the name "taken" already exists in this tenant'),
    });
  });

  const cases: [string, 'basic' | 'ecr', object, string][] = [
    ['no spec', 'basic', { metadata: { name: 'x' } }, 'spec in body is required'],
    [
      'no metadata',
      'basic',
      { spec: { endpoint: 'https://e', auth: {} } },
      'metadata.name in body should not be empty',
    ],
    ['an empty name', 'basic', basicRegistry(''), 'metadata.name in body should not be empty'],
    ['no endpoint', 'basic', basicRegistry('x', { endpoint: undefined }), 'spec.endpoint in body is required'],
    ['an empty endpoint', 'basic', basicRegistry('x', { endpoint: '' }), 'spec.endpoint in body should not be empty'],
    ['no auth', 'basic', basicRegistry('x', { auth: undefined }), 'spec.auth in body is required'],
    ['no isPrivate', 'ecr', ecrRegistry('x', { isPrivate: null }), 'spec.isPrivate in body is required'],
    [
      'an unknown provider type',
      'basic',
      basicRegistry('x', { providerType: 'chart' }),
      'spec.providerType in body should be one of [helm zarf pack]',
    ],
    [
      'wrong types',
      'basic',
      basicRegistry('x', { endpoint: 1, isSyncSupported: 'yes', auth: [] }),
      'spec.endpoint in body must be of type string; spec.isSyncSupported in body must be of type boolean; ' +
        'spec.auth in body must be of type object',
    ],
    [
      'synchronization without a base content path',
      'ecr',
      ecrRegistry('x', { isSyncSupported: true }),
      'spec.baseContentPath in body is required when spec.isSyncSupported is true',
    ],
    [
      'packs without synchronization',
      'basic',
      basicRegistry('x', { providerType: 'pack' }),
      'spec.isSyncSupported in body must be true for spec.providerType "pack"',
    ],
    [
      'a label that is no text',
      'basic',
      { ...basicRegistry('x'), metadata: { name: 'x', labels: { a: 1 } } },
      'metadata.labels in body must be of type object of strings',
    ],
    ['a list', 'basic', [], 'body in body must be of type object'],
  ];
  it.each(cases)('answers 400 to %s', async (_case, kind, body, message) => {
    expect(await call(sandbox, 'POST', `/v1/registries/oci/${kind}`, { body })).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', message),
    });
  });

  it('answers 400 to a flag of the query that is no boolean', async () => {
    expect(
      await call(sandbox, 'POST', '/v1/registries/oci/basic?skipPackSync=1', { body: basicRegistry('x') }),
    ).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', 'skipPackSync in query must be of type boolean: "1"'),
    });
  });
});

describe('replacing a registry', () => {
  it('replaces the whole object: what is left out is gone', async () => {
    const first = {
      ...basicRegistry('replaced', { basePath: '/api' }),
      metadata: { name: 'replaced', labels: { a: 'b' } },
    };
    const uid = await create(sandbox, 'basic', first);
    now = new Date('2026-09-15T11:00:00.000Z');
    const body = basicRegistry('replaced', { endpoint: 'https://other.example.com' });
    expect(await call(sandbox, 'PUT', `/v1/registries/oci/${uid}/basic`, { body })).toMatchObject({
      status: 204,
      body: undefined,
    });
    const after = (await read(uid, 'basic')) as { metadata: object; spec: object };
    expect(after.metadata).toEqual({
      name: 'replaced',
      uid,
      creationTimestamp: '2026-09-15T10:00:00.000Z',
      lastModifiedTimestamp: '2026-09-15T11:00:00.000Z',
    });
    expect(after.spec).toMatchObject({ endpoint: 'https://other.example.com' });
    expect(after.spec).not.toHaveProperty('basePath');
  });

  it.each([
    ['helm', 'basic', true],
    ['zarf', 'basic', false],
    ['helm', 'ecr', false],
  ] as const)('keeps the sync setting of a %s registry (%s) as it was created', async (providerType, kind, before) => {
    const name = `sync-${providerType}-${kind}`;
    const build = kind === 'ecr' ? ecrRegistry : basicRegistry;
    const body = (isSyncSupported: boolean): object =>
      build(name, { providerType, isSyncSupported, baseContentPath: 'p' });
    const uid = await create(sandbox, kind, body(before), '?skipPackSync=true');
    expect(await call(sandbox, 'PUT', `/v1/registries/oci/${uid}/${kind}`, { body: body(!before) })).toMatchObject({
      status: 400,
      body: paletteError(
        'InvalidRequest',
        'Registry synchronization setting cannot be changed after the registry is created',
      ),
    });
  });

  it('refuses another name', async () => {
    const uid = await create(sandbox, 'ecr', ecrRegistry('old-name'));
    expect(
      await call(sandbox, 'PUT', `/v1/registries/oci/${uid}/ecr`, { body: ecrRegistry('new-name') }),
    ).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', 'metadata.name cannot be changed from "old-name" to "new-name"'),
    });
  });
});

describe('deleting a registry', () => {
  it.each([
    ['its own path', (uid: string) => `/v1/registries/oci/${uid}/basic`],
    ['the path for all kinds', (uid: string) => `/v1/registries/${uid}`],
  ])('works by %s, once', async (_case, path) => {
    const uid = await create(sandbox, 'basic', basicRegistry('deleted'));
    expect(await call(sandbox, 'DELETE', path(uid))).toMatchObject({ status: 204, body: undefined });
    expect(await call(sandbox, 'DELETE', path(uid))).toMatchObject({
      status: 404,
      body: paletteError('ResourceNotFound', 'Resource not found'),
    });
    expect(await call(sandbox, 'GET', `/v1/registries/oci/${uid}`)).toMatchObject({ status: 404 });
  });

  it('is refused while cluster profiles use it, which are named', async () => {
    const uid = await create(sandbox, 'basic', basicRegistry('used'));
    sandbox.useInClusterProfiles('used', ['web-platform', 'edge']);
    const path = `/v1/registries/oci/${uid}/basic`;
    expect(await call(sandbox, 'DELETE', path)).toMatchObject({
      status: 500,
      body: {
        ...paletteError('RegistryInUse', 'The registry "used" is in use by cluster profiles'),
        details: { clusterProfiles: [{ name: 'web-platform' }, { name: 'edge' }] },
      },
    });
    expect(await call(sandbox, 'GET', path)).toMatchObject({ status: 200 });
    sandbox.useInClusterProfiles('used', []);
    expect(await call(sandbox, 'DELETE', path)).toMatchObject({ status: 204 });
  });
});
