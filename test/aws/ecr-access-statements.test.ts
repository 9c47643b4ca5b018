import { ECR_ACTIONS, ecrAccessDocument, ecrActions, ecrRepositoryPolicy, type RepositoryPlace } from '../../src/aws';

const CHARTS: RepositoryPlace = {
  arn: 'arn:aws:ecr:us-east-1:123456789012:repository/charts',
  registry: 'arn:aws:ecr:us-east-1:123456789012',
  partition: 'aws',
  public: false,
};
const MORE = { ...CHARTS, arn: `${CHARTS.registry}:repository/more` };
const OPEN: RepositoryPlace = {
  arn: 'arn:aws:ecr-public::123456789012:repository/open',
  registry: 'arn:aws:ecr-public::123456789012',
  partition: 'aws',
  public: true,
};
const GOV = {
  ...CHARTS,
  arn: 'arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/charts',
  partition: 'aws-us-gov',
};

const BEARER = {
  Sid: 'EcrPublicBearerToken',
  Effect: 'Allow',
  Action: 'sts:GetServiceBearerToken',
  Resource: '*',
  Condition: { StringEquals: { 'sts:AWSServiceName': 'ecr-public.amazonaws.com' } },
};

function sids(access: Parameters<typeof ecrAccessDocument>[0]): unknown[] {
  return ecrAccessDocument(access).Statement.map(({ Sid }) => Sid);
}

function grantedOn(access: Parameters<typeof ecrAccessDocument>[0], resource: string): unknown[] {
  return ecrAccessDocument(access)
    .Statement.filter(({ Resource }) => [Resource].flat().includes(resource))
    .flatMap(({ Action }) => Action);
}

describe('the sets of actions', () => {
  test('full has 25, and each narrower set is part of the wider one', () => {
    expect(ecrActions('full')).toEqual(ECR_ACTIONS.map(([action]) => action));
    expect(ecrActions('full')).toHaveLength(25);
    expect(ecrActions('full')).toEqual(expect.arrayContaining([...ecrActions('sync')]));
    expect(ecrActions('sync')).toEqual(expect.arrayContaining([...ecrActions('pull')]));
  });

  test('of a private registry, sync is what is documented as enough to log in, validate and synchronize', () => {
    expect([...ecrActions('sync', 'nothing'), ...ecrActions('sync', 'repository')].sort()).toEqual([
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:DescribeImages',
      'ecr:DescribeRepositories',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
      'ecr:GetLifecyclePolicy',
      'ecr:GetRepositoryPolicy',
      'ecr:ListImages',
    ]);
  });

  test('pull is a login and the three actions of a pull', () => {
    expect([...ecrActions('pull', 'nothing'), ...ecrActions('pull', 'repository')].sort()).toEqual([
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
    ]);
  });
});

describe('a narrower set', () => {
  test.each([
    ['a private repository', [CHARTS], ['EcrRegistry', 'EcrRepositories']],
    ['a public repository', [OPEN], ['EcrPublicRegistry', 'EcrPublicRepositories', 'EcrPublicBearerToken']],
  ])('for %s logs in to that kind of registry alone', (_which, repositories, expected) => {
    expect(sids({ repositories, actions: 'pull', serviceBearerToken: true })).toEqual(expected);
  });

  test('for every repository is one statement under a name of its own', () => {
    expect(ecrAccessDocument({ actions: 'pull' })).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'EcrRead', Effect: 'Allow', Action: ecrActions('pull'), Resource: '*' }],
    });
  });
});

describe('the token for ECR Public', () => {
  test.each([
    ['every repository', {}],
    ['private ones in the partition aws, where the published list logs in too', { repositories: [CHARTS] }],
    ['public ones', { repositories: [OPEN] }],
  ])('is granted last for %s', (_which, access) => {
    expect(ecrAccessDocument({ ...access, serviceBearerToken: true }).Statement.at(-1)).toEqual(BEARER);
    expect(sids(access)).not.toContain('EcrPublicBearerToken');
  });

  test('is not granted where there is no ECR Public', () => {
    expect(sids({ repositories: [GOV], serviceBearerToken: true })).toEqual(['EcrRegistry', 'EcrRepositories']);
  });
});

describe('the list of repositories', () => {
  const ALL = `${CHARTS.registry}:repository/*`;

  test('is one action on all of the registry, once', () => {
    const access = { repositories: [CHARTS, MORE], listRepositories: true };
    expect(grantedOn(access, ALL)).toEqual(['ecr:DescribeRepositories']);
    expect(grantedOn({ repositories: [OPEN], listRepositories: true }, `${OPEN.registry}:repository/*`)).toEqual([
      'ecr-public:DescribeRepositories',
    ]);
  });

  test.each([
    ['all of them may be read anyway', { repositories: [{ ...CHARTS, arn: ALL }] }],
    ['the set lists nothing', { repositories: [CHARTS], actions: 'pull' as const }],
    ['it is for everything', {}],
  ])('is left out where %s', (_why, access) => {
    expect(sids({ ...access, listRepositories: true })).not.toContain('EcrRepositoryList');
  });
});

describe('a pull-through cache', () => {
  const CACHE = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];

  test.each([
    ['the private repositories', { repositories: [CHARTS, OPEN] }, CHARTS.arn],
    ['every repository', {}, '*'],
  ])('may be filled for %s', (_which, access, resource) => {
    expect(grantedOn({ ...access, pullThroughCache: true }, resource)).toEqual(expect.arrayContaining(CACHE));
    expect(grantedOn(access, resource)).not.toEqual(expect.arrayContaining(CACHE));
  });

  test('does not exist in ECR Public', () => {
    expect(sids({ repositories: [OPEN], pullThroughCache: true })).not.toContain('EcrPullThroughCache');
  });
});

test('the policy of a repository in another account allows what works on a repository, and names no resource', () => {
  expect(ecrRepositoryPolicy('arn:aws:iam::123456789012:role/reader', 'pull')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'EcrAccessFromOtherAccount',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:role/reader' },
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
      },
    ],
  });
  expect(ecrRepositoryPolicy('arn:aws:iam::123456789012:root').Statement[0]?.Action).toHaveLength(12);
});
