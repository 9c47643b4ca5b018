import { ecrAccessPolicy, policyJson, type PolicyDocument } from '../../src/aws';

/** "Add OCI Helm Registry", Prerequisites, word for word. */
const PUBLISHED = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "VisualEditor0",
      "Effect": "Allow",
      "Action": [
        "ecr-public:DescribeRegistries",
        "ecr:DescribeImageReplicationStatus",
        "ecr:ListTagsForResource",
        "ecr:ListImages",
        "ecr:DescribeRepositories",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetLifecyclePolicy",
        "ecr-public:DescribeImageTags",
        "ecr-public:DescribeImages",
        "ecr:GetRegistryPolicy",
        "ecr-public:GetAuthorizationToken",
        "ecr:DescribeImageScanFindings",
        "ecr:GetLifecyclePolicyPreview",
        "ecr:GetDownloadUrlForLayer",
        "ecr-public:GetRepositoryCatalogData",
        "ecr:DescribeRegistry",
        "ecr:GetAuthorizationToken",
        "ecr-public:GetRepositoryPolicy",
        "ecr-public:DescribeRepositories",
        "ecr:BatchGetImage",
        "ecr:DescribeImages",
        "ecr-public:GetRegistryCatalogData",
        "ecr-public:ListTagsForResource",
        "ecr-public:BatchCheckLayerAvailability",
        "ecr:GetRepositoryPolicy"
      ],
      "Resource": "*"
    }
  ]
}`;

const CHARTS = 'arn:aws:ecr:us-east-1:123456789012:repository/charts/*';
const OTHER = 'arn:aws:ecr:eu-west-1:123456789012:repository/more';
const PUBLIC = 'arn:aws:ecr-public::123456789012:repository/open';
const CHINA = 'arn:aws-cn:ecr:cn-north-1:123456789012:repository/charts';

const REGISTRY = {
  Sid: 'EcrRegistry',
  Effect: 'Allow',
  Action: ['ecr:GetRegistryPolicy', 'ecr:DescribeRegistry', 'ecr:GetAuthorizationToken'],
  Resource: '*',
};
const REPOSITORIES = {
  Sid: 'EcrRepositories',
  Effect: 'Allow',
  Action: [
    'ecr:DescribeImageReplicationStatus',
    'ecr:ListTagsForResource',
    'ecr:ListImages',
    'ecr:DescribeRepositories',
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetLifecyclePolicy',
    'ecr:DescribeImageScanFindings',
    'ecr:GetLifecyclePolicyPreview',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchGetImage',
    'ecr:DescribeImages',
    'ecr:GetRepositoryPolicy',
  ],
};
const PUBLIC_REGISTRY = {
  Sid: 'EcrPublicRegistry',
  Effect: 'Allow',
  Action: ['ecr-public:GetAuthorizationToken'],
  Resource: '*',
};
const PUBLIC_DATA = {
  Sid: 'EcrPublicRegistryData',
  Effect: 'Allow',
  Action: ['ecr-public:DescribeRegistries', 'ecr-public:GetRegistryCatalogData'],
  Resource: 'arn:aws:ecr-public::123456789012:registry/*',
};
const PUBLIC_REPOSITORIES = {
  Sid: 'EcrPublicRepositories',
  Effect: 'Allow',
  Action: [
    'ecr-public:DescribeImageTags',
    'ecr-public:DescribeImages',
    'ecr-public:GetRepositoryCatalogData',
    'ecr-public:GetRepositoryPolicy',
    'ecr-public:DescribeRepositories',
    'ecr-public:ListTagsForResource',
    'ecr-public:BatchCheckLayerAvailability',
  ],
  Resource: PUBLIC,
};

function granted(arns: readonly string[]): PolicyDocument {
  const policy = ecrAccessPolicy(arns);
  if ('problem' in policy) throw new Error(policy.problem);
  return policy;
}

describe('the policy for reading an ECR', () => {
  it('is the published one, word for word, where it is for everything', () => {
    const policy = granted(['*']);
    expect(JSON.stringify(policy, null, 2)).toBe(PUBLISHED);
    expect(policyJson(policy)).toBe(JSON.stringify(JSON.parse(PUBLISHED)));
  });

  it.each([
    ['one repository', [CHARTS], [REGISTRY, { ...REPOSITORIES, Resource: CHARTS }, PUBLIC_REGISTRY]],
    ['several', [CHARTS, OTHER], [REGISTRY, { ...REPOSITORIES, Resource: [CHARTS, OTHER] }, PUBLIC_REGISTRY]],
    ['one named twice', [CHARTS, CHARTS], [REGISTRY, { ...REPOSITORIES, Resource: CHARTS }, PUBLIC_REGISTRY]],
    ['a public one', [PUBLIC], [REGISTRY, PUBLIC_REGISTRY, PUBLIC_DATA, PUBLIC_REPOSITORIES]],
    ['one of another partition', [CHINA], [REGISTRY, { ...REPOSITORIES, Resource: CHINA }]],
  ])('is split where it is for %s', (_, arns, statements) => {
    expect(granted(arns)).toEqual({ Version: '2012-10-17', Statement: statements });
  });

  it('grants each of the published actions once, private and public repositories named', () => {
    const actions = granted([CHARTS, PUBLIC]).Statement.flatMap(({ Action }) => Action);
    const published = (JSON.parse(PUBLISHED) as PolicyDocument).Statement.flatMap(({ Action }) => Action);
    expect(actions).toHaveLength(25);
    expect([...actions].sort()).toEqual([...published].sort());
  });

  it.each([
    'arn:aws:ecr:*:*:repository/*',
    'arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/a.b_c-d/e?',
    'arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team}/*',
    'arn:aws-eusc:ecr:eusc-fr-west-1:123456789012:repository/in-a-region-of-tomorrow',
  ])('leaves %s as it is', (arn) => {
    expect(policyJson(granted([arn]))).toContain(`"Resource":"${arn}"`);
  });
});

const expected = (got: string, advice: string) =>
  `Expected the ARN of a repository such as "arn:aws:ecr:us-east-1:123456789012:repository/charts", got "${got}". ${advice}`;

describe('the policy for reading an ECR is refused', () => {
  it.each([
    ['', 'Copy it from the AWS console.'],
    ['charts', 'Copy it from the AWS console.'],
    [` ${CHARTS}`, 'Remove the spaces.'],
    [
      'https://123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/team/charts:1.0.0',
      'That is the URI of a repository. Write "arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/team/charts".',
    ],
    [
      'arn:aws:s3:::prod-us-east-1-starport-layer-bucket',
      'Its service is "s3". It must be "ecr", or "ecr-public" for Amazon ECR Public.',
    ],
    [
      'arn:aws:ecr:cn-north-1:123456789012:repository/charts',
      '"cn-north-1" is a region of the partition "aws-cn", not of "aws". Correct one of them.',
    ],
    ['arn:aws:ecr:mars-1:123456789012:repository/charts', '"mars-1" is not the name of an AWS region.'],
    ['arn:aws:ecr:us-east-1a:123456789012:repository/charts', '"us-east-1a" is not the name of an AWS region.'],
    [
      'arn:aws-mars:ecr:*:123456789012:repository/charts',
      'Its partition is "aws-mars". It must be one of "aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", ' +
        '"aws-iso-e" and "aws-iso-f".',
    ],
    [
      'arn:aws:ecr:us-east-1:12345:repository/charts',
      'Expected an AWS account ID of 12 digits such as "123456789012", got "12345". It has 5. Zeros in front belong to ' +
        'it: write the ID in quotes, as text.',
    ],
    ['arn:aws:ecr:us-east-1:123456789012:charts', 'It must end in "repository/" and a name, not in "charts".'],
    [
      'arn:aws:ecr:us-east-1:123456789012:repository/',
      'It must end in "repository/" and a name, not in "repository/".',
    ],
    [
      'arn:aws:ecr:us-east-1:123456789012:repository/Charts',
      'Names of repositories have lower-case letters, digits and ._-/ only; "*" and "?" stand for others.',
    ],
    [
      'arn:aws:ecr-public:us-east-1:123456789012:repository/open',
      'ARNs of Amazon ECR Public have no region. Write "arn:aws:ecr-public::123456789012:repository/open".',
    ],
    [
      'arn:aws-cn:ecr-public::123456789012:repository/open',
      'Amazon ECR Public exists in the partition "aws" only, not in "aws-cn".',
    ],
  ])('for %j', (arn, advice) => {
    expect(ecrAccessPolicy([OTHER, arn])).toEqual({ problem: expected(arn, advice), index: 1 });
  });

  it.each([
    [[], undefined, 'Expected at least one ARN of a repository, got none. Write ["*"] for all repositories.'],
    [[CHARTS, '*'], 1, '"*" already stands for all repositories. Write it alone, or remove it.'],
    [
      [CHARTS, CHINA],
      1,
      `"${CHINA}" is of the partition "aws-cn", the first ARN is of "aws". Write a policy for each.`,
    ],
  ])('for %j', (arns, index, problem) => {
    expect(ecrAccessPolicy(arns)).toEqual({ problem, index });
  });
});
