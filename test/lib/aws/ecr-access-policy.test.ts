import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { IamGroup } from '@cdktf/provider-aws/lib/iam-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformVariable, Token } from 'cdktf';
import { EcrAccessPolicy, type EcrAccessPolicyProps, EcrActionSet, type PolicyDocument } from '../../../lib/aws';
import { newStack, resolve, synthesize } from '../synthesized';
import { onlyResource, resourcesBySid, resourcesOf } from './parts';

const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository/charts';
const PUBLIC_ARN = 'arn:aws:ecr-public::123456789012:repository/open';
const HERE = { accountId: '123456789012', region: 'us-east-1' };

/** "Add OCI Helm Registry", Prerequisites, in published order. */
const PUBLISHED = [
  'ecr-public:DescribeRegistries',
  'ecr:DescribeImageReplicationStatus',
  'ecr:ListTagsForResource',
  'ecr:ListImages',
  'ecr:DescribeRepositories',
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetLifecyclePolicy',
  'ecr-public:DescribeImageTags',
  'ecr-public:DescribeImages',
  'ecr:GetRegistryPolicy',
  'ecr-public:GetAuthorizationToken',
  'ecr:DescribeImageScanFindings',
  'ecr:GetLifecyclePolicyPreview',
  'ecr:GetDownloadUrlForLayer',
  'ecr-public:GetRepositoryCatalogData',
  'ecr:DescribeRegistry',
  'ecr:GetAuthorizationToken',
  'ecr-public:GetRepositoryPolicy',
  'ecr-public:DescribeRepositories',
  'ecr:BatchGetImage',
  'ecr:DescribeImages',
  'ecr-public:GetRegistryCatalogData',
  'ecr-public:ListTagsForResource',
  'ecr-public:BatchCheckLayerAvailability',
  'ecr:GetRepositoryPolicy',
];
const PUBLISHED_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'VisualEditor0', Effect: 'Allow', Action: PUBLISHED, Resource: '*' }],
};

function documentFor(props: EcrAccessPolicyProps): PolicyDocument {
  return new EcrAccessPolicy(newStack(), 'policy', props).policyDocument;
}

describe('without repositories', () => {
  test.each<[string, EcrAccessPolicyProps | undefined]>([
    ['no props', undefined],
    ['"*"', { repositories: ['*'] }],
  ])('the policy is the published one, word for word: %s', (_how, props) => {
    const stack = newStack();
    const policy = new EcrAccessPolicy(stack, 'policy', props);
    expect(policy.json).toBe(JSON.stringify(PUBLISHED_POLICY));
    expect(policy.policyDocument).toEqual(PUBLISHED_POLICY);
    expect(onlyResource(stack, 'aws_iam_policy')).toEqual({
      name_prefix: 'palette-ecr-',
      description: 'Read access to Amazon ECR for Spectro Cloud Palette',
      policy: JSON.stringify(PUBLISHED_POLICY),
    });
  });

  test('the token for ECR Public comes behind the published statement when it is asked for', () => {
    const { Statement } = documentFor({ serviceBearerToken: true });
    expect(Statement.map(({ Sid }) => Sid)).toEqual(['VisualEditor0', 'EcrPublicBearerToken']);
  });
});

test('every setting reaches the managed policy', () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'aws', { alias: 'eu' });
  new EcrAccessPolicy(stack, 'policy', {
    policyName: 'charts',
    description: 'For charts',
    path: '/palette/',
    tags: { team: 'platform' },
    provider,
  });
  expect(onlyResource(stack, 'aws_iam_policy')).toMatchObject({
    name: 'charts',
    description: 'For charts',
    path: '/palette/',
    tags: { team: 'platform' },
    provider: 'aws.eu',
  });
});

describe('with repositories', () => {
  test('the statements are split by what an action can be granted on', () => {
    const document = documentFor({ repositories: [ARN, PUBLIC_ARN] });
    expect(resourcesBySid(document)).toEqual({
      EcrRegistry: '*',
      EcrRepositories: ARN,
      EcrPublicRegistry: '*',
      EcrPublicRegistryData: 'arn:aws:ecr-public::123456789012:registry/*',
      EcrPublicRepositories: PUBLIC_ARN,
      EcrPublicBearerToken: '*',
    });
    const ecr = document.Statement.flatMap(({ Action }) => Action).filter((action) => action.startsWith('ecr'));
    expect([...ecr].sort()).toEqual([...PUBLISHED].sort());
  });

  test.each<[string, EcrAccessPolicyProps, unknown]>([
    ['a name', { ...HERE, repositories: ['charts'] }, ARN],
    ['a name twice', { ...HERE, repositories: ['charts', ARN] }, ARN],
    ['all below a name', { ...HERE, repositories: ['team/*'] }, ARN.replace('charts', 'team/*')],
    [
      'a region of another partition',
      { accountId: '123456789012', region: 'us-gov-west-1', repositories: ['charts'] },
      'arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/charts',
    ],
    [
      'a region of tomorrow, with its partition',
      { accountId: '123456789012', region: 'mars-north-1', partition: 'aws-iso', repositories: ['charts'] },
      'arn:aws-iso:ecr:mars-north-1:123456789012:repository/charts',
    ],
    ['a repository of another account', { repositories: [ARN.replace('1234', '9999')] }, ARN.replace('1234', '9999')],
  ])('%s becomes an ARN', (_what, props, expected) => {
    expect(resourcesBySid(documentFor(props))['EcrRepositories']).toEqual(expected);
  });

  test('a public name becomes an ARN of ECR Public and needs no region', () => {
    const document = documentFor({ publicRepositories: ['open'], accountId: '123456789012' });
    expect(resourcesBySid(document)['EcrPublicRepositories']).toBe(PUBLIC_ARN);
  });

  test('in a partition without ECR Public nothing of it is granted', () => {
    const document = documentFor({ repositories: ['arn:aws-cn:ecr:cn-north-1:123456789012:repository/charts'] });
    expect(Object.keys(resourcesBySid(document))).toEqual(['EcrRegistry', 'EcrRepositories']);
  });

  test.each<[string, EcrAccessPolicyProps, string[]]>([
    ['the token for ECR Public off', { serviceBearerToken: false }, ['EcrPublicRegistry']],
    ['the list of repositories', { listRepositories: true, actions: EcrActionSet.SYNC }, ['EcrRepositoryList']],
    ['a pull-through cache', { pullThroughCache: true, actions: EcrActionSet.PULL }, ['EcrPullThroughCache']],
    ['a narrow set', { actions: EcrActionSet.PULL }, []],
  ])('%s', (_what, props, more) => {
    const document = documentFor({ repositories: [ARN], ...props });
    expect(Object.keys(resourcesBySid(document))).toEqual(['EcrRegistry', 'EcrRepositories', ...more]);
  });
});

describe('values that only Terraform knows', () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, 'repository', { type: 'string' }).stringValue;
  const list = Token.asList(new TerraformVariable(stack, 'repositories', { type: 'list(string)' }).listValue);

  test.each<[string, EcrAccessPolicyProps, string]>([
    ['an ARN', { repositories: [variable] }, '"Resource" = var.repository}'],
    ['an expression', { repositories: ['${var.repository}'] }, '"Resource" = var.repository}'],
    ['a list', { repositories: list }, '"Resource" = var.repositories}'],
    [
      'a part of an ARN',
      { repositories: ['arn:aws:ecr:us-east-1:${var.account}:repository/charts'] },
      '"Resource" = "arn:aws:ecr:us-east-1:${var.account}:repository/charts"}',
    ],
    [
      'a part of a name',
      { ...HERE, repositories: [`charts/${variable}`] },
      '"Resource" = "arn:aws:ecr:us-east-1:123456789012:repository/charts/${var.repository}"}',
    ],
    [
      'account and region',
      { accountId: variable, region: variable, partition: variable, repositories: ['charts'] },
      '"Resource" = "arn:${var.repository}:ecr:${var.repository}:${var.repository}:repository/charts"}',
    ],
    [
      'a public ARN, whose registry Terraform cuts off',
      { publicRepositories: [variable] },
      '"Resource" = "${element(split(\\":repository/\\", var.repository), 0)}:registry/*"}',
    ],
    [
      "IAM's variables, which Terraform must not fill in",
      { repositories: [`${ARN}/\${aws:PrincipalTag/team}`] },
      `"Resource" = "${ARN}/\${"$\${aws:PrincipalTag/team}"}"}`,
    ],
  ])('%s passes, and the document becomes jsonencode()', (what, props, expected) => {
    const policy = new EcrAccessPolicy(stack, what.replace(/\W/g, '-'), props);
    const { json } = policy;
    expect(resolve(stack, json)).toMatch(/^\$\{jsonencode\(\{"Version" = "2012-10-17"/);
    expect(resolve(stack, json)).toContain(expected.replace(/\\"/g, '"'));
  });
});

describe('attached', () => {
  test('to roles, users and groups, each by name', () => {
    const stack = newStack();
    const policy = new EcrAccessPolicy(stack, 'policy');
    policy.attachToRole(new IamRole(stack, 'role', { assumeRolePolicy: '{}' }));
    policy.attachToRole(new DataAwsIamRole(stack, 'existing', { name: 'existing' }));
    policy.attachToRole({ name: 'literal' });
    policy.attachToUser(new IamUser(stack, 'user', { name: 'user' }));
    policy.attachToGroup(new IamGroup(stack, 'group', { name: 'group' }));
    const policy_arn = '${aws_iam_policy.policy_E16B4B70.arn}';
    expect(resourcesOf(stack, 'aws_iam_role_policy_attachment')).toEqual(
      expect.arrayContaining([
        { role: '${aws_iam_role.role.name}', policy_arn },
        { role: '${data.aws_iam_role.existing.name}', policy_arn },
        { role: 'literal', policy_arn },
      ]),
    );
    expect(onlyResource(stack, 'aws_iam_user_policy_attachment')).toEqual({
      user: '${aws_iam_user.user.name}',
      policy_arn,
    });
    expect(onlyResource(stack, 'aws_iam_group_policy_attachment')).toEqual({
      group: '${aws_iam_group.group.name}',
      policy_arn,
    });
  });

  test('twice to the same one is attached once', () => {
    const stack = newStack();
    const policy = new EcrAccessPolicy(stack, 'policy');
    const role = new IamRole(stack, 'role', { assumeRolePolicy: '{}' });
    expect(policy.attachToRole(role)).toBe(policy.attachToRole(role));
    expect(policy.attachToUser({ name: '${var.user}' })).toBe(policy.attachToUser({ name: '${var.user}' }));
    expect(policy.attachToGroup({ name: 'g' })).toBe(policy.attachToGroup({ name: 'g' }));
  });

  test('has the same address whatever was attached before', () => {
    const addresses = (names: string[]): string[] => {
      const stack = newStack();
      const policy = new EcrAccessPolicy(stack, 'policy');
      const token = new TerraformVariable(stack, 'role', { type: 'string' }).stringValue;
      for (const name of names) policy.attachToRole({ name: name === 'token' ? token : name });
      const { resource } = synthesize(stack) as { resource: Record<string, object> };
      return Object.keys(resource['aws_iam_role_policy_attachment'] ?? {}).sort();
    };
    expect(addresses(['a', 'token'])).toEqual(addresses(['token', 'a']));
  });
});

test('the document can be had without a managed policy', () => {
  const stack = newStack();
  expect(resourcesBySid(EcrAccessPolicy.documentFor(stack, { repositories: [ARN] }))['EcrRepositories']).toBe(ARN);
  expect(EcrAccessPolicy.documentFor(stack)).toEqual(PUBLISHED_POLICY);
  expect(synthesize(stack)).not.toHaveProperty('resource');
});

test('the owner of another account gets the other half as JSON', () => {
  const policy = new EcrAccessPolicy(newStack(), 'policy', { repositories: [ARN], actions: EcrActionSet.PULL });
  expect(policy.repositoryPolicyFor('arn:aws:iam::123456789012:root')).toBe(
    '{"Version":"2012-10-17","Statement":[{"Sid":"EcrAccessFromOtherAccount","Effect":"Allow",' +
      '"Principal":{"AWS":"arn:aws:iam::123456789012:root"},' +
      '"Action":["ecr:BatchCheckLayerAvailability","ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"]}]}',
  );
});

test('what does not compile', () => {
  const stack = newStack();
  // @ts-expect-error a set is one of EcrActionSet
  expect(() => new EcrAccessPolicy(stack, 'a', { actions: 'push' })).not.toThrow();
  // @ts-expect-error repositories are a list
  expect(() => new EcrAccessPolicy(stack, 'b', { repositories: ARN })).toThrow();
  // @ts-expect-error a role is more than its ARN
  expect(() => new EcrAccessPolicy(stack, 'c').attachToRole({ arn: 'arn:aws:iam::123456789012:role/r' })).not.toThrow();
});
