import { parseEcrEndpoint } from '../../src/aws';

const ACCOUNT = '123456789012';

describe('an ECR endpoint is read', () => {
  it.each([
    ['dkr.ecr.us-east-1.amazonaws.com', 'us-east-1', 'aws', false, false],
    ['dkr.ecr-fips.us-west-2.amazonaws.com', 'us-west-2', 'aws', true, false],
    ['dkr-ecr.us-west-2.on.aws', 'us-west-2', 'aws', false, true],
    ['dkr-ecr-fips.us-west-2.on.aws', 'us-west-2', 'aws', true, true],
    ['dkr.ecr.us-gov-west-1.amazonaws.com', 'us-gov-west-1', 'aws-us-gov', false, false],
    ['dkr.ecr-fips.us-gov-east-1.amazonaws.com', 'us-gov-east-1', 'aws-us-gov', true, false],
    ['dkr-ecr-fips.us-gov-west-1.on.aws', 'us-gov-west-1', 'aws-us-gov', true, true],
    ['dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'aws-cn', false, false],
    ['dkr-ecr.cn-north-1.on.amazonwebservices.com.cn', 'cn-north-1', 'aws-cn', false, true],
    ['dkr.ecr.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1', 'aws-eusc', false, false],
    ['dkr.ecr.us-iso-east-1.c2s.ic.gov', 'us-iso-east-1', 'aws-iso', false, false],
    ['dkr.ecr.us-isob-east-1.sc2s.sgov.gov', 'us-isob-east-1', 'aws-iso-b', false, false],
    ['dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk', 'eu-isoe-west-1', 'aws-iso-e', false, false],
    ['dkr.ecr.us-isof-south-1.csp.hci.ic.gov', 'us-isof-south-1', 'aws-iso-f', false, false],
    ['dkr-ecr.us-iso-west-1.on.aws.ic.gov', 'us-iso-west-1', 'aws-iso', false, true],
  ])('%s', (rest, region, partition, fips, dualStack) => {
    const host = `${ACCOUNT}.${rest}`;
    const expected = { host, public: false, accountId: ACCOUNT, region, partition, fips, dualStack };
    expect(parseEcrEndpoint(host)).toEqual(expected);
    expect(parseEcrEndpoint(host.toUpperCase())).toEqual(expected);
  });

  it.each([
    ['public.ecr.aws', false],
    ['ecr-public.aws.com', true],
    ['Public.ECR.aws', false],
  ])('%s', (host, dualStack) => {
    const expected = { host: host.toLowerCase(), public: true, partition: 'aws', fips: false, dualStack };
    expect(parseEcrEndpoint(host)).toEqual(expected);
  });
});

const GOOD = `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com`;
const COPY = 'Copy the host from the URI of a repository in the AWS console, up to its first "/".';

describe('an ECR endpoint is refused', () => {
  it.each([
    ['with a scheme', `https://${GOOD}`, 'Remove "https://".'],
    ["with Helm's scheme", `oci://${GOOD}`, 'Remove "oci://".'],
    ['with a path', `${GOOD}/team/charts`, 'Remove "/team/charts".'],
    ['with a port', `${GOOD}:443`, 'Remove the port ":443".'],
    ['with spaces', ` ${GOOD} `, 'Remove the spaces.'],
    ['with a line break at its end', `${GOOD}\n`, 'Remove the spaces.'],
    ['with a dot at its end', `${GOOD}.`, 'Remove the dot at the end.'],
    ['with scheme, port and path', `https://${GOOD}:8443/a`, 'Remove "https://", the port ":8443" and "/a".'],
    ['empty', '', 'Write the host of the registry.'],
    [
      'with 11 digits',
      '12345678901.dkr.ecr.us-east-1.amazonaws.com',
      'The AWS account ID "12345678901" has 11 digits. It must have 12, zeros in front included.',
    ],
    [
      'with an alias for the account',
      'my-company.dkr.ecr.us-east-1.amazonaws.com',
      'It must begin with an AWS account ID of 12 digits, not with "my-company".',
    ],
    [
      'with something behind the suffix',
      `${GOOD}.evil.example`,
      'No host of AWS ends in "amazonaws.com.evil.example". In the region "us-east-1" write "amazonaws.com" at the end.',
    ],
    [
      'with a suffix that only looks alike',
      `${ACCOUNT}.dkr.ecr.us-east-1.amazonavvs.com`,
      'No host of AWS ends in "amazonavvs.com". In the region "us-east-1" write "amazonaws.com" at the end.',
    ],
    [
      'with a region of another partition',
      `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com`,
      '"cn-north-1" is a region of the partition "aws-cn", "amazonaws.com" belongs to "aws" and "aws-us-gov". Correct the ' +
        'region, or write "amazonaws.com.cn" at the end.',
    ],
    [
      "with China's suffix elsewhere",
      `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com.cn`,
      '"eu-west-1" is a region of the partition "aws", "amazonaws.com.cn" belongs to "aws-cn". Correct the region, or ' +
        'write "amazonaws.com" at the end.',
    ],
    [
      'as half of a dual-stack host',
      `${ACCOUNT}.dkr.ecr.us-east-1.on.aws`,
      'Hosts that end in "on.aws" have "dkr-ecr" in their name. Correct it, or write "amazonaws.com" at the end.',
    ],
    [
      'as the other half of a dual-stack host',
      `${ACCOUNT}.dkr-ecr.us-east-1.amazonaws.com`,
      'Hosts that end in "amazonaws.com" have "dkr.ecr" in their name. Correct it, or write "on.aws" at the end.',
    ],
    [
      'with no region',
      `${ACCOUNT}.dkr.ecr.mars-1.amazonaws.com`,
      '"mars-1" is not the name of an AWS region. Check it.',
    ],
    [
      'as the host of the API',
      'api.ecr.us-east-1.amazonaws.com',
      'That host serves the API of Amazon ECR. Write the host of the registry, which begins with the account ID.',
    ],
    ['as a look-alike of ECR Public', 'public.ecr.aws.evil.example', 'For Amazon ECR Public write "public.ecr.aws".'],
    ['of someone else', 'ghcr.io', COPY],
    ['named as a property of every object', 'constructor', COPY],
  ])('%s', (_, endpoint, advice) => {
    expect(parseEcrEndpoint(endpoint)).toEqual({
      problem: `Expected a host such as "${GOOD}", got "${endpoint}". ${advice}`,
    });
  });

  it.each([
    [`https://AWS:secret@${GOOD}`, `https://***@${GOOD}`, 'Remove "https://" and the user name and password.'],
    [`AWS:sec/ret@${GOOD}`, `***@${GOOD}`, 'Remove the user name and password.'],
    [`https://AWS:a@b:443@${GOOD}`, `https://***@${GOOD}`, 'Remove "https://" and the user name and password.'],
  ])('with credentials, which are not repeated', (endpoint, got, advice) => {
    expect(parseEcrEndpoint(endpoint)).toEqual({
      problem: `Expected a host such as "${GOOD}", got "${got}". ${advice}`,
    });
  });
});
