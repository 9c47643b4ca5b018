import { Construct } from 'constructs';
import { StarportAllowlist, type StarportAllowlistProps } from '../../../lib/aws';
import { newStack, synthesize } from '../synthesized';

const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const STARPORT = 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com';

const create = (props: StarportAllowlistProps) => new StarportAllowlist(newStack(), 'allowlist', props);
const hostsOf = (props: StarportAllowlistProps) => create(props).hosts.map(({ host }) => host);

test('a registry needs its own host, the API, and the bucket that serves its layers', () => {
  expect(create({ endpoints: [REGISTRY] }).hosts).toEqual([
    {
      host: REGISTRY,
      port: 443,
      purpose: 'Registry: login, manifests, lists of tags',
      documented: true,
      source: 'AWS General Reference, "Amazon ECR endpoints and quotas"',
    },
    {
      host: 'api.ecr.us-east-1.amazonaws.com',
      port: 443,
      purpose: 'API of Amazon ECR: tokens for the login, lists of repositories',
      documented: true,
      source: 'AWS General Reference, "Amazon ECR endpoints and quotas"',
    },
    {
      host: STARPORT,
      port: 443,
      purpose: 'Amazon S3: the charts themselves and all other layers (starport bucket)',
      documented: true,
      source: 'Amazon ECR User Guide, "Minimum Amazon S3 Bucket Permissions for Amazon ECR"',
    },
  ]);
});

test.each<[string, StarportAllowlistProps, string[]]>([
  ['with a role, AWS STS', { endpoints: [REGISTRY], assumeRole: true }, ['sts.us-east-1.amazonaws.com']],
  [
    'for a FIPS registry, FIPS hosts',
    { endpoints: [REGISTRY, '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com'] },
    [
      '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com',
      'ecr-fips.us-east-1.amazonaws.com',
      'api.ecr-fips.us-east-1.amazonaws.com',
    ],
  ],
  [
    'for a dual-stack registry, dual-stack hosts',
    { endpoints: [REGISTRY, '123456789012.dkr-ecr.us-east-1.on.aws'], assumeRole: true },
    [
      'sts.us-east-1.amazonaws.com',
      '123456789012.dkr-ecr.us-east-1.on.aws',
      'ecr.us-east-1.api.aws',
      'sts.us-east-1.api.aws',
      'prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com',
    ],
  ],
  [
    'for a second registry of the region, its host alone',
    { endpoints: [REGISTRY, '210987654321.dkr.ecr.us-east-1.amazonaws.com'] },
    ['210987654321.dkr.ecr.us-east-1.amazonaws.com'],
  ],
  [
    'for a registry of another region, all hosts there',
    { endpoints: [REGISTRY, '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com'] },
    [
      '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com',
      'api.ecr.us-gov-west-1.amazonaws.com',
      'prod-us-gov-west-1-starport-layer-bucket.s3.us-gov-west-1.amazonaws.com',
    ],
  ],
  [
    'for ECR Public, no starport bucket',
    { endpoints: [REGISTRY, 'public.ecr.aws'] },
    [
      'public.ecr.aws',
      'api.ecr-public.us-east-1.amazonaws.com',
      'd5l0dvt14r5h8.cloudfront.net',
      'd2glxqk2uabbnd.cloudfront.net',
    ],
  ],
  [
    'for a region, the registries of all accounts',
    { endpoints: [REGISTRY], regions: ['cn-north-1'] },
    [
      '*.dkr.ecr.cn-north-1.amazonaws.com.cn',
      'api.ecr.cn-north-1.amazonaws.com.cn',
      'prod-cn-north-1-starport-layer-bucket.s3.cn-north-1.amazonaws.com.cn',
    ],
  ],
])('%s is allowed as well', (_name, props, added) => {
  expect(hostsOf(props).filter((host) => !hostsOf({ endpoints: [REGISTRY] }).includes(host))).toEqual(added);
});

test('a registry that its region covers is not listed again', () => {
  expect(hostsOf({ endpoints: [REGISTRY], regions: ['us-east-1'] })).toEqual([
    'api.ecr.us-east-1.amazonaws.com',
    STARPORT,
    '*.dkr.ecr.us-east-1.amazonaws.com',
  ]);
});

test('the regions are those of the private registries', () => {
  const { regions } = create({ endpoints: ['public.ecr.aws', REGISTRY], regions: ['eu-west-1', 'us-east-1'] });
  expect(regions).toEqual(['us-east-1', 'eu-west-1']);
});

test('the statement for an existing S3 endpoint names the bucket of every region', () => {
  expect(create({ regions: ['us-east-1', 'eu-west-1'] }).s3GatewayStatement().Resource).toEqual([
    'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*',
    'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*',
  ]);
});

test('the texts are those of "palette-oci allowlist"', () => {
  const allowlist = create({ endpoints: [REGISTRY], regions: ['eu-west-1'], assumeRole: true });
  expect(allowlist.plainList()).toBe(`${REGISTRY}
api.ecr.us-east-1.amazonaws.com
sts.us-east-1.amazonaws.com
${STARPORT}
*.dkr.ecr.eu-west-1.amazonaws.com
api.ecr.eu-west-1.amazonaws.com
sts.eu-west-1.amazonaws.com
prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com
`);
  expect(allowlist.squid())
    .toBe(`# Amazon ECR in us-east-1, eu-west-1. Include this file in squid.conf, above the line: http_access deny all
acl amazon_ecr dstdomain -n ${REGISTRY}
acl amazon_ecr dstdomain -n api.ecr.us-east-1.amazonaws.com
acl amazon_ecr dstdomain -n sts.us-east-1.amazonaws.com
acl amazon_ecr dstdomain -n ${STARPORT}
acl amazon_ecr dstdomain -n .dkr.ecr.eu-west-1.amazonaws.com
acl amazon_ecr dstdomain -n api.ecr.eu-west-1.amazonaws.com
acl amazon_ecr dstdomain -n sts.eu-west-1.amazonaws.com
acl amazon_ecr dstdomain -n prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com
acl amazon_ecr_https port 443
acl amazon_ecr_tunnel method CONNECT
http_access allow amazon_ecr_tunnel amazon_ecr_https amazon_ecr
`);
  expect(create({ endpoints: ['public.ecr.aws'] }).squid()).toMatch(/^# Amazon ECR Public\. Include/);
});

test('outputs are named after the construct, and added once', () => {
  const stack = newStack();
  const allowlist = new StarportAllowlist(stack, 'allowlist', { endpoints: [REGISTRY] });
  allowlist.addOutputs();
  allowlist.addOutputs();
  const joined = (lines: string) =>
    `\${join("\\n", [${lines
      .split('\n')
      .map((line) => `"${line}"`)
      .join(', ')}])}`;
  expect(synthesize(stack)).toMatchObject({
    output: {
      allowlist_hosts: {
        value: allowlist.hosts,
        description: 'Hosts that a restricted network must allow for Amazon ECR',
      },
      allowlist_plain_list: { value: joined(allowlist.plainList()), description: 'The same, one host a line' },
      allowlist_squid: { value: joined(allowlist.squid()), description: 'The same, as rules for squid.conf' },
    },
  });
  expect(Object.keys(synthesize(stack).output as object)).toHaveLength(3);
});

test.each([
  [
    '1st',
    '"1st_…", and Terraform\'s names begin with a letter. Give the construct another id, or write outputs of your own: new TerraformOutput(…).',
  ],
  [
    'a_b',
    '"a_b_…", which the stack has already. Give the construct another id, or write outputs of your own: new TerraformOutput(…).',
  ],
])('outputs of the id %s are refused', (id, reason) => {
  const stack = newStack();
  new StarportAllowlist(new Construct(stack, 'a'), 'b', { regions: ['us-east-1'] }).addOutputs();
  const allowlist = new StarportAllowlist(stack, id, { regions: ['us-east-1'] });
  expect(() => allowlist.addOutputs()).toThrow(
    new Error(`"stack/${id}" cannot be built from these props:\n  'id' ("${id}") makes outputs named ${reason}`),
  );
});

test('without addOutputs an allowlist adds nothing to a stack', () => {
  const stack = newStack();
  new StarportAllowlist(stack, 'allowlist', { endpoints: [REGISTRY] });
  expect(Object.keys(synthesize(stack)).filter((key) => !['//', 'terraform'].includes(key))).toEqual([]);
});
