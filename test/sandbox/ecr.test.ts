import { type Sandbox, startSandbox } from '../../src/sandbox';
import { newSampleIdentity, type SampleRegistryIdentity } from '../../src/sandbox/sample-identity';
import { type RunningSampleRegistry, startSampleRegistry } from '../../src/sandbox/sample-registry';
import { call, closeChecked, create, ecrRegistry, paletteError } from '../support/palette-calls';
import { type SmallAws, type SmallAwsRules, startSmallAws } from '../support/small-aws';

const ROLE = 'arn:aws:iam::123456789012:role/palette-reads-charts';

let sandbox: Sandbox;
let registry: RunningSampleRegistry;
let identity: SampleRegistryIdentity;
let aws: SmallAws;
let externalId: string;
beforeAll(async () => {
  identity = { ...(await newSampleIdentity()), username: 'AWS', password: 'ecr-token' };
  registry = await startSampleRegistry(identity);
  const rules: { -readonly [Name in keyof SmallAwsRules]: SmallAwsRules[Name] } = {
    ecrAccessKeys: ['AKIAGOOD', 'ASIAROLE'],
    stsAccessKey: 'test',
    roleArn: ROLE,
    externalId: '',
    roleAccessKey: 'ASIAROLE',
    token: 'ecr-token',
  };
  aws = await startSmallAws(rules);
  sandbox = await startSandbox({
    rateLimit: false,
    ecrApiEndpoint: aws.url,
    ecrRegistryEndpoint: registry.access.endpoint,
  });
  const account = (await call(sandbox, 'GET', '/v1/clouds/aws/account/sts')).body as { externalId: string };
  externalId = account.externalId;
  // From now on the role trusts this tenant.
  rules.externalId = externalId;
});
afterAll(async () => {
  await closeChecked(sandbox);
  await Promise.all([registry.close(), aws.close()]);
});

function spec(changes: object = {}): object {
  const { spec: example } = ecrRegistry('x') as { spec: object };
  const tls = { enabled: true, insecureSkipVerify: false, ca: identity.certificate };
  const credentials = { credentialType: 'secret', accessKey: 'AKIAGOOD', secretKey: 'right' };
  return { ...example, baseContentPath: 'platform/charts', isSyncSupported: true, tls, credentials, ...changes };
}

function validate(body: object) {
  return call(sandbox, 'POST', '/v1/registries/oci/ecr/validate', { body });
}

const sts = (arn: string, id: string): object => ({
  credentials: { credentialType: 'sts', sts: { arn, externalId: id } },
});

describe('an ECR registry in the sandbox', () => {
  it('is validated with access keys through a real login', async () => {
    const answer = await validate(spec());
    expect(answer).toMatchObject({ status: 204 });
    expect(answer.headers.get('audituid')).toMatch(/^[0-9a-f]{24}$/);
  });

  it('is validated with an assumed role that trusts the external ID of the tenant', async () => {
    expect(await validate(spec(sts(ROLE, externalId)))).toMatchObject({ status: 204 });
  });

  it('is synchronized like any other', async () => {
    const uid = await create(sandbox, 'ecr', { metadata: { name: 'synced' }, spec: spec() });
    await sandbox.syncIdle();
    expect((await call(sandbox, 'GET', `/v1/registries/oci/${uid}/ecr/sync/status`)).body).toMatchObject({
      status: 'Completed',
      isSyncSupported: true,
    });
    expect((await call(sandbox, 'GET', `/v1/packs/hello/registries/${uid}`)).body).toMatchObject({
      tags: [{ tag: '1.2.0' }, { tag: '1.1.0' }, { tag: '1.0.0' }],
    });
  });

  it.each([
    [
      'a role that does not trust Palette',
      () => sts(`${ROLE}-other`, externalId),
      `cannot assume the role "${ROLE}-other": not authorized to assume`,
    ],
    ['no role', () => sts('', externalId), 'credentials.sts.arn is required'],
    [
      'an external ID of another tenant',
      () => sts(ROLE, 'other'),
      'credentials.sts.externalId is not the external ID of this tenant',
    ],
    ['no credentials', () => ({ credentials: {} }), 'credentials.accessKey and credentials.secretKey are required'],
    [
      'pod identity',
      () => ({ credentials: { credentialType: 'pod-identity' } }),
      'pod-identity is not available to tenants',
    ],
  ])('answers InvalidRegistryCredentials to %s', async (_case, changes, reason) => {
    expect(await validate(spec(changes()))).toMatchObject({
      status: 400,
      body: paletteError(
        'InvalidRegistryCredentials',
        `Failed to connect to the registry "123456789012.dkr.ecr.us-east-1.amazonaws.com": ${reason}`,
      ),
    });
  });

  it('answers InvalidRegistryCredentials to access keys that AWS does not know', async () => {
    const credentials = { credentialType: 'secret', accessKey: 'AKIAGONE', secretKey: 'x' };
    expect(await validate(spec({ credentials }))).toMatchObject({
      status: 400,
      body: {
        code: 'InvalidRegistryCredentials',
        message: expect.stringContaining('The security token included in the request is invalid.'),
      },
    });
  });

  it('asks without credentials when the registry is not private', async () => {
    const answer = await validate(spec({ isPrivate: false, credentials: undefined }));
    expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidRegistryCredentials' } });
  });

  it.each(['https://123456789012.dkr.ecr.us-east-1.amazonaws.com', 'registry.example.com'])(
    'refuses %s, which is no ECR endpoint',
    async (endpoint) => {
      expect(await validate(spec({ endpoint }))).toMatchObject({
        status: 400,
        body: { code: 'InvalidRegistryEndpoint' },
      });
    },
  );
});

it('reports an AWS that cannot be reached as unreachable', async () => {
  const lonely = await startSandbox({ ecrApiEndpoint: 'http://127.0.0.1:1' });
  const account = (await call(lonely, 'GET', '/v1/clouds/aws/account/sts')).body as { externalId: string };
  const body = spec(sts(ROLE, account.externalId));
  const answer = await call(lonely, 'POST', '/v1/registries/oci/ecr/validate', { body });
  await lonely.close();
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'RegistryUnreachable', message: expect.stringContaining('ECONNREFUSED') },
  });
});
