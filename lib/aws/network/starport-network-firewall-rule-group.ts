import type { NetworkfirewallRuleGroup } from '@cdktf/provider-aws/lib/networkfirewall-rule-group';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { type Problem, throwProblems } from '../../problems';
import type { StarportAllowlist } from '../starport-allowlist';
import { awsNetwork } from './aws-network';
import { cidrProblems, integerProblems, type NameRule, nameProblems } from './network-problems';
import { nameFromPath } from './name-from-path';

/** Order in which a firewall policy evaluates its stateful rules. */
export enum StatefulRuleOrder {
  /** AWS's "action order": what passes comes before what drops, whatever the order of the groups. */
  DEFAULT_ACTION_ORDER = 'DEFAULT_ACTION_ORDER',
  /** AWS's "strict order": groups by their priority in the policy, rules in the order in which they are written. */
  STRICT_ORDER = 'STRICT_ORDER',
}

export interface StarportNetworkFirewallRuleGroupProps {
  /**
   * A change replaces the group.
   * @default - made of the construct's path
   */
  readonly name?: string;
  /**
   * Most rules that the group may ever hold; one host needs at least one. A change replaces the group.
   * @default 100
   */
  readonly capacity?: number;
  /**
   * CIDR blocks of the clients, the suricata variable HOME_NET. Needed when the firewall is in another VPC than they are:
   * by default AWS takes the blocks of the firewall's VPC, and rules for others never match, without a word.
   * @default - the CIDR blocks of the firewall's VPC
   */
  readonly homeNetworkCidrBlocks?: string[];
  /**
   * Must be that of the firewall policy: AWS refuses a policy with groups of another order. A change replaces the group.
   * @default StatefulRuleOrder.DEFAULT_ACTION_ORDER
   */
  readonly ruleOrder?: StatefulRuleOrder;
  /**
   * Provider block of the firewall's region, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}

/** API model of AWS Network Firewall, ResourceName. */
const NAME: NameRule = { pattern: /^[a-zA-Z0-9-]+$/, longest: 128, characters: 'letters, digits and hyphens' };
/** "AWS Network Firewall quotas": 30,000 stateful rules for a policy, on request 50,000. */
const MOST_CAPACITY = 50_000;

/**
 * A stateful rule group of AWS Network Firewall that lets TLS connections to the hosts pass, by their server name (SNI), to
 * be named in a firewall policy. A list of this kind refuses the TLS connections to all other hosts, unless another group
 * of the policy lets them pass.
 */
export class StarportNetworkFirewallRuleGroup extends Construct {
  /** The rule group, to be named in a firewall policy. */
  public readonly ruleGroup: NetworkfirewallRuleGroup;

  constructor(allowlist: StarportAllowlist, id: string, props: StarportNetworkFirewallRuleGroupProps) {
    super(allowlist, id);
    const { hosts } = allowlist;
    throwProblems(this, propsProblems(props, hosts.length));
    const { NetworkfirewallRuleGroup } = awsNetwork.networkFirewallRuleGroup();
    this.ruleGroup = new NetworkfirewallRuleGroup(this, 'Resource', {
      name: props.name ?? nameFromPath(this, NAME.longest),
      description: 'Hosts of Amazon ECR, and of the S3 buckets from which it serves layers',
      type: 'STATEFUL',
      capacity: props.capacity ?? Math.max(100, 2 * hosts.length),
      ruleGroup: {
        ruleVariables: homeNetwork(props.homeNetworkCidrBlocks),
        rulesSource: {
          rulesSourceList: {
            generatedRulesType: 'ALLOWLIST',
            // Everything is HTTPS; with HTTP_HOST in the list, plain HTTP to these hosts would pass too.
            targetTypes: ['TLS_SNI'],
            // A dot in front stands for a domain and all hosts below it; "*" is not allowed.
            targets: hosts.map(({ host }) => host.replace(/^\*/, '')),
          },
        },
        statefulRuleOptions: { ruleOrder: props.ruleOrder ?? StatefulRuleOrder.DEFAULT_ACTION_ORDER },
      },
      provider: props.provider,
    });
  }

  /** ARN, for `stateful_rule_group_reference` of a firewall policy. */
  public get arn(): string {
    return this.ruleGroup.arn;
  }
}

function homeNetwork(blocks: string[] | undefined) {
  if (blocks === undefined) return undefined;
  return { ipSets: [{ key: 'HOME_NET', ipSet: { definition: blocks } }] };
}

function propsProblems(props: StarportNetworkFirewallRuleGroupProps, hosts: number): Problem[] {
  const { homeNetworkCidrBlocks: blocks } = props;
  const because = `the list has ${hosts} hosts, and AWS allows no more`;
  const reason = "must name at least one block. Leave it out for the firewall's own VPC";
  return [
    ...nameProblems('name', props.name, NAME),
    ...integerProblems('capacity', props.capacity, { least: hosts, most: MOST_CAPACITY, because }),
    ...(blocks?.length === 0 ? [{ prop: 'homeNetworkCidrBlocks', value: blocks, reason }] : []),
    ...cidrProblems('homeNetworkCidrBlocks', blocks),
  ];
}
