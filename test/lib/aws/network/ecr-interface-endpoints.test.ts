import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Token } from 'cdktf';
import type { EcrInterfaceEndpointsProps, StarportAllowlistProps } from '../../../../lib/aws';
import { warningsOf } from '../../synthesized';
import { id, newAllowlist, problemsOf, REGISTRY, resourcesOf } from './allowlists';

const PROPS = {
  vpcId: id('vpc'),
  subnetIds: [id('subnet', '1'), id('subnet', '2')],
  clientCidrBlocks: ['10.0.0.0/16'],
};
const READS = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'EcrRegistry',
      Effect: 'Allow',
      Principal: '*',
      Action: ['ecr:GetRegistryPolicy', 'ecr:DescribeRegistry', 'ecr:GetAuthorizationToken'],
      Resource: ['*'],
    },
    {
      Sid: 'EcrRepositories',
      Effect: 'Allow',
      Principal: '*',
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
      Resource: ['*'],
    },
  ],
};

function resources(props: EcrInterfaceEndpointsProps = PROPS, allowlist?: StarportAllowlistProps) {
  return resourcesOf((list) => list.addInterfaceEndpoints('Endpoints', props), allowlist);
}

test('the API and the registries get an endpoint each, under their public names, for reads, for the clients', () => {
  const group = '${aws_security_group.allowlist_Endpoints_SecurityGroup_3BAE1056.id}';
  const endpoint = {
    vpc_id: PROPS.vpcId,
    vpc_endpoint_type: 'Interface',
    subnet_ids: PROPS.subnetIds,
    security_group_ids: [group],
    private_dns_enabled: true,
    policy: READS,
  };
  expect(resources()).toEqual({
    aws_security_group: [{ vpc_id: PROPS.vpcId, description: 'HTTPS to the VPC endpoints of Amazon ECR' }],
    aws_vpc_security_group_ingress_rule: [
      { security_group_id: group, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '10.0.0.0/16' },
    ],
    aws_vpc_endpoint: [
      { ...endpoint, service_name: 'com.amazonaws.us-east-1.ecr.api' },
      { ...endpoint, service_name: 'com.amazonaws.us-east-1.ecr.dkr' },
    ],
  });
});

test.each([
  ['us-east-1', 'com.amazonaws', 'com.amazonaws'],
  ['us-gov-west-1', 'com.amazonaws', 'com.amazonaws'],
  ['cn-north-1', 'cn.com.amazonaws', 'cn.com.amazonaws'],
  ['eusc-de-east-1', 'eu.amazonaws', 'com.amazonaws'],
])('in %s with a role there is one for STS too, without a policy', (region, ecr, sts) => {
  const { aws_vpc_endpoint: endpoints = [] } = resources(PROPS, { regions: [region], assumeRole: true });
  expect(endpoints.map((endpoint) => [endpoint.service_name, endpoint.policy !== undefined])).toEqual([
    [`${ecr}.${region}.ecr.api`, true],
    [`${ecr}.${region}.ecr.dkr`, true],
    [`${sts}.${region}.sts`, false],
  ]);
});

test('a security group of its own takes IPv6 as well', () => {
  const { aws_vpc_security_group_ingress_rule: rules } = resources({
    ...PROPS,
    clientCidrBlocks: ['10.0.0.0/16', 'fd00:1::/64'],
  });
  expect(rules).toMatchObject([{ cidr_ipv4: '10.0.0.0/16' }, { cidr_ipv6: 'fd00:1::/64' }]);
});

test('existing security groups are used as they are', () => {
  const props = { ...PROPS, clientCidrBlocks: undefined, securityGroupIds: [id('sg')] };
  const { aws_vpc_endpoint: endpoints, ...others } = resources(props);
  expect(endpoints).toMatchObject([{ security_group_ids: [id('sg')] }, { security_group_ids: [id('sg')] }]);
  expect(others).toEqual({});
});

test('repositories can be named, and a policy left out', () => {
  const arn = 'arn:aws:ecr:us-east-1:123456789012:repository/charts/*';
  const { aws_vpc_endpoint: scoped } = resources({ ...PROPS, repositoryArns: [arn] });
  expect(scoped?.[0]?.policy).toMatchObject({ Statement: [{ Resource: ['*'] }, { Resource: [arn] }] });
  const { aws_vpc_endpoint: open } = resources({ ...PROPS, readOnly: false, privateDns: false });
  expect(open).toMatchObject([{ private_dns_enabled: false }, { private_dns_enabled: false }]);
  expect(open?.map(({ policy }) => policy)).toEqual([undefined, undefined]);
});

test('every resource uses the provider block that is named', () => {
  const all = resourcesOf((list) => {
    const provider = new AwsProvider(list, 'eu', { alias: 'eu' });
    list.addInterfaceEndpoints('Endpoints', { ...PROPS, provider });
  });
  expect(Object.values(all).flatMap((ofType) => ofType.map(({ provider }) => provider))).toEqual(
    Array(4).fill('aws.eu'),
  );
});

test('hosts for which no endpoint answers are warned about', () => {
  const allowlist = newAllowlist({
    endpoints: [
      REGISTRY,
      '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com',
      '123456789012.dkr-ecr.us-east-1.on.aws',
      '123456789012.dkr-ecr.eu-west-1.on.aws',
    ],
  });
  const endpoints = allowlist.addInterfaceEndpoints('Endpoints', { ...PROPS, region: 'us-east-1' });
  const warning = (host: string) =>
    `The interface endpoints answer for standard hosts such as "*.dkr.ecr.us-east-1.…" only: "${host}" still leaves the ` +
    'VPC by another way. Register the standard host of the registry instead.';
  expect(warningsOf(endpoints)).toEqual([
    warning('123456789012.dkr.ecr-fips.us-east-1.amazonaws.com'),
    warning('123456789012.dkr-ecr.us-east-1.on.aws'),
  ]);
  expect(warningsOf(newAllowlist().addInterfaceEndpoints('Endpoints', PROPS))).toEqual([]);
});

const text = () => Token.asString({ resolve: () => '${var.text}' });
const list = () => Token.asList({ resolve: () => '${var.list}' });

test('what only Terraform knows is not checked', () => {
  const { aws_vpc_endpoint: endpoints, aws_vpc_security_group_ingress_rule: rules } = resources({
    vpcId: text(),
    subnetIds: list(),
    clientCidrBlocks: [text()],
    repositoryArns: ['${var.arn}'],
  });
  expect(endpoints?.[0]).toMatchObject({ vpc_id: '${var.text}', subnet_ids: '${var.list}' });
  expect(endpoints?.[0]?.policy).toContain('"Resource" = [var.arn]');
  expect(rules).toMatchObject([{ cidr_ipv4: '${var.text}' }]);
});

const ONE_BY_ONE = 'is a list that only Terraform knows. Name its elements one by one; each of them may be a token.';

test.each<[string, Partial<EcrInterfaceEndpointsProps>, string[]]>([
  [
    'IDs of other things',
    {
      vpcId: id('subnet'),
      subnetIds: [id('subnet'), 'public'],
      securityGroupIds: ['sg-1'],
      clientCidrBlocks: undefined,
    },
    [
      `'vpcId' ("subnet-0123456789abcdef0") is the ID of a subnet. Write the ID of a VPC such as 'vpc-0123456789abcdef0'.`,
      `'subnetIds[1]' ("public") must be the ID of a subnet such as 'subnet-0123456789abcdef0'.`,
      `'securityGroupIds[0]' ("sg-1") must be the ID of a security group such as 'sg-0123456789abcdef0'.`,
    ],
  ],
  [
    'blocks that are none',
    { clientCidrBlocks: ['10.0.0.0', '10.0.1.7/16', '10.0.0.0/33', 'vpc', 'fd00::/129'] },
    [
      `'clientCidrBlocks[0]' ("10.0.0.0") must be a CIDR block. For this address alone write '10.0.0.0/32'.`,
      `'clientCidrBlocks[1]' ("10.0.1.7/16") is an address inside a network. Write '10.0.0.0/16'.`,
      `'clientCidrBlocks[2]' ("10.0.0.0/33") must end in a prefix length between /0 and /32.`,
      `'clientCidrBlocks[3]' ("vpc") must be a CIDR block such as '10.0.0.0/16'.`,
      `'clientCidrBlocks[4]' ("fd00::/129") must end in a prefix length between /0 and /128.`,
    ],
  ],
  [
    'nothing where something is needed',
    { subnetIds: [], clientCidrBlocks: [] },
    [
      `'subnetIds' ([]) must name at least one. Write subnetIds: ['subnet-0123456789abcdef0'].`,
      `'clientCidrBlocks' must name who may connect, or the endpoints would answer nobody. Write clientCidrBlocks: ` +
        `['10.0.0.0/16'] with the VPC's block, or name existing securityGroupIds.`,
    ],
  ],
  [
    'two security groups',
    { securityGroupIds: [id('sg')] },
    [
      `'securityGroupIds' (["sg-0123456789abcdef0"]) leaves no new group for which 'clientCidrBlocks' could be. Leave one ` +
        'of them out; rules for groups of yours are made by addSecurityGroupRules.',
    ],
  ],
  [
    'wrong repositories',
    { repositoryArns: ['charts', 'arn:aws:ecr-public::123456789012:repository/charts'] },
    [
      `'repositoryArns[0]' ("charts") is not the ARN of a repository. Expected the ARN of a repository such as ` +
        '"arn:aws:ecr:us-east-1:123456789012:repository/charts", got "charts". Copy it from the AWS console.',
      `'repositoryArns[1]' ("arn:aws:ecr-public::123456789012:repository/charts") is of Amazon ECR Public, which these ` +
        'endpoints do not serve. Remove it.',
    ],
  ],
  [
    'repositories of another region',
    {
      repositoryArns: ['eu-west-1', 'us-east-1', '*'].map(
        (region) => `arn:aws:ecr:${region}:123456789012:repository/charts`,
      ),
    },
    [
      `'repositoryArns[0]' ("arn:aws:ecr:eu-west-1:123456789012:repository/charts") is in eu-west-1, and endpoints in ` +
        'us-east-1 serve the repositories of their own region alone. Remove it.',
    ],
  ],
  [
    'repositories that nothing limits',
    { repositoryArns: ['*'], readOnly: false },
    [`'repositoryArns' (["*"]) has no meaning with readOnly: false. Leave one of them out.`],
  ],
  [
    'no repositories',
    { repositoryArns: [] },
    [`'repositoryArns' ([]) must name at least one. Leave it out for all repositories.`],
  ],
  [
    'lists that only Terraform knows',
    { clientCidrBlocks: list(), repositoryArns: list() },
    [`'clientCidrBlocks' ${ONE_BY_ONE}`, `'repositoryArns' ${ONE_BY_ONE}`],
  ],
  [
    'a region that the allowlist does not have',
    { region: 'eu-west-1' },
    [`'region' ("eu-west-1") must be a region of the allowlist: 'us-east-1'.`],
  ],
])('%s are refused, all at once', (_name, props, problems) => {
  expect(problemsOf(() => newAllowlist().addInterfaceEndpoints('Endpoints', { ...PROPS, ...props }))).toEqual(problems);
});

test.each<[StarportAllowlistProps, string]>([
  [
    { regions: ['us-east-1', 'eu-west-1'] },
    `'region' must say in which of 'us-east-1', 'eu-west-1' the VPC is: a VPC endpoint reaches its own region only.`,
  ],
  [
    { endpoints: ['public.ecr.aws'] },
    `'region' finds no private registry in the allowlist: no VPC endpoint serves the layers of Amazon ECR Public.`,
  ],
])('an allowlist with %j needs to be told, or cannot do, which region', (allowlist, problem) => {
  expect(problemsOf(() => newAllowlist(allowlist).addInterfaceEndpoints('Endpoints', PROPS))).toEqual([problem]);
});
