import type * as NetworkfirewallRuleGroupModule from '@cdktf/provider-aws/lib/networkfirewall-rule-group';
import type * as Route53ResolverFirewallDomainListModule from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list';
import type * as Route53ResolverFirewallRuleModule from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule';
import type * as Route53ResolverFirewallRuleGroupModule from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group';
import type * as Route53ResolverFirewallRuleGroupAssociationModule from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import type * as SecurityGroupModule from '@cdktf/provider-aws/lib/security-group';
import type * as VpcEndpointModule from '@cdktf/provider-aws/lib/vpc-endpoint';
import type * as VpcEndpointPolicyModule from '@cdktf/provider-aws/lib/vpc-endpoint-policy';
import type * as VpcSecurityGroupEgressRuleModule from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type * as VpcSecurityGroupIngressRuleModule from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';

/**
 * The resources of AWS's network services, each loaded when a stack makes the first one: loading all of them would cost
 * every program that imports the library 20 ms.
 */
export const awsNetwork = {
  get NetworkfirewallRuleGroup(): typeof NetworkfirewallRuleGroupModule.NetworkfirewallRuleGroup {
    const module: typeof NetworkfirewallRuleGroupModule = require('@cdktf/provider-aws/lib/networkfirewall-rule-group');
    return module.NetworkfirewallRuleGroup;
  },
  get Route53ResolverFirewallDomainList(): typeof Route53ResolverFirewallDomainListModule.Route53ResolverFirewallDomainList {
    const module: typeof Route53ResolverFirewallDomainListModule = require('@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list');
    return module.Route53ResolverFirewallDomainList;
  },
  get Route53ResolverFirewallRule(): typeof Route53ResolverFirewallRuleModule.Route53ResolverFirewallRule {
    const module: typeof Route53ResolverFirewallRuleModule = require('@cdktf/provider-aws/lib/route53-resolver-firewall-rule');
    return module.Route53ResolverFirewallRule;
  },
  get Route53ResolverFirewallRuleGroup(): typeof Route53ResolverFirewallRuleGroupModule.Route53ResolverFirewallRuleGroup {
    const module: typeof Route53ResolverFirewallRuleGroupModule = require('@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group');
    return module.Route53ResolverFirewallRuleGroup;
  },
  get Route53ResolverFirewallRuleGroupAssociation(): typeof Route53ResolverFirewallRuleGroupAssociationModule.Route53ResolverFirewallRuleGroupAssociation {
    const module: typeof Route53ResolverFirewallRuleGroupAssociationModule = require('@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association');
    return module.Route53ResolverFirewallRuleGroupAssociation;
  },
  get SecurityGroup(): typeof SecurityGroupModule.SecurityGroup {
    const module: typeof SecurityGroupModule = require('@cdktf/provider-aws/lib/security-group');
    return module.SecurityGroup;
  },
  get VpcEndpoint(): typeof VpcEndpointModule.VpcEndpoint {
    const module: typeof VpcEndpointModule = require('@cdktf/provider-aws/lib/vpc-endpoint');
    return module.VpcEndpoint;
  },
  get VpcEndpointPolicy(): typeof VpcEndpointPolicyModule.VpcEndpointPolicy {
    const module: typeof VpcEndpointPolicyModule = require('@cdktf/provider-aws/lib/vpc-endpoint-policy');
    return module.VpcEndpointPolicy;
  },
  get VpcSecurityGroupEgressRule(): typeof VpcSecurityGroupEgressRuleModule.VpcSecurityGroupEgressRule {
    const module: typeof VpcSecurityGroupEgressRuleModule = require('@cdktf/provider-aws/lib/vpc-security-group-egress-rule');
    return module.VpcSecurityGroupEgressRule;
  },
  get VpcSecurityGroupIngressRule(): typeof VpcSecurityGroupIngressRuleModule.VpcSecurityGroupIngressRule {
    const module: typeof VpcSecurityGroupIngressRuleModule = require('@cdktf/provider-aws/lib/vpc-security-group-ingress-rule');
    return module.VpcSecurityGroupIngressRule;
  },
};
