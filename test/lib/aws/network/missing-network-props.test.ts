import type { StarportAllowlist } from '../../../../lib/aws';
import { id, newAllowlist, problemsOf } from './allowlists';

/** JavaScript sees no missing prop, and `process.env` often has nothing under a name. */
const NOTHING = undefined as unknown as never;
const given = (props: object): never => props as never;

const NO_VPC = "'vpcId' is missing. Write the ID of a VPC such as 'vpc-0123456789abcdef0'.";
const NO_SUBNETS = "'subnetIds' is missing. Write subnetIds: ['subnet-0123456789abcdef0'].";
const NO_CLIENTS =
  "'clientCidrBlocks' must name who may connect, or the endpoints would answer nobody. Write clientCidrBlocks: " +
  "['10.0.0.0/16'] with the VPC's block, or name existing securityGroupIds.";
const VPC = { vpcId: id('vpc') };

test.each<[string, (allowlist: StarportAllowlist) => unknown, readonly string[]]>([
  [
    'interface endpoints without props',
    (list) => list.addInterfaceEndpoints('X', NOTHING),
    [NO_VPC, NO_SUBNETS, NO_CLIENTS],
  ],
  [
    'interface endpoints with values that are empty or of another type',
    (list) => list.addInterfaceEndpoints('X', given({ vpcId: '', subnetIds: 'a', clientCidrBlocks: '10.0.0.0/16' })),
    [
      `'vpcId' ("") must be the ID of a VPC such as 'vpc-0123456789abcdef0'.`,
      `'subnetIds' ("a") must be a list. Write subnetIds: ['subnet-0123456789abcdef0'].`,
      `'clientCidrBlocks' ("10.0.0.0/16") must be a list. Write clientCidrBlocks: ['10.0.0.0/16'].`,
    ],
  ],
  [
    'interface endpoints with nothing in their lists',
    (list) =>
      list.addInterfaceEndpoints(
        'X',
        given({ ...VPC, subnetIds: [NOTHING], clientCidrBlocks: [NOTHING], repositoryArns: [null] }),
      ),
    [
      "'subnetIds[0]' is missing. Write a value such as 'subnet-0123456789abcdef0', or leave it out of the list.",
      "'clientCidrBlocks[0]' is missing. Write a value such as '10.0.0.0/16', or leave it out of the list.",
      "'repositoryArns[0]' is missing. Write a value such as 'arn:aws:ecr:us-east-1:123456789012:repository/charts', or " +
        'leave it out of the list.',
    ],
  ],
  [
    'a gateway endpoint without props',
    (list) => list.addS3GatewayEndpoint('X', NOTHING),
    [NO_VPC, "'routeTableIds' is missing. Write routeTableIds: ['rtb-0123456789abcdef0']."],
  ],
  [
    'a gateway endpoint with a number and nothing for another bucket',
    (list) => list.addS3GatewayEndpoint('X', given({ vpcId: 7, routeTableIds: [], otherBucketArns: [NOTHING] })),
    [
      "'vpcId' (7) must be a text. Write the ID of a VPC such as 'vpc-0123456789abcdef0'.",
      "'routeTableIds' ([]) must name at least one. Write routeTableIds: ['rtb-0123456789abcdef0'].",
      "'otherBucketArns[0]' is missing. Write a value such as 'arn:aws:s3:::my-bucket', or leave it out of the list.",
    ],
  ],
  [
    'an endpoint policy without props',
    (list) => list.addS3EndpointPolicy('X', NOTHING),
    ["'vpcEndpointId' is missing. Write the ID of a VPC endpoint such as 'vpce-0123456789abcdef0'."],
  ],
  [
    'security-group rules without props',
    (list) => list.addSecurityGroupRules('X', NOTHING),
    [
      "'endpointSecurityGroupId' is needed for rules to the endpoints, 's3PrefixListId' for rules to Amazon S3. Give one " +
        'or both.',
      "'clientSecurityGroupId' is needed: it is the group that gets the rules. Write clientSecurityGroupId: " +
        "'sg-0123456789abcdef0'.",
    ],
  ],
  [
    'a firewall whose network is no list',
    (list) => list.addNetworkFirewallRuleGroup('X', given({ homeNetworkCidrBlocks: '10.0.0.0/16' })),
    [`'homeNetworkCidrBlocks' ("10.0.0.0/16") must be a list. Write homeNetworkCidrBlocks: ['10.0.0.0/16'].`],
  ],
])('%s: what is missing is told with what to write, all at once', (_what, add, problems) => {
  expect(problemsOf(() => add(newAllowlist()))).toEqual(problems);
});

test.each<[string, never, readonly string[]]>([
  [
    'without props',
    NOTHING,
    [
      "'endpoints' must name at least one registry, unless 'regions' is given. Write endpoints: " +
        "['123456789012.dkr.ecr.us-east-1.amazonaws.com'] or regions: ['us-east-1'].",
    ],
  ],
  [
    'with nothing in its lists',
    given({ endpoints: [undefined], regions: [null] }),
    [
      "'endpoints[0]' is missing. Write a value such as '123456789012.dkr.ecr.us-east-1.amazonaws.com', or leave it out " +
        'of the list.',
      "'regions[0]' is missing. Write a value such as 'us-east-1', or leave it out of the list.",
    ],
  ],
])('an allowlist %s', (_what, props, problems) => {
  expect(() => newAllowlist(props ?? ({} as never))).toThrow(
    new Error(`"stack/allowlist" cannot be built from these props:\n${problems.map((text) => `  ${text}`).join('\n')}`),
  );
});
