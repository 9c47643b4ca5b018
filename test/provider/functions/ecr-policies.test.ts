import { called } from './called';

const CHARTS = 'arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team}/*';

describe('ecr_access_policy', () => {
  it('is the published policy for all repositories', async () => {
    const { result } = await called('ecr_access_policy', ['*']);
    const text = String(result);
    expect(text).toMatch(
      /^\{"Version":"2012-10-17","Statement":\[\{"Sid":"VisualEditor0","Effect":"Allow","Action":\["ecr-/,
    );
    expect(text).toMatch(/"ecr:GetRepositoryPolicy"\],"Resource":"\*"\}\]\}$/);
    expect(text.match(/"ecr(-public)?:\w+"/g)).toHaveLength(25);
  });

  it('leaves policy variables in ARNs untouched', async () => {
    const { result } = await called('ecr_access_policy', [CHARTS]);
    expect(result).toContain(`"Resource":"${CHARTS}"}`);
  });

  it.each([
    [[], 'Expected at least one ARN of a repository, got none. Write ["*"] for all repositories.'],
    [[CHARTS, '*'], 'repository_arns[1]: "*" already stands for all repositories. Write it alone, or remove it.'],
    [
      [CHARTS, 'charts'],
      'repository_arns[1]: Expected the ARN of a repository such as ' +
        '"arn:aws:ecr:us-east-1:123456789012:repository/charts", got "charts". Copy it from the AWS console.',
    ],
    [[CHARTS, null], '"repository_arns" holds null at [1]. Leave that out.'],
  ])('refuses %j', async (arns, text) => {
    expect(await called('ecr_access_policy', arns)).toEqual({ error: { argument: 0, text } });
  });
});

describe('ecr_trust_policy', () => {
  it.each([
    [[], 'aws'],
    [['aws-us-gov'], 'aws-us-gov'],
  ])('with the further arguments %j is of the partition %s', async (partition, expected) => {
    expect(await called('ecr_trust_policy', '012345678901', 'tenant-1', ...partition)).toEqual({
      result:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",' +
        `"Principal":{"AWS":"arn:${expected}:iam::012345678901:root"},"Action":"sts:AssumeRole",` +
        '"Condition":{"StringEquals":{"sts:ExternalId":"tenant-1"}}}]}',
    });
  });

  it.each([
    [
      ['12345678901', 'tenant-1'],
      0,
      /^Expected an AWS account ID of 12 digits .* It has 11\. Zeros in front belong to it/,
    ],
    [
      ['012345678901', ''],
      1,
      /^Expected an external ID of 2 to 1224 letters, .* got one of 0\. Copy it again, whole\.$/,
    ],
    [['012345678901', 'tenant-1', 'gov'], 2, /^Expected one of the partitions .* got "gov"\. Correct it\.$/],
    [['012345678901', 'tenant-1', 'aws', 'aws'], 3, /^Expected at most one partition, got 2\. Remove all but one\.$/],
  ])('blames, of %j, the argument %i', async (args, argument, text) => {
    expect(await called('ecr_trust_policy', ...args)).toEqual({
      error: { argument, text: expect.stringMatching(text) },
    });
  });
});
