import { type Sandbox, startSandbox } from '../../src/sandbox';
import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../support/docker-registry';
import { describeWith } from '../support/machine-parts';
import { enforceAuthentication, MOTO, type Moto, startMoto } from '../support/moto';
import { call, closeChecked, create, ecrRegistry, paletteError } from '../support/palette-calls';
import { basicAuthorization, pushChart } from '../support/push-chart';

const ACCOUNT = '123456789012';
/** What moto hands out as ECR's password. */
const TOKEN = `${ACCOUNT}-auth-token`;

/** IAM's query API, with a signature that nobody checks yet. */
async function iam(moto: Moto, action: string, fields: Record<string, string>): Promise<string> {
  const scope = 'Credential=setup/20260101/us-east-1/iam/aws4_request';
  const response = await fetch(moto.endpoint, {
    method: 'POST',
    headers: { Authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` },
    body: new URLSearchParams({ Action: action, Version: '2010-05-08', ...fields }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action}: ${response.status} ${text}`);
  return text;
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

async function createUser(
  moto: Moto,
  name: string,
  action: string,
): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  await iam(moto, 'CreateUser', { UserName: name });
  const document = policy({ Action: action, Resource: '*' });
  await iam(moto, 'PutUserPolicy', { UserName: name, PolicyName: 'only', PolicyDocument: document });
  const answer = await iam(moto, 'CreateAccessKey', { UserName: name });
  const field = (tag: string): string => new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(answer)?.[1] ?? '';
  return { accessKeyId: field('AccessKeyId'), secretAccessKey: field('SecretAccessKey') };
}

async function createRole(
  moto: Moto,
  name: string,
  principal: string,
  externalId: string,
  action = 'ecr:GetAuthorizationToken',
): Promise<string> {
  const condition = { StringEquals: { 'sts:ExternalId': externalId } };
  const trust = policy({ Principal: { AWS: principal }, Action: 'sts:AssumeRole', Condition: condition });
  await iam(moto, 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust });
  const document = policy({ Action: action, Resource: '*' });
  await iam(moto, 'PutRolePolicy', { RoleName: name, PolicyName: 'only', PolicyDocument: document });
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

describeWith(DOCKER_REGISTRY, 'a registry under the name of ECR', () => {
  describeWith(MOTO, 'with an AWS that checks signatures and policies', () => {
    let moto: Moto;
    let registry: DockerRegistry;
    let sandbox: Sandbox;
    let reader: { accessKeyId: string; secretAccessKey: string };
    let externalId: string;
    beforeAll(async () => {
      [moto, registry] = await Promise.all([startMoto(), startDockerRegistry({ users: { AWS: TOKEN } })]);
      await pushChart(
        { endpoint: registry.endpoint, authorization: basicAuthorization('AWS', TOKEN) },
        'platform/charts/web',
      );
      reader = await createUser(moto, 'chart-reader', 'ecr:GetAuthorizationToken');
      const awsCredentials = await createUser(moto, 'palette', 'sts:AssumeRole');
      sandbox = await startSandbox({
        rateLimit: false,
        ecrApiEndpoint: moto.endpoint,
        ecrRegistryEndpoint: registry.endpoint,
        awsCredentials,
      });
      const account = await call(sandbox, 'GET', '/v1/clouds/aws/account/sts');
      externalId = (account.body as { externalId: string }).externalId;
    });
    beforeEach(() => enforceAuthentication(moto, true));
    afterEach(() => enforceAuthentication(moto, false));
    afterAll(async () => {
      await closeChecked(sandbox);
      await Promise.all([moto.close(), registry.close()]);
    });

    function validate(credentials: object) {
      const { spec } = ecrRegistry('x', { credentials, baseContentPath: 'platform' }) as { spec: object };
      return call(sandbox, 'POST', '/v1/registries/oci/ecr/validate', { body: spec });
    }

    const keys = (secretKey: string): object => ({
      credentialType: 'secret',
      accessKey: reader.accessKeyId,
      secretKey,
    });
    const sts = (arn: string): object => ({ credentialType: 'sts', sts: { arn, externalId } });

    it('takes the access key of a user who may log in', async () => {
      expect(await validate(keys(reader.secretAccessKey))).toMatchObject({ status: 204 });
    });

    it('refuses a wrong secret key, and the mask of one', async () => {
      for (const secretKey of ['wrong', '********']) {
        expect(await validate(keys(secretKey))).toMatchObject({
          status: 400,
          body: { code: 'InvalidRegistryCredentials' },
        });
      }
    });

    it('takes a role that trusts Palette with the external ID of the tenant', async () => {
      await enforceAuthentication(moto, false);
      const arn = await createRole(moto, 'trusting', `arn:aws:iam::${ACCOUNT}:user/palette`, externalId);
      await enforceAuthentication(moto, true);
      expect(await validate(sts(arn))).toMatchObject({ status: 204 });
    });

    it('refuses a role that trusts another account', async () => {
      await enforceAuthentication(moto, false);
      const arn = await createRole(moto, 'elsewhere', 'arn:aws:iam::999999999999:root', externalId);
      await enforceAuthentication(moto, true);
      expect(await validate(sts(arn))).toMatchObject({
        status: 400,
        body: {
          code: 'InvalidRegistryCredentials',
          message: expect.stringContaining(`cannot assume the role "${arn}"`),
        },
      });
    });

    it('says of a role that may be assumed, but not log in, which permission it lacks', async () => {
      await enforceAuthentication(moto, false);
      const principal = `arn:aws:iam::${ACCOUNT}:user/palette`;
      const arn = await createRole(moto, 'powerless', principal, externalId, 's3:GetObject');
      await enforceAuthentication(moto, true);
      const session = `arn:aws:sts::${ACCOUNT}:assumed-role/powerless/palette-oci-sandbox`;
      expect(await validate(sts(arn))).toMatchObject({
        status: 400,
        body: paletteError(
          'InvalidRegistryCredentials',
          `Failed to connect to the registry "${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com": AWS accepts these credentials, but ` +
            'does not allow them to log in to Amazon ECR. Expected permission for ecr:GetAuthorizationToken. Attach a policy ' +
            'to the IAM user or role that allows that action with the resource "*": it takes no other. ' +
            `GetAuthorizationToken in "us-east-1": 403 AccessDenied User: ${session} is not authorized to perform: ` +
            'ecr:GetAuthorizationToken',
        ),
      });
    });

    it('does not blame the role where its own identity is not accepted', async () => {
      const stranger = await startSandbox({ rateLimit: false, ecrApiEndpoint: moto.endpoint });
      const account = await call(stranger, 'GET', '/v1/clouds/aws/account/sts');
      const role = {
        arn: `arn:aws:iam::${ACCOUNT}:role/any`,
        externalId: (account.body as { externalId: string }).externalId,
      };
      const { spec } = ecrRegistry('x', { credentials: { credentialType: 'sts', sts: role } }) as { spec: object };
      const answer = await call(stranger, 'POST', '/v1/registries/oci/ecr/validate', { body: spec });
      await closeChecked(stranger);
      expect(answer).toMatchObject({
        status: 400,
        body: paletteError(
          'RegistryUnreachable',
          `Failed to connect to the registry "${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com": Palette's own identity in AWS, the ` +
            'access key "test", is not accepted: The security token included in the request is invalid.',
        ),
      });
    });

    it('is synchronized through the login', async () => {
      const credentials = keys(reader.secretAccessKey);
      const body = ecrRegistry('synced', { credentials, baseContentPath: 'platform', isSyncSupported: true });
      const uid = await create(sandbox, 'ecr', body);
      await sandbox.syncIdle();
      expect((await call(sandbox, 'GET', `/v1/packs/web/registries/${uid}`)).body).toMatchObject({
        tags: [{ tag: '1.0.0' }],
      });
    });
  });
});
