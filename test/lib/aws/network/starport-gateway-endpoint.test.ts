import { TerraformVariable, Token } from 'cdktf';
import type { StarportAllowlist, StarportAllowlistProps, StarportGatewayEndpointProps } from '../../../../lib/aws';
import { newStack, resolve, warningsOf } from '../../synthesized';
import { id, newAllowlist, problemsOf, resourcesOf, STARPORT_ARN } from './allowlists';

const PROPS = { vpcId: id('vpc'), routeTableIds: [id('rtb', '1'), id('rtb', '2')] };
const READ = (...arns: string[]) => ({
  Sid: 'ReadStarport',
  Effect: 'Allow',
  Principal: '*',
  Action: ['s3:GetObject'],
  Resource: arns,
});
const WARNING =
  'The policy of this gateway endpoint lets through reads of the starport bucket only. Whatever else uses Amazon S3 through ' +
  "the endpoint's route tables (buckets of yours, package mirrors, Systems Manager) is refused. Name what must go on: " +
  "otherBucketArns: ['arn:aws:s3:::my-bucket'], or otherBucketArns: [] if there is nothing.";

/** Both constructs have the same policy, one on an endpoint of its own. */
const MAKERS = {
  endpoint: (list: StarportAllowlist, props: Partial<StarportGatewayEndpointProps> = {}) =>
    list.addS3GatewayEndpoint('S3', { ...PROPS, ...props }),
  policy: (list: StarportAllowlist, { otherBucketArns, region }: Partial<StarportGatewayEndpointProps> = {}) =>
    list.addS3EndpointPolicy('S3', { vpcEndpointId: id('vpce'), otherBucketArns, region }),
};

test('the gateway endpoint of the route tables lets through reads of the starport bucket', () => {
  expect(resourcesOf(MAKERS.endpoint)).toEqual({
    aws_vpc_endpoint: [
      {
        vpc_id: PROPS.vpcId,
        vpc_endpoint_type: 'Gateway',
        service_name: 'com.amazonaws.us-east-1.s3',
        route_table_ids: PROPS.routeTableIds,
        policy: { Version: '2012-10-17', Statement: [READ(STARPORT_ARN)] },
      },
    ],
  });
});

test('an existing endpoint gets the same policy', () => {
  expect(resourcesOf(MAKERS.policy)).toEqual({
    aws_vpc_endpoint_policy: [
      { vpc_endpoint_id: id('vpce'), policy: { Version: '2012-10-17', Statement: [READ(STARPORT_ARN)] } },
    ],
  });
});

test.each<[string, StarportAllowlistProps, string]>([
  ['us-east-1', { regions: ['us-east-1'] }, STARPORT_ARN],
  ['us-gov-west-1', { regions: ['us-gov-west-1'] }, 'arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket/*'],
  ['cn-north-1', { regions: ['cn-north-1'] }, 'arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*'],
  [
    'cn-north-1',
    { regions: ['cn-north-1'], starports: [{ region: 'cn-north-1', bucket: 'layers' }] },
    'arn:aws-cn:s3:::layers/*',
  ],
])('in %s with %j it is for that region: gateways to S3 have the usual prefix everywhere', (region, allowlist, arn) => {
  const { aws_vpc_endpoint: endpoints } = resourcesOf(MAKERS.endpoint, allowlist);
  expect(endpoints).toMatchObject([{ service_name: `com.amazonaws.${region}.s3`, policy: { Statement: [READ(arn)] } }]);
});

test('of several regions it takes the named one', () => {
  const several = { regions: ['us-east-1', 'eu-west-1'] };
  const { aws_vpc_endpoint: endpoints } = resourcesOf(
    (list) => MAKERS.endpoint(list, { region: 'eu-west-1' }),
    several,
  );
  expect(endpoints).toMatchObject([
    {
      service_name: 'com.amazonaws.eu-west-1.s3',
      policy: { Statement: [{ Resource: ['arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*'] }] },
    },
  ]);
});

describe.each(Object.entries(MAKERS))('the policy (%s)', (_name, make) => {
  test('keeps other buckets reachable', () => {
    const build = (list: StarportAllowlist) => make(list, { otherBucketArns: ['arn:aws:s3:::logs', '*'] });
    expect(Object.values(resourcesOf(build))).toMatchObject([
      [
        {
          policy: {
            Statement: [
              READ(STARPORT_ARN),
              {
                Sid: 'OtherBuckets',
                Effect: 'Allow',
                Principal: '*',
                Action: ['s3:*'],
                Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*', '*'],
              },
            ],
          },
        },
      ],
    ]);
  });

  test.each([
    [undefined, [WARNING]],
    [[], []],
    [['arn:aws:s3:::logs'], []],
  ])('with other buckets %j warns %j', (otherBucketArns, warnings) => {
    expect(warningsOf(make(newAllowlist(), { otherBucketArns }))).toEqual(warnings);
  });

  test('takes buckets and regions that only Terraform knows', () => {
    const build = (list: StarportAllowlist) =>
      make(list, { otherBucketArns: [new TerraformVariable(list, 'bucket', {}).stringValue] });
    const [[made] = []] = Object.values(resourcesOf(build, { regions: ['${data.aws_region.here.region}'] }));
    expect(made?.policy).toContain(
      '"Resource" = [var.allowlist_bucket_D0DD1C58, "${var.allowlist_bucket_D0DD1C58}/*"]',
    );
    expect(made?.policy).toContain('"arn:aws:s3:::prod-${data.aws_region.here.region}-starport-layer-bucket/*"');
  });

  test('refuses what is no bucket', () => {
    const otherBucketArns = ['logs', 's3://logs', 'arn:aws:ecr:us-east-1:123456789012:repository/a'];
    expect(problemsOf(() => make(newAllowlist(), { otherBucketArns }))).toEqual([
      `'otherBucketArns[0]' ("logs") must be the ARN of a bucket, or '*' for all. Write 'arn:aws:s3:::logs'.`,
      `'otherBucketArns[1]' ("s3://logs") must be the ARN of a bucket, or '*' for all. Write 'arn:aws:s3:::my-bucket'.`,
      `'otherBucketArns[2]' ("arn:aws:ecr:us-east-1:123456789012:repository/a") must be the ARN of a bucket, or '*' for ` +
        `all. Write 'arn:aws:s3:::my-bucket'.`,
    ]);
  });

  test('refuses buckets of another partition, and advises those of its own', () => {
    const china = {
      endpoints: ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'],
      starports: [{ region: 'cn-north-1' }],
    };
    const otherBucketArns = ['arn:aws:s3:::logs', 'arn:aws-cn:s3:::logs', 'logs'];
    expect(problemsOf(() => make(newAllowlist(china), { otherBucketArns }))).toEqual([
      `'otherBucketArns[0]' ("arn:aws:s3:::logs") is in the partition 'aws', which an endpoint in 'aws-cn' does not reach. ` +
        `Write 'arn:aws-cn:s3:::logs'.`,
      `'otherBucketArns[2]' ("logs") must be the ARN of a bucket, or '*' for all. Write 'arn:aws-cn:s3:::logs'.`,
    ]);
    expect(warningsOf(make(newAllowlist(china), {}))).toEqual([WARNING.replace('arn:aws:', 'arn:aws-cn:')]);
  });

  test('refuses an unknown region and a list that only Terraform knows, at once', () => {
    const props = { region: 'eu-west-1', otherBucketArns: Token.asList({ resolve: () => '${var.arns}' }) };
    expect(problemsOf(() => make(newAllowlist(), props))).toEqual([
      `'region' ("eu-west-1") must be a region of the allowlist: 'us-east-1'.`,
      `'otherBucketArns' is a list that only Terraform knows. Name its elements one by one; each of them may be a token.`,
    ]);
  });
});

test.each<[() => unknown, string[]]>([
  [
    () => MAKERS.endpoint(newAllowlist(), { vpcId: 'main', routeTableIds: [id('subnet'), 'rtb-12'] }),
    [
      `'vpcId' ("main") must be the ID of a VPC such as 'vpc-0123456789abcdef0'.`,
      `'routeTableIds[0]' ("subnet-0123456789abcdef0") is the ID of a subnet. Write the ID of a route table such as ` +
        `'rtb-0123456789abcdef0'.`,
      `'routeTableIds[1]' ("rtb-12") must be the ID of a route table such as 'rtb-0123456789abcdef0'.`,
    ],
  ],
  [
    () => MAKERS.endpoint(newAllowlist(), { routeTableIds: [] }),
    [`'routeTableIds' ([]) must name at least one. Write routeTableIds: ['rtb-0123456789abcdef0'].`],
  ],
  [
    () => newAllowlist().addS3EndpointPolicy('S3', { vpcEndpointId: id('vpc') }),
    [
      `'vpcEndpointId' ("vpc-0123456789abcdef0") is the ID of a VPC. Write the ID of a VPC endpoint such as ` +
        `'vpce-0123456789abcdef0'.`,
    ],
  ],
])('IDs of other things are refused (%#)', (build, problems) => {
  expect(problemsOf(build)).toEqual(problems);
});

test('the prefix list of S3 is a reference to the endpoint', () => {
  const allowlist = newAllowlist();
  const { prefixListId } = MAKERS.endpoint(allowlist);
  expect(resolve(newStack(), prefixListId)).toBe('${aws_vpc_endpoint.allowlist_S3_79A689DE.prefix_list_id}');
});
