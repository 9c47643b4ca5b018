import type * as networkFirewallRuleGroup from '@cdktf/provider-aws/lib/networkfirewall-rule-group';
import type * as dnsFirewallDomainList from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list';
import type * as dnsFirewallRule from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule';
import type * as dnsFirewallRuleGroup from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group';
import type * as dnsFirewallAssociation from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import type * as securityGroup from '@cdktf/provider-aws/lib/security-group';
import type * as vpcEndpoint from '@cdktf/provider-aws/lib/vpc-endpoint';
import type * as vpcEndpointPolicy from '@cdktf/provider-aws/lib/vpc-endpoint-policy';
import type * as egressRule from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type * as ingressRule from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';

/**
 * The modules of AWS's network services, each loaded when a stack makes the first of its resources: to load all of them
 * would cost every program that imports the library 20 ms.
 */
export const awsNetwork = {
  networkFirewallRuleGroup: (): typeof networkFirewallRuleGroup =>
    require('@cdktf/provider-aws/lib/networkfirewall-rule-group'),
  dnsFirewallDomainList: (): typeof dnsFirewallDomainList =>
    require('@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list'),
  dnsFirewallRule: (): typeof dnsFirewallRule => require('@cdktf/provider-aws/lib/route53-resolver-firewall-rule'),
  dnsFirewallRuleGroup: (): typeof dnsFirewallRuleGroup =>
    require('@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group'),
  dnsFirewallAssociation: (): typeof dnsFirewallAssociation =>
    require('@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association'),
  securityGroup: (): typeof securityGroup => require('@cdktf/provider-aws/lib/security-group'),
  vpcEndpoint: (): typeof vpcEndpoint => require('@cdktf/provider-aws/lib/vpc-endpoint'),
  vpcEndpointPolicy: (): typeof vpcEndpointPolicy => require('@cdktf/provider-aws/lib/vpc-endpoint-policy'),
  egressRule: (): typeof egressRule => require('@cdktf/provider-aws/lib/vpc-security-group-egress-rule'),
  ingressRule: (): typeof ingressRule => require('@cdktf/provider-aws/lib/vpc-security-group-ingress-rule'),
};
