import { ecrTrustPolicy, mistakenExternalId, principalArnProblem } from '../../src/aws';

const ID = 'a1b2-c3+d4=e5,f6.g7@h8:i9/j0_';

describe('a trust policy', () => {
  it.each([
    [undefined, 'arn:aws:iam::012345678901:root'],
    ['aws-us-gov', 'arn:aws-us-gov:iam::012345678901:root'],
  ])('of the partition %s names the account and the external ID', (partition, principal) => {
    expect(ecrTrustPolicy({ accountId: '012345678901', externalId: ID, partition })).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: principal },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': ID } },
        },
      ],
    });
  });

  it.each(['ab', 'x'.repeat(1_224)])('takes the shortest and the longest external ID', (externalId) => {
    expect(ecrTrustPolicy({ accountId: '123456789012', externalId })).toHaveProperty('Statement');
  });

  it.each([
    ['12345678901', 'It has 11. Zeros in front belong to it: write the ID in quotes, as text.'],
    ['1234-5678-9012', 'Write "123456789012".'],
    ['123456789012 ', 'Write "123456789012".'],
    ['arn:aws:iam::123456789012:root', 'Copy it from the AWS console.'],
    ['', 'Copy it from the AWS console.'],
  ])('refuses the account %j', (accountId, advice) => {
    expect(ecrTrustPolicy({ accountId, externalId: ID })).toEqual({
      problem: `Expected an AWS account ID of 12 digits such as "123456789012", got "${accountId}". ${advice}`,
      argument: 'accountId',
    });
  });

  it.each([
    ['', 'one of 0. Copy it again, whole.'],
    ['a', 'one of 1. Copy it again, whole.'],
    ['x'.repeat(1_225), 'one of 1225. Copy it again, whole.'],
    ['my id', 'one with " ". Copy it again, without anything else.'],
    ['ab\n', 'one with "\\n". Copy it again, without anything else.'],
    ['naïve', 'one with "ï". Copy it again, without anything else.'],
    ['${aws:username}', 'one with "$". Copy it again, without anything else.'],
  ])('refuses the external ID %j', (externalId, advice) => {
    expect(ecrTrustPolicy({ accountId: '123456789012', externalId })).toEqual({
      problem: `Expected an external ID of 2 to 1224 letters, digits and _+=,.@:/-, got ${advice}`,
      argument: 'externalId',
    });
  });

  it('refuses a partition that is none', () => {
    expect(ecrTrustPolicy({ accountId: '123456789012', externalId: ID, partition: 'gov' })).toEqual({
      problem:
        'Expected one of the partitions "aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e" ' +
        'and "aws-iso-f", got "gov". Correct it.',
      argument: 'partition',
    });
  });
});

describe('an external ID is hardly one', () => {
  it.each([
    ['123456789012', 'It looks like an AWS account ID.'],
    ['1234-5678-9012', 'It looks like an AWS account ID.'],
    ['arn:aws:iam::123456789012:role/r', 'It is an ARN.'],
    ['https://console.example.com', 'It is a URL.'],
    ['AKIAIOSFODNN7EXAMPLE', 'It looks like an access key ID.'],
    [ID, undefined],
    ['1234567890123', undefined],
    ['0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', undefined],
  ])('if it is %j: %s', (externalId, mistake) => {
    expect(mistakenExternalId(externalId)).toBe(mistake);
  });
});

describe('a principal', () => {
  it.each([
    'arn:aws:iam::123456789012:root',
    'arn:aws-us-gov:iam::123456789012:role/path/reader',
    'arn:aws:iam::123456789012:user/reader',
  ])('may be %s', (arn) => {
    expect(principalArnProblem(arn)).toBeUndefined();
  });

  const EXPECTED = 'Expected the ARN of an account, role or user such as "arn:aws:iam::123456789012:root", got';
  it.each([
    ['123456789012', `${EXPECTED} "123456789012". Write "arn:aws:iam::123456789012:root".`],
    ['*', `${EXPECTED} "*". Copy it from the AWS console.`],
    [
      'arn:aws:iam::123456789012:policy/p',
      `${EXPECTED} "arn:aws:iam::123456789012:policy/p". Copy it from the AWS console.`,
    ],
    [
      'arn:aws-mars:iam::123456789012:root',
      `${EXPECTED} "arn:aws-mars:iam::123456789012:root". Copy it from the AWS console.`,
    ],
    [
      'arn:aws:iam::12:root',
      'Expected an AWS account ID of 12 digits such as "123456789012", got "12". It has 2. Zeros in front belong to it: ' +
        'write the ID in quotes, as text.',
    ],
  ])('may not be %s', (arn, problem) => {
    expect(principalArnProblem(arn)).toBe(problem);
  });
});
