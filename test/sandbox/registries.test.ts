import { type Sandbox, startSandbox } from '../../src/sandbox';
import { basicRegistry, call, closeChecked, create, ecrRegistry, paletteError } from '../support/palette-calls';

const PALETTE_REGISTRY = '64eaff5630402973c4e1856a';

describe('what is asked about registries of any kind', () => {
  let sandbox: Sandbox;
  let basicUid: string;
  let ecrUid: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimit: false, clock: () => new Date('2026-09-15T10:00:00.000Z') });
    basicUid = await create(sandbox, 'basic', basicRegistry('team-harbor'));
    ecrUid = await create(sandbox, 'ecr', ecrRegistry('team-ecr', { defaultRegion: 'us-east-1' }));
  });
  afterAll(() => closeChecked(sandbox, { unusualRequests: true }));

  it('lists the tenant registries and the built-in ones in the summary', async () => {
    const { status, body } = await call(sandbox, 'GET', '/v1/registries/oci/summary');
    const { items } = body as { items: { metadata: { name: string } }[] };
    expect(status).toBe(200);
    expect(items.map(({ metadata }) => metadata.name)).toEqual([
      'team-harbor',
      'team-ecr',
      'Palette Registry',
      'Palette Community Registry',
    ]);
    expect(items[1]).toEqual({
      metadata: {
        name: 'team-ecr',
        uid: ecrUid,
        labels: {},
        annotations: {},
        creationTimestamp: '2026-09-15T10:00:00.000Z',
        lastModifiedTimestamp: '2026-09-15T10:00:00.000Z',
      },
      spec: {
        registryType: 'ecr',
        providerType: 'helm',
        isPrivate: true,
        endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
        scope: 'cluster',
        defaultRegion: 'us-east-1',
        containsSpectroManifest: false,
      },
      status: { sync: { isSyncSupported: false } },
    });
  });

  it.each([
    ['', ['Public Repo', 'Bitnami', 'team-harbor', 'team-ecr', 'Palette Registry', 'Palette Community Registry']],
    [
      '?scope=all&kind=helm&limit=1',
      ['Public Repo', 'Bitnami', 'team-harbor', 'team-ecr', 'Palette Registry', 'Palette Community Registry'],
    ],
    ['?scope=tenant', ['team-harbor', 'team-ecr']],
    ['?scope=system', ['Public Repo', 'Bitnami', 'Palette Registry', 'Palette Community Registry']],
  ])('lists metadata of all kinds for "%s"', async (query, names) => {
    const { body } = await call(sandbox, 'GET', `/v1/registries/metadata${query}`);
    expect((body as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual(names);
  });

  it('marks built-in registries in the metadata only', async () => {
    const { body } = await call(sandbox, 'GET', '/v1/registries/metadata');
    expect((body as { items: object[] }).items).toEqual(
      expect.arrayContaining([
        { uid: basicUid, name: 'team-harbor', kind: 'oci', scope: 'cluster', isDefault: false, isPrivate: true },
        {
          uid: PALETTE_REGISTRY,
          name: 'Palette Registry',
          kind: 'oci',
          scope: 'cluster',
          isDefault: true,
          isPrivate: true,
        },
      ]),
    );
  });

  it('refuses an unknown scope', async () => {
    expect(await call(sandbox, 'GET', '/v1/registries/metadata?scope=project')).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', 'scope in query should be one of [system tenant all]: "project"'),
    });
  });

  it('shows an entity flat, an ECR one with a masked token', async () => {
    expect((await call(sandbox, 'GET', `/v1/registries/oci/${ecrUid}?clusterUid=c`)).body).toEqual({
      type: 'ecr',
      providerType: 'helm',
      endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      scope: 'cluster',
      defaultRegion: 'us-east-1',
      auth: { type: 'token', token: '********', tls: { enabled: false, insecureSkipVerify: false } },
    });
    expect((await call(sandbox, 'GET', `/v1/registries/oci/${basicUid}`)).body).toEqual({
      type: 'basic',
      providerType: 'helm',
      endpoint: 'https://registry.example.com',
      scope: 'cluster',
      auth: {
        type: 'basic',
        username: 'robot$ci',
        password: '********',
        tls: { enabled: false, insecureSkipVerify: false },
      },
    });
  });

  it('shows the image mirror of the instance', async () => {
    expect(await call(sandbox, 'GET', '/v1/registries/oci/image')).toMatchObject({
      status: 200,
      body: { name: 'Palette Image Registry' },
    });
  });

  it.each([
    ['PUT', `/v1/registries/oci/${PALETTE_REGISTRY}/ecr`],
    ['DELETE', `/v1/registries/oci/${PALETTE_REGISTRY}/ecr`],
    ['DELETE', `/v1/registries/${PALETTE_REGISTRY}`],
    ['POST', `/v1/registries/oci/${PALETTE_REGISTRY}/ecr/sync`],
  ])('lets nobody change a built-in registry: %s %s', async (method, path) => {
    const body = method === 'PUT' ? ecrRegistry('Palette Registry') : undefined;
    expect(await call(sandbox, method, path, { body })).toMatchObject({
      status: 403,
      body: paletteError(
        'OperationForbidden',
        'The registry "Palette Registry" is built into Palette and cannot be changed by a tenant',
      ),
    });
  });
});

describe('the AWS account of Palette', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => closeChecked(sandbox));

  it('is twelve digits with the external ID of the tenant, one account for each partition', async () => {
    const [standard, government] = await Promise.all([
      call(sandbox, 'GET', '/v1/clouds/aws/account/sts'),
      call(sandbox, 'GET', '/v1/clouds/aws/account/sts?partition=aws-us-gov'),
    ]);
    const account = {
      accountId: expect.stringMatching(/^\d{12}$/),
      externalId: expect.stringMatching(/^[0-9a-f]{32}$/),
    };
    expect(standard.body).toEqual({ ...account, partition: 'aws' });
    expect(government.body).toEqual({ ...account, partition: 'aws-us-gov' });
    expect(standard.body).not.toMatchObject({ accountId: (government.body as { accountId: string }).accountId });
  });

  it('exists for two partitions only', async () => {
    expect(await call(sandbox, 'GET', '/v1/clouds/aws/account/sts?partition=aws-cn')).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', 'partition in query should be one of [aws aws-us-gov]: "aws-cn"'),
    });
  });
});
