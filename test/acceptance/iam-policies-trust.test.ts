import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr';
import { EcrActionSet, PaletteTrustRole } from '../../lib/aws';
import { ecrClient, permissionsOf, repositoryArn } from '../support/aws-ecr-questions';
import { type AwsKey, createRole, createUser, MOTO_ACCOUNT, startMotoWithRepositories } from '../support/aws-moto';
import { useAws } from '../support/aws-provider';
import { describeWith } from '../support/machine-parts';
import { enforceAuthentication, MOTO, type Moto } from '../support/moto';

/*
 * The role that Palette assumes, as Terraform would send it, on an emulation of STS and IAM that enforces it.
 * Not checked by it: it lets a caller pass who sends no external ID at all, and it knows no principal but the caller's own
 * ARN in the role's account: neither an account as principal, nor one that is another account's.
 */
const WEB = 'platform/charts/web';
const OTHER = 'billing/api';
const EXTERNAL_ID = 'tenant-1';
const MAY_ASSUME = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
});

describeWith(MOTO, 'the role that Palette assumes', () => {
  const aws = useAws();
  let moto: Moto;
  let roleArn: string;
  const keys: Record<string, AwsKey> = {};

  beforeAll(async () => {
    moto = await startMotoWithRepositories();
    const folder = await aws.stack((stack) => {
      new PaletteTrustRole(stack, 'trust', {
        principalArn: `arn:aws:iam::${MOTO_ACCOUNT}:user/palette`,
        externalId: EXTERNAL_ID,
        repositories: [repositoryArn(WEB)],
        actions: EcrActionSet.PULL,
      });
    });
    await folder.succeed('apply', '-auto-approve', '-input=false');
    const { assume_role_policy: trust } = await folder.state(folder.addressOf('aws_iam_role'));
    const { policy } = await folder.state(folder.addressOf('aws_iam_policy'));
    roleArn = await createRole(moto, 'puller', String(trust), [String(policy)]);
    for (const user of ['palette', 'stranger']) keys[user] = await createUser(moto, user, [MAY_ASSUME]);
    const client = ecrClient(moto, keys['palette']!);
    for (const repositoryName of [WEB, OTHER]) await client.send(new CreateRepositoryCommand({ repositoryName }));
    client.destroy();
    await enforceAuthentication(moto, true);
  });
  afterAll(() => moto.close());

  async function assume(user: string, ExternalId: string): Promise<AwsKey> {
    const client = new STSClient({
      endpoint: moto.endpoint,
      region: 'us-east-1',
      credentials: keys[user]!,
      maxAttempts: 1,
    });
    const request = { RoleArn: roleArn, RoleSessionName: 'palette', ExternalId };
    const { Credentials: session } = await client.send(new AssumeRoleCommand(request));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = session ?? {};
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  }

  test('is assumed by the principal with the external ID, and may do what its policy says', async () => {
    expect(await permissionsOf(moto, await assume('palette', EXTERNAL_ID), [WEB, OTHER])).toEqual({
      registry: ['GetAuthorizationToken'],
      repositories: { [WEB]: ['BatchCheckLayerAvailability', 'BatchGetImage', 'GetDownloadUrlForLayer'], [OTHER]: [] },
      listsAll: false,
    });
  });

  test.each([
    ['with another external ID', 'palette', 'tenant-2'],
    ['by another principal with the external ID', 'stranger', EXTERNAL_ID],
  ])('is not assumed %s', async (_situation, user, externalId) => {
    await expect(assume(user, externalId)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('gives its principal nothing before it is assumed', async () => {
    expect(await permissionsOf(moto, keys['palette']!, [WEB])).toEqual({
      registry: [],
      repositories: { [WEB]: [] },
      listsAll: false,
    });
  });
});
