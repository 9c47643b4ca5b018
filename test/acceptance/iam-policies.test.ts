import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr';
import { EcrAccessPolicy, type EcrAccessPolicyProps, EcrActionSet } from '../../lib/aws';
import { ecrClient, type Permissions, permissionsOf, repositoryArn } from '../support/aws-ecr-questions';
import { createUser, MOTO_ACCOUNT, startMotoWithRepositories } from '../support/aws-moto';
import { type AwsFolder, useAws } from '../support/aws-provider';
import { describeWith } from '../support/machine-parts';
import { enforceAuthentication, MOTO, type Moto } from '../support/moto';

/*
 * The policies that the constructs make, as Terraform would send them, held against an emulation of IAM that enforces
 * them. It evaluates actions, resources (which resource a call is about is told it by aws-moto-resources.py) and the
 * explicit deny; it parses documents as IAM does.
 * Not checked by it: all of ECR Public and sts:GetServiceBearerToken (it has neither), policies of repositories in other
 * accounts, IAM policy variables, and whether a call would succeed for who may make it.
 */
const WEB = 'platform/charts/web';
/** Its name begins with that of the other. */
const NEIGHBOUR = 'platform/charts/web-admin';
const OTHER = 'billing/api';
const REPOSITORIES = [WEB, NEIGHBOUR, OTHER];

const PULL = ['BatchCheckLayerAvailability', 'BatchGetImage', 'GetDownloadUrlForLayer'];
const SYNC = [
  ...PULL,
  'DescribeImages',
  'DescribeRepositories',
  'GetLifecyclePolicy',
  'GetRepositoryPolicy',
  'ListImages',
];
const FULL = [
  ...SYNC,
  'DescribeImageReplicationStatus',
  'DescribeImageScanFindings',
  'GetLifecyclePolicyPreview',
  'ListTagsForResource',
];
const LOGIN = ['GetAuthorizationToken'];
const REGISTRY = ['DescribeRegistry', ...LOGIN, 'GetRegistryPolicy'];

interface Scenario {
  readonly props: EcrAccessPolicyProps;
  readonly registry: readonly string[];
  readonly web: readonly string[];
  readonly neighbour: readonly string[];
  readonly other: readonly string[];
  readonly listsAll: boolean;
}

/** What is not listed must be denied: every call that writes among it. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'the published policy': {
    props: {},
    ...{ registry: REGISTRY, web: FULL, neighbour: FULL, other: FULL, listsAll: true },
  },
  'all of one repository': {
    props: { repositories: [repositoryArn(WEB)] },
    ...{ registry: REGISTRY, web: FULL, neighbour: [], other: [], listsAll: false },
  },
  'all below a path, given by name': {
    props: { repositories: ['platform/*'], accountId: MOTO_ACCOUNT, region: 'us-east-1' },
    ...{ registry: REGISTRY, web: FULL, neighbour: FULL, other: [], listsAll: false },
  },
  'synchronization of one repository': {
    props: { repositories: [repositoryArn(WEB)], actions: EcrActionSet.SYNC },
    ...{ registry: LOGIN, web: SYNC, neighbour: [], other: [], listsAll: false },
  },
  'synchronization with a list of all repositories': {
    props: { repositories: [repositoryArn(WEB)], actions: EcrActionSet.SYNC, listRepositories: true },
    ...{
      registry: LOGIN,
      web: SYNC,
      neighbour: ['DescribeRepositories'],
      other: ['DescribeRepositories'],
      listsAll: true,
    },
  },
  'synchronization of everything': {
    props: { actions: EcrActionSet.SYNC },
    ...{ registry: LOGIN, web: SYNC, neighbour: SYNC, other: SYNC, listsAll: true },
  },
  'a pull from one repository': {
    props: { repositories: [repositoryArn(WEB)], actions: EcrActionSet.PULL },
    ...{ registry: LOGIN, web: PULL, neighbour: [], other: [], listsAll: false },
  },
  'a pull through a cache': {
    props: { repositories: [repositoryArn(WEB)], actions: EcrActionSet.PULL, pullThroughCache: true },
    ...{ registry: LOGIN, web: [...PULL, 'CreateRepository'], neighbour: [], other: [], listsAll: false },
  },
  'a repository of another account': {
    props: { repositories: [repositoryArn(WEB).replace(MOTO_ACCOUNT, '111122223333')] },
    ...{ registry: REGISTRY, web: [], neighbour: [], other: [], listsAll: false },
  },
};
/** A repository whose ARN only Terraform knows. */
const BY_TOKEN = 'a repository of the same stack';

describeWith(MOTO, 'IAM policies on an AWS that enforces them', () => {
  const aws = useAws();
  let moto: Moto;
  let documents: Readonly<Record<string, string>>;
  let userCount = 0;

  const idOf = (scenario: string) => scenario.replaceAll(/\W+/g, '-');
  const build: Parameters<typeof aws.stack>[0] = (stack) => {
    for (const [scenario, { props }] of Object.entries(SCENARIOS)) new EcrAccessPolicy(stack, idOf(scenario), props);
    const repository = new EcrRepository(stack, 'web', { name: WEB });
    new EcrAccessPolicy(stack, idOf(BY_TOKEN), { repositories: [repository.arn], actions: EcrActionSet.PULL });
  };

  beforeAll(async () => {
    moto = await startMotoWithRepositories();
    const client = ecrClient(moto, { accessKeyId: 'setup', secretAccessKey: 'setup' });
    for (const repositoryName of REPOSITORIES) await client.send(new CreateRepositoryCommand({ repositoryName }));
    client.destroy();
    documents = await applied(await aws.stack(build));
  });
  afterAll(() => moto.close());

  /** The policies as the provider was told to create them, by scenario. */
  async function applied(folder: AwsFolder): Promise<Readonly<Record<string, string>>> {
    await folder.succeed('apply', '-auto-approve', '-input=false');
    const objects = Object.entries(await folder.objects());
    const documentOf = (scenario: string) => {
      const address = new RegExp(`^aws_iam_policy\\.${idOf(scenario)}_[0-9A-F]{8}$`);
      return String(objects.find(([name]) => address.test(name))?.[1]['policy']);
    };
    return Object.fromEntries([...Object.keys(SCENARIOS), BY_TOKEN].map((name) => [name, documentOf(name)]));
  }

  function permissionsBy(scenario: string): Promise<Permissions> {
    return permissionsWith(`${idOf(scenario)}-${userCount++}`, [documents[scenario] ?? '']);
  }

  async function permissionsWith(user: string, policies: readonly string[]): Promise<Permissions> {
    await enforceAuthentication(moto, false);
    const key = await createUser(moto, user, policies);
    await enforceAuthentication(moto, true);
    return permissionsOf(moto, key, REPOSITORIES);
  }

  test.each(Object.entries(SCENARIOS))('%s: allows what it should and nothing else', async (name, wanted) => {
    const { registry, web, neighbour, other, listsAll } = wanted;
    expect(await permissionsBy(name)).toEqual({
      registry,
      repositories: { [WEB]: [...web].sort(), [NEIGHBOUR]: [...neighbour].sort(), [OTHER]: [...other].sort() },
      listsAll,
    });
  });

  test(`${BY_TOKEN}: is limited to it once its ARN is known`, async () => {
    expect(await permissionsBy(BY_TOKEN)).toEqual({
      registry: LOGIN,
      repositories: { [WEB]: PULL, [NEIGHBOUR]: [], [OTHER]: [] },
      listsAll: false,
    });
  });

  test('the published statement with an ARN in place of "*" cannot even log in', async () => {
    const published = documents['the published policy'] ?? '';
    const narrowed = published.replace('"Resource":"*"', `"Resource":"${repositoryArn(WEB)}"`);
    expect(narrowed).not.toBe(published);
    expect(await permissionsWith('narrowed', [narrowed])).toMatchObject({
      registry: [],
      repositories: { [WEB]: [...FULL].sort(), [NEIGHBOUR]: [], [OTHER]: [] },
    });
  });

  test("our provider's function makes a policy that allows the same as the construct's", async () => {
    const folder = await aws.folder(`
resource "aws_iam_policy" "it" {
  policy = provider::palette::ecr_access_policy(["${repositoryArn(WEB)}"])
}`);
    await folder.succeed('apply', '-auto-approve', '-input=false');
    const { policy } = await folder.state('aws_iam_policy.it');
    expect(await permissionsWith('by-function', [String(policy)])).toEqual(
      await permissionsBy('all of one repository'),
    );
  });

  test('without any policy nothing is allowed', async () => {
    expect(await permissionsWith('nobody', [])).toEqual({
      registry: [],
      repositories: { [WEB]: [], [NEIGHBOUR]: [], [OTHER]: [] },
      listsAll: false,
    });
  });
});
