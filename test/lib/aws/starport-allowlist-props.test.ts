import { Token } from 'cdktf';
import { StarportAllowlist, type StarportAllowlistProps } from '../../../lib/aws';
import { newStack, resolve } from '../synthesized';

const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const STARPORT = 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com';

const create = (props: StarportAllowlistProps) => new StarportAllowlist(newStack(), 'allowlist', props);

describe('what only Terraform knows', () => {
  const text = (name: string) => Token.asString({ resolve: () => `\${var.${name}}` });

  function resolvedHosts(props: StarportAllowlistProps): unknown {
    const stack = newStack();
    const { hosts } = new StarportAllowlist(stack, 'allowlist', props);
    return resolve(
      stack,
      hosts.map(({ host }) => host),
    );
  }

  test.each([
    ['a token', text('account')],
    ['an expression', '${var.account}'],
  ])('as an account, %s stands in the host of its registry', (_name, account) => {
    expect(resolvedHosts({ endpoints: [`${account}.dkr.ecr.us-east-1.amazonaws.com`] })).toEqual([
      '${var.account}.dkr.ecr.us-east-1.amazonaws.com',
      'api.ecr.us-east-1.amazonaws.com',
      STARPORT,
    ]);
  });

  test.each([
    [undefined, 'amazonaws.com'],
    ['aws-cn', 'amazonaws.com.cn'],
  ])('as a region in the partition %s stands in every host', (partition, suffix) => {
    expect(resolvedHosts({ regions: [text('region')], partition, assumeRole: true })).toEqual([
      `*.dkr.ecr.\${var.region}.${suffix}`,
      `api.ecr.\${var.region}.${suffix}`,
      `sts.\${var.region}.${suffix}`,
      `prod-\${var.region}-starport-layer-bucket.s3.\${var.region}.${suffix}`,
    ]);
  });

  test('as a whole endpoint is covered by its region', () => {
    expect(resolvedHosts({ endpoints: [text('registry')], regions: ['us-east-1'] })).toEqual([
      '*.dkr.ecr.us-east-1.amazonaws.com',
      'api.ecr.us-east-1.amazonaws.com',
      STARPORT,
    ]);
  });

  test.each<[string, StarportAllowlistProps, string]>([
    [
      'an endpoint without a region',
      { endpoints: [text('registry')] },
      "'endpoints[0]' is known only to Terraform, so its region cannot be read off it. Give the region too: " +
        "regions: ['us-east-1'].",
    ],
    [
      'a list',
      { regions: Token.asList({ resolve: () => '${var.regions}' }) },
      "'regions' is a list that only Terraform knows. Name its elements one by one; each of them may be a token.",
    ],
  ])('is refused as %s', (_name, props, problem) => {
    expect(() => create(props)).toThrow(new Error(`"stack/allowlist" cannot be built from these props:\n  ${problem}`));
  });
});

test.each<[StarportAllowlistProps, string[]]>([
  [
    {},
    [
      "'endpoints' must name at least one registry, unless 'regions' is given. " +
        "Write endpoints: ['123456789012.dkr.ecr.us-east-1.amazonaws.com'] or regions: ['us-east-1'].",
    ],
  ],
  [
    {
      endpoints: [`https://key:secret@${REGISTRY}`, '12.dkr.ecr.us-east-1.amazonaws.com'],
      regions: ['us-east-1a', 'mars-1'],
      partition: 'aws-mars',
    },
    [
      `'endpoints[0]' ("https://…@${REGISTRY}") is not the host of an Amazon ECR. Expected a host such as "${REGISTRY}", ` +
        `got "https://***@${REGISTRY}". Remove "https://" and the user name and password.`,
      `'endpoints[1]' ("12.dkr.ecr.us-east-1.amazonaws.com") is not the host of an Amazon ECR. Expected a host such as ` +
        `"${REGISTRY}", got "12.dkr.ecr.us-east-1.amazonaws.com". The AWS account ID "12" has 2 digits. It must have 12, ` +
        'zeros in front included.',
      `'regions[0]' ("us-east-1a") is not a region. Expected the name of an AWS region such as "us-east-1", got ` +
        '"us-east-1a". That is an availability zone of the region "us-east-1".',
      `'regions[1]' ("mars-1") is not a region. Expected the name of an AWS region such as "us-east-1", got "mars-1". Correct it.`,
      `'partition' ("aws-mars") must be one of 'aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', ` +
        `'aws-iso-e', 'aws-iso-f'. Leave it out for 'aws'.`,
    ],
  ],
  [
    {
      endpoints: [REGISTRY],
      starports: [
        { region: 'eu-west-1' },
        { region: 'us-east-1', bucket: 'arn:aws:s3:::layers', host: 'https://layers.example.com/' },
      ],
    },
    [
      `'starports[0].region' ("eu-west-1") must be a region of this allowlist: 'us-east-1'.`,
      `'starports[1].bucket' ("arn:aws:s3:::layers") must be the name of a bucket, without its ARN. ` +
        `Write bucket: 'prod-us-east-1-starport-layer-bucket'.`,
      `'starports[1].host' ("https://layers.example.com/") must be a host name in lower case, without scheme, port and path.`,
    ],
  ],
])('every problem of %j is told at once', (props, problems) => {
  expect(() => create(props)).toThrow(
    new Error(`"stack/allowlist" cannot be built from these props:\n${problems.map((line) => `  ${line}`).join('\n')}`),
  );
});
