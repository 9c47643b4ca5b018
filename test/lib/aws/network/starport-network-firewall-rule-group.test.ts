import { Token } from 'cdktf';
import { StatefulRuleOrder, type StarportNetworkFirewallRuleGroupProps } from '../../../../lib/aws';
import { newStack, resolve } from '../../synthesized';
import { id, newAllowlist, problemsOf, resourcesOf } from './allowlists';

function group(props?: StarportNetworkFirewallRuleGroupProps, regions = ['us-east-1']) {
  const { aws_networkfirewall_rule_group: groups = [] } = resourcesOf(
    (list) => list.addNetworkFirewallRuleGroup('Firewall', props),
    { regions },
  );
  expect(groups).toHaveLength(1);
  return groups[0];
}

test('the hosts pass by the name that TLS shows; a dot stands for all hosts below', () => {
  expect(group()).toEqual({
    name: 'stack-allowlist-Firewall',
    description: 'Hosts of Amazon ECR, and of the S3 buckets from which it serves layers',
    type: 'STATEFUL',
    capacity: 100,
    rule_group: {
      rules_source: {
        rules_source_list: {
          generated_rules_type: 'ALLOWLIST',
          target_types: ['TLS_SNI'],
          targets: [
            '.dkr.ecr.us-east-1.amazonaws.com',
            'api.ecr.us-east-1.amazonaws.com',
            'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com',
          ],
        },
      },
      stateful_rule_options: { rule_order: 'DEFAULT_ACTION_ORDER' },
    },
  });
});

test('name, capacity, home network and order can be chosen', () => {
  const props = {
    name: 'ecr',
    capacity: 500,
    homeNetworkCidrBlocks: ['10.0.0.0/8', '192.168.0.0/16'],
    ruleOrder: StatefulRuleOrder.STRICT_ORDER,
  };
  expect(group(props)).toMatchObject({
    name: 'ecr',
    capacity: 500,
    rule_group: {
      rule_variables: {
        ip_sets: [{ key: 'HOME_NET', ip_set: { definition: ['10.0.0.0/8', '192.168.0.0/16'] } }],
      },
      stateful_rule_options: { rule_order: 'STRICT_ORDER' },
    },
  });
});

test('a long list has room to grow', () => {
  const regions = Array.from({ length: 20 }, (_, index) => `us-east-${index + 1}`);
  expect(group({}, regions)).toMatchObject({ capacity: 120 });
});

test('the group is named to a firewall policy by its ARN', () => {
  const { arn } = newAllowlist().addNetworkFirewallRuleGroup('Firewall');
  expect(resolve(newStack(), arn)).toMatch(/^\$\{aws_networkfirewall_rule_group\.allowlist_Firewall_\w+\.arn\}$/);
});

test('what only Terraform knows is not checked', () => {
  const props = {
    name: '${var.name}',
    capacity: Token.asNumber({ resolve: () => '${var.capacity}' }),
    homeNetworkCidrBlocks: Token.asList({ resolve: () => '${var.blocks}' }),
  };
  expect(group(props)).toMatchObject({
    name: '${var.name}',
    capacity: '${var.capacity}',
    rule_group: { rule_variables: { ip_sets: [{ ip_set: { definition: '${var.blocks}' } }] } },
  });
});

test.each<[StarportNetworkFirewallRuleGroupProps, string[]]>([
  [
    { name: 'ecr_hosts', capacity: 2, homeNetworkCidrBlocks: ['10.0.0.5/8', id('vpc')] },
    [
      `'name' ("ecr_hosts") must have 1 to 128 characters: letters, digits and hyphens.`,
      `'capacity' (2) must be a whole number from 3 to 50000: the list has 3 hosts, and AWS allows no more.`,
      `'homeNetworkCidrBlocks[0]' ("10.0.0.5/8") is an address inside a network. Write '10.0.0.0/8'.`,
      `'homeNetworkCidrBlocks[1]' ("vpc-0123456789abcdef0") must be a CIDR block such as '10.0.0.0/16'.`,
    ],
  ],
  [
    { capacity: 60_000, homeNetworkCidrBlocks: [] },
    [
      `'capacity' (60000) must be a whole number from 3 to 50000: the list has 3 hosts, and AWS allows no more.`,
      `'homeNetworkCidrBlocks' ([]) must name at least one block. Leave it out for the firewall's own VPC.`,
    ],
  ],
  [
    { name: '', capacity: 10.5 },
    [
      `'name' ("") must have 1 to 128 characters: letters, digits and hyphens.`,
      `'capacity' (10.5) must be a whole number from 3 to 50000: the list has 3 hosts, and AWS allows no more.`,
    ],
  ],
])('%j is refused, with every problem', (props, problems) => {
  expect(problemsOf(() => newAllowlist().addNetworkFirewallRuleGroup('Firewall', props))).toEqual(problems);
});
