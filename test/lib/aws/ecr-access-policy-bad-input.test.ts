import { TerraformVariable } from 'cdktf';
import { EcrAccessPolicy, type EcrAccessPolicyProps } from '../../../lib/aws';
import { newStack } from '../synthesized';
import { refusal } from './parts';

const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository/charts';
const HERE = { accountId: '123456789012', region: 'us-east-1' };

const LETTERS = 'Names of repositories have lower-case letters, digits and ._-/ only; "*" and "?" stand for others.';

test.each<[string, EcrAccessPolicyProps, string[]]>([
  [
    'no repository',
    { repositories: [] },
    [`'repositories' ([]) must name at least one repository. Leave it out to allow every one.`],
  ],
  [
    'a name without account and region',
    { repositories: ['charts'] },
    [
      `'accountId' must be set where repositories are given by name. Write accountId: '123456789012', or the ARNs.`,
      `'region' must be set where repositories are given by name. Write region: 'us-east-1', or the ARN '${ARN}'.`,
    ],
  ],
  [
    'a public name without account',
    { publicRepositories: ['open'] },
    [`'accountId' must be set where repositories are given by name. Write accountId: '123456789012', or the ARNs.`],
  ],
  [
    'a wrong name',
    { ...HERE, repositories: ['Charts'] },
    [
      `'repositories[0]' is not possible. Expected the ARN or the name of a repository, got "Charts". ${LETTERS.slice(0, -1)}.`,
    ],
  ],
  [
    'a URI',
    { repositories: ['123456789012.dkr.ecr.us-east-1.amazonaws.com/charts'] },
    [
      `'repositories[0]' is not possible. Expected the ARN of a repository such as "${ARN}", got ` +
        `"123456789012.dkr.ecr.us-east-1.amazonaws.com/charts". That is the URI of a repository. Write "${ARN}".`,
    ],
  ],
  [
    '"*" among others',
    { repositories: [ARN, '*'] },
    [`'repositories[1]' is not possible. "*" already stands for all repositories. Write it alone, or remove it.`],
  ],
  [
    'a private repository among the public ones',
    { publicRepositories: [ARN] },
    [`'publicRepositories[0]' is not possible. "${ARN}" is a private repository. Move it to 'repositories'.`],
  ],
  [
    'two partitions',
    { repositories: [ARN, 'arn:aws-cn:ecr:cn-north-1:123456789012:repository/charts'] },
    [
      `'repositories[1]' is not possible. "arn:aws-cn:ecr:cn-north-1:123456789012:repository/charts" is of the partition ` +
        `"aws-cn", the first ARN is of "aws". Write a policy for each.`,
    ],
  ],
  [
    'a region of another partition',
    { ...HERE, region: 'cn-north-1', partition: 'aws', repositories: ['charts'] },
    [
      `'region' ("cn-north-1") is not possible. The region "cn-north-1" is of the partition "aws-cn", not of "aws". Leave ` +
        'the partition out: it is read off the region.',
    ],
  ],
  [
    'several things at once',
    { accountId: '12', region: 'us-east-1a', repositories: ['charts'], policyName: 'a b', path: 'team' },
    [
      `'accountId' ("12") is not an account. Expected an AWS account ID of 12 digits such as "123456789012", got "12". It ` +
        'has 2. Zeros in front belong to it: write the ID in quotes, as text.',
      `'region' ("us-east-1a") is not possible. Expected the name of an AWS region such as "us-east-1", got "us-east-1a". ` +
        'That is an availability zone of the region "us-east-1".',
      `'policyName' ("a b") must have letters, digits and _+=,.@- only. Write 'a-b'.`,
      `'path' ("team") must begin and end with a slash and have no spaces. Write '/team/'.`,
    ],
  ],
])('%s: refused with what to write', (_what, props, problems) => {
  expect(refusal(() => new EcrAccessPolicy(newStack(), 'policy', props))).toBe(
    ['"stack/policy" cannot be built from these props:', ...problems.map((problem) => `  ${problem}`)].join('\n'),
  );
});

test('the document alone is refused for the same reasons', () => {
  expect(refusal(() => EcrAccessPolicy.documentFor(newStack(), { repositories: [] }))).toBe(
    `"stack" cannot be built from these props:\n  'repositories' ([]) must name at least one repository. Leave it out to allow every one.`,
  );
});

describe('the size of a managed policy', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `${ARN}-${1_000 + index}`);

  test('is counted as IAM does, and refused above the quota with three ways out', () => {
    expect(() => new EcrAccessPolicy(newStack(), 'policy', { repositories: many(80) })).not.toThrow();
    expect(refusal(() => new EcrAccessPolicy(newStack(), 'policy', { repositories: many(90) }))).toBe(
      '"stack/policy" cannot be built from these props:\n' +
        "  'repositories' make a policy of 6256 characters, and IAM takes 6144, white space not counted. Name several " +
        "repositories by one wildcard such as 'team/*', grant less by actions: EcrActionSet.SYNC, or make several " +
        'policies and attach each (IAM takes 10 for a role).',
    );
  });

  test('counts at least what is literal where tokens are in it', () => {
    const stack = newStack();
    const account = new TerraformVariable(stack, 'account', { type: 'string' }).stringValue;
    const repositories = many(200).map((arn) => arn.replace('123456789012', account));
    expect(refusal(() => new EcrAccessPolicy(stack, 'policy', { repositories }))).toMatch(
      /make a policy of \d{5} char/,
    );
    expect(() => new EcrAccessPolicy(stack, 'small', { repositories: repositories.slice(0, 80) })).not.toThrow();
  });
});
