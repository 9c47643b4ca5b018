import { Token } from 'cdktf';
import type { StarportDnsFirewallProps } from '../../../../lib/aws';
import { id, newAllowlist, problemsOf, resourcesOf } from './allowlists';

const resources = (props?: StarportDnsFirewallProps) =>
  resourcesOf((list) => list.addDnsFirewall('Dns', props), { regions: ['us-east-1'] });

const LIST = '${aws_route53_resolver_firewall_domain_list.allowlist_Dns_Domains_672350EC.id}';
const GROUP = '${aws_route53_resolver_firewall_rule_group.allowlist_Dns_RuleGroup_C3FA2177.id}';
const DOMAINS = [
  '*.dkr.ecr.us-east-1.amazonaws.com',
  'api.ecr.us-east-1.amazonaws.com',
  'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com',
];

test('a rule of a new group allows the names, and where they lead', () => {
  const name = 'stack-allowlist-Dns';
  expect(resources()).toEqual({
    aws_route53_resolver_firewall_domain_list: [{ name, domains: DOMAINS }],
    aws_route53_resolver_firewall_rule_group: [{ name }],
    aws_route53_resolver_firewall_rule: [
      {
        name,
        action: 'ALLOW',
        firewall_domain_redirection_action: 'TRUST_REDIRECTION_DOMAIN',
        firewall_domain_list_id: LIST,
        firewall_rule_group_id: GROUP,
        priority: 100,
      },
    ],
  });
});

test('no name ends in a dot', () => {
  expect(DOMAINS.filter((domain) => domain.endsWith('.'))).toEqual([]);
});

test.each<[StarportDnsFirewallProps, object]>([
  [{}, { priority: 101, mutation_protection: 'DISABLED' }],
  [
    { associationPriority: 9900, mutationProtection: true },
    { priority: 9900, mutation_protection: 'ENABLED' },
  ],
])('the new group is associated with a VPC, with %j', (props, expected) => {
  const { aws_route53_resolver_firewall_rule_group_association: associations } = resources({
    name: 'ecr',
    vpcId: id('vpc'),
    ...props,
  });
  expect(associations).toEqual([{ name: 'ecr', firewall_rule_group_id: GROUP, vpc_id: id('vpc'), ...expected }]);
});

test('an existing group gets the rule, and nothing else is made', () => {
  const { aws_route53_resolver_firewall_rule: rules, ...others } = resources({
    ruleGroupId: 'rslvr-frg-d4ab0ee4ee4f4ab0',
    priority: 7,
  });
  expect(rules).toMatchObject([{ firewall_rule_group_id: 'rslvr-frg-d4ab0ee4ee4f4ab0', priority: 7 }]);
  expect(Object.keys(others)).toEqual(['aws_route53_resolver_firewall_domain_list']);
});

test('what only Terraform knows is not checked', () => {
  const all = resources({
    name: '${var.name}',
    vpcId: Token.asString({ resolve: () => '${var.vpc}' }),
    priority: Token.asNumber({ resolve: () => '${var.priority}' }),
    associationPriority: Token.asNumber({ resolve: () => '${var.place}' }),
  });
  expect(all).toMatchObject({
    aws_route53_resolver_firewall_rule: [{ name: '${var.name}', priority: '${var.priority}' }],
    aws_route53_resolver_firewall_rule_group_association: [{ vpc_id: '${var.vpc}', priority: '${var.place}' }],
  });
});

const NAME = 'must have 1 to 64 characters: letters, digits, hyphens, underscores and spaces, and not only digits.';

test.each<[StarportDnsFirewallProps, string[]]>([
  [
    { name: '123', vpcId: 'vpc', priority: 0, associationPriority: 99 },
    [
      `'name' ("123") ${NAME}`,
      `'priority' (0) must be a whole number from 1 to 2147483647.`,
      `'vpcId' ("vpc") must be the ID of a VPC such as 'vpc-0123456789abcdef0'.`,
      `'associationPriority' (99) must be a whole number from 100 to 9900: AWS keeps the others for itself.`,
    ],
  ],
  [
    { name: 'a'.repeat(65), ruleGroupId: id('sg'), vpcId: id('vpc') },
    [
      `'name' ("${'a'.repeat(65)}") ${NAME}`,
      `'ruleGroupId' ("sg-0123456789abcdef0") is the ID of a security group. Write the ID of a DNS Firewall rule group such ` +
        `as 'rslvr-frg-0123456789abcdef0'.`,
      `'vpcId' ("vpc-0123456789abcdef0") has no meaning with 'ruleGroupId': that group is associated with its VPCs already. ` +
        'Leave it out.',
    ],
  ],
  [
    { associationPriority: 200, mutationProtection: true },
    [
      `'associationPriority' (200) has no meaning without 'vpcId'. Leave it out.`,
      `'mutationProtection' (true) has no meaning without 'vpcId'. Leave it out.`,
    ],
  ],
])('%j is refused, with every problem', (props, problems) => {
  expect(problemsOf(() => newAllowlist().addDnsFirewall('Dns', props))).toEqual(problems);
});
