import { Token } from 'cdktf';
import type { StarportSecurityGroupRulesProps } from '../../../../lib/aws';
import { id, newAllowlist, problemsOf, resourcesOf } from './allowlists';

const ENDPOINTS = id('sg', '1');
const CLIENTS = id('sg', '2');
const HTTPS = { ip_protocol: 'tcp', from_port: 443, to_port: 443 };

const resources = (props: StarportSecurityGroupRulesProps) =>
  resourcesOf((list) => list.addSecurityGroupRules('Rules', props));

test.each<[string, StarportSecurityGroupRulesProps, object]>([
  [
    'addresses are let in to the endpoints',
    { endpointSecurityGroupId: ENDPOINTS, clientCidrBlocks: ['10.0.0.0/16', 'fd00::/8'] },
    {
      aws_vpc_security_group_ingress_rule: [
        { security_group_id: ENDPOINTS, ...HTTPS, cidr_ipv4: '10.0.0.0/16' },
        { security_group_id: ENDPOINTS, ...HTTPS, cidr_ipv6: 'fd00::/8' },
      ],
    },
  ],
  [
    'members of a group are let in to the endpoints, and out of their group',
    { endpointSecurityGroupId: ENDPOINTS, clientSecurityGroupId: CLIENTS },
    {
      aws_vpc_security_group_ingress_rule: [
        { security_group_id: ENDPOINTS, ...HTTPS, referenced_security_group_id: CLIENTS },
      ],
      aws_vpc_security_group_egress_rule: [
        { security_group_id: CLIENTS, ...HTTPS, referenced_security_group_id: ENDPOINTS },
      ],
    },
  ],
  [
    'members of a group are let out to Amazon S3 by its prefix list',
    { clientSecurityGroupId: CLIENTS, s3PrefixListId: 'pl-63a5400a' },
    {
      aws_vpc_security_group_egress_rule: [{ security_group_id: CLIENTS, ...HTTPS, prefix_list_id: 'pl-63a5400a' }],
    },
  ],
])('%s', (_name, props, expected) => {
  expect(resources(props)).toEqual(expected);
});

test('a rule belongs to its block, wherever that stands in the list, and a block has one rule', () => {
  const rulesOf = (clientCidrBlocks: string[]) => {
    const list = newAllowlist();
    const { node } = list.addSecurityGroupRules('Rules', { endpointSecurityGroupId: ENDPOINTS, clientCidrBlocks });
    return node.children.map((rule) => rule.node.id);
  };
  const [, second] = rulesOf(['10.0.0.0/16', '10.1.0.0/16']);
  expect(rulesOf(['10.1.0.0/16', '10.1.0.0/16'])).toEqual([second]);
});

test('what only Terraform knows is not checked', () => {
  const token = Token.asString({ resolve: () => '${var.id}' });
  const props = { endpointSecurityGroupId: token, clientSecurityGroupId: token, s3PrefixListId: '${var.list}' };
  expect(resources(props).aws_vpc_security_group_egress_rule).toMatchObject([
    { security_group_id: '${var.id}', referenced_security_group_id: '${var.id}' },
    { security_group_id: '${var.id}', prefix_list_id: '${var.list}' },
  ]);
});

const NEEDS_CLIENTS = `'clientSecurityGroupId' is needed: it is the group that gets the rules. Write clientSecurityGroupId: 'sg-0123456789abcdef0'.`;

test.each<[StarportSecurityGroupRulesProps, string[]]>([
  [
    {},
    [
      `'endpointSecurityGroupId' is needed for rules to the endpoints, 's3PrefixListId' for rules to Amazon S3. Give one or both.`,
      NEEDS_CLIENTS,
    ],
  ],
  [{ endpointSecurityGroupId: ENDPOINTS }, [NEEDS_CLIENTS]],
  [{ s3PrefixListId: 'pl-63a5400a' }, [NEEDS_CLIENTS]],
  [
    { s3PrefixListId: 'pl-63a5400a', clientCidrBlocks: ['10.0.0.0/16'] },
    [
      `'clientCidrBlocks' (["10.0.0.0/16"]) has no meaning without 'endpointSecurityGroupId': it says who may connect to the endpoints.`,
      NEEDS_CLIENTS,
    ],
  ],
  [
    {
      endpointSecurityGroupId: 'default',
      clientCidrBlocks: ['10.0.0.1/8'],
      clientSecurityGroupId: 'sg-XYZ',
      s3PrefixListId: 'com.amazonaws.us-east-1.s3',
    },
    [
      `'endpointSecurityGroupId' ("default") must be the ID of a security group such as 'sg-0123456789abcdef0'.`,
      `'clientCidrBlocks[0]' ("10.0.0.1/8") is an address inside a network. Write '10.0.0.0/8'.`,
      `'clientSecurityGroupId' ("sg-XYZ") must be the ID of a security group such as 'sg-0123456789abcdef0'.`,
      `'s3PrefixListId' ("com.amazonaws.us-east-1.s3") must be the ID of a prefix list such as 'pl-0123456789abcdef0'.`,
    ],
  ],
])('%j is refused, with every problem', (props, problems) => {
  expect(problemsOf(() => newAllowlist().addSecurityGroupRules('Rules', props))).toEqual(problems);
});
