import type { Route53ResolverFirewallDomainList } from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list';
import type { Route53ResolverFirewallRule } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule';
import type { Route53ResolverFirewallRuleGroup } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group';
import type { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { type Problem, throwProblems } from '../../problems';
import type { StarportAllowlist } from '../starport-allowlist';
import { awsNetwork } from './aws-network';
import { integerProblems, type NameRule, nameProblems, optionalIdProblems } from './network-problems';
import { nameFromPath } from './name-from-path';

export interface StarportDnsFirewallProps {
  /**
   * Name of all its parts. A change replaces them.
   * @default - made of the construct's path
   */
  readonly name?: string;
  /**
   * An existing rule group that gets the rule.
   * @default - a new one
   */
  readonly ruleGroupId?: string;
  /**
   * Place of the rule in its group, lowest first, unique there: before the rules that block.
   * @default 100
   */
  readonly priority?: number;
  /**
   * VPC with which the new rule group is associated.
   * @default - none
   */
  readonly vpcId?: string;
  /**
   * Place of the new group among those of the VPC, 100 to 9900, lowest first, unique there.
   * @default 101
   */
  readonly associationPriority?: number;
  /**
   * Whether AWS refuses to change or remove the association until this is false again.
   * @default false
   */
  readonly mutationProtection?: boolean;
  /**
   * Provider block of the VPC's region, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}

/** API model of Route 53 Resolver, Name. */
const NAME: NameRule = {
  pattern: /^(?!\d+$)[a-zA-Z0-9\-_ ']+$/,
  longest: 64,
  characters: 'letters, digits, hyphens, underscores and spaces, and not only digits',
};
/** AssociateFirewallRuleGroup. For rules AWS only asks for a positive number. */
const ASSOCIATION_PRIORITY = { least: 100, most: 9900, because: 'AWS keeps the others for itself' };
const RULE_PRIORITY = { least: 1, most: 2 ** 31 - 1 };

/**
 * A rule of Route 53 Resolver DNS Firewall that allows the names of the hosts. It blocks nothing: DNS Firewall answers what
 * no rule blocks, so it is of use before rules that do.
 */
export class StarportDnsFirewall extends Construct {
  /** The names of the hosts. */
  public readonly domainList: Route53ResolverFirewallDomainList;
  /** The rule that allows them. */
  public readonly rule: Route53ResolverFirewallRule;
  /** Only without `ruleGroupId`. */
  public readonly ruleGroup?: Route53ResolverFirewallRuleGroup;
  /** Only with `vpcId`. */
  public readonly association?: Route53ResolverFirewallRuleGroupAssociation;

  constructor(allowlist: StarportAllowlist, id: string, props: StarportDnsFirewallProps) {
    super(allowlist, id);
    throwProblems(this, propsProblems(props));
    const { vpcId, provider } = props;
    const name = props.name ?? nameFromPath(this, NAME.longest);
    // Without a dot at the end, which AWS adds: in the configuration it would be a difference in every plan.
    const domains = allowlist.hosts.map(({ host }) => host);
    const { Route53ResolverFirewallDomainList } = awsNetwork.dnsFirewallDomainList();
    this.domainList = new Route53ResolverFirewallDomainList(this, 'Domains', { name, domains, provider });
    if (props.ruleGroupId === undefined) {
      const { Route53ResolverFirewallRuleGroup } = awsNetwork.dnsFirewallRuleGroup();
      this.ruleGroup = new Route53ResolverFirewallRuleGroup(this, 'RuleGroup', { name, provider });
    }
    const { Route53ResolverFirewallRule } = awsNetwork.dnsFirewallRule();
    this.rule = new Route53ResolverFirewallRule(this, 'Rule', {
      name,
      action: 'ALLOW',
      // Names of S3 lead through others (CNAME), which AWS's default, INSPECT_REDIRECTION_DOMAIN, would look for in the list.
      firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
      firewallDomainListId: this.domainList.id,
      firewallRuleGroupId: this.ruleGroup?.id ?? props.ruleGroupId ?? '',
      priority: props.priority ?? 100,
      provider,
    });
    if (this.ruleGroup === undefined || vpcId === undefined) return;
    const { Route53ResolverFirewallRuleGroupAssociation } = awsNetwork.dnsFirewallAssociation();
    this.association = new Route53ResolverFirewallRuleGroupAssociation(this, 'Association', {
      name,
      firewallRuleGroupId: this.ruleGroup.id,
      vpcId,
      priority: props.associationPriority ?? 101,
      mutationProtection: props.mutationProtection ? 'ENABLED' : 'DISABLED',
      provider,
    });
  }
}

function propsProblems(props: StarportDnsFirewallProps): Problem[] {
  const { ruleGroupId, vpcId, associationPriority, mutationProtection } = props;
  const problems = [
    ...nameProblems('name', props.name, NAME),
    ...optionalIdProblems('ruleGroupId', ruleGroupId, 'rslvr-frg'),
    ...integerProblems('priority', props.priority, RULE_PRIORITY),
    ...optionalIdProblems('vpcId', vpcId, 'vpc'),
    ...integerProblems('associationPriority', associationPriority, ASSOCIATION_PRIORITY),
  ];
  if (ruleGroupId !== undefined && vpcId !== undefined) {
    const reason = "has no meaning with 'ruleGroupId': that group is associated with its VPCs already. Leave it out";
    problems.push({ prop: 'vpcId', value: vpcId, reason });
  }
  if (vpcId === undefined) {
    const reason = "has no meaning without 'vpcId'. Leave it out";
    if (associationPriority !== undefined) {
      problems.push({ prop: 'associationPriority', value: associationPriority, reason });
    }
    if (mutationProtection !== undefined) {
      problems.push({ prop: 'mutationProtection', value: mutationProtection, reason });
    }
  }
  return problems;
}
