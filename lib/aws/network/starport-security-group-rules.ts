import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { type Problem, throwProblems } from '../../problems';
import type { StarportAllowlist } from '../starport-allowlist';
import { awsNetwork } from './aws-network';
import { allowHttpsIngress, clientProblems, HTTPS } from './https-ingress';
import { optionalIdProblems } from './network-problems';

export interface StarportSecurityGroupRulesProps {
  /**
   * Security group of the interface endpoints: gets rules that let the clients in.
   * @default - none
   */
  readonly endpointSecurityGroupId?: string;
  /**
   * Addresses of the clients.
   * @default - none
   */
  readonly clientCidrBlocks?: string[];
  /**
   * Security group of the clients: gets rules that let them out, to the endpoints and to Amazon S3.
   * @default - none
   */
  readonly clientSecurityGroupId?: string;
  /**
   * ID of Amazon S3's prefix list, such as `prefixListId` of the gateway endpoint.
   * @default - none
   */
  readonly s3PrefixListId?: string;
  /**
   * Provider block of the VPC's region, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}

/**
 * Rules of security groups, all for port 443. Gateway endpoints have no security group and no addresses of the VPC: the way
 * to one is a rule with the prefix list of Amazon S3.
 */
export class StarportSecurityGroupRules extends Construct {
  constructor(allowlist: StarportAllowlist, id: string, props: StarportSecurityGroupRulesProps) {
    super(allowlist, id);
    throwProblems(this, propsProblems(props));
    const { endpointSecurityGroupId, clientSecurityGroupId, s3PrefixListId, provider } = props;
    if (endpointSecurityGroupId !== undefined) allowHttpsIngress(this, endpointSecurityGroupId, props, provider);
    if (clientSecurityGroupId === undefined) return;
    const { VpcSecurityGroupEgressRule } = awsNetwork.egressRule();
    const out = { securityGroupId: clientSecurityGroupId, ...HTTPS, provider };
    if (endpointSecurityGroupId !== undefined) {
      const referencedSecurityGroupId = endpointSecurityGroupId;
      new VpcSecurityGroupEgressRule(this, 'ToEndpoints', { ...out, referencedSecurityGroupId });
    }
    if (s3PrefixListId !== undefined) {
      new VpcSecurityGroupEgressRule(this, 'ToS3', { ...out, prefixListId: s3PrefixListId });
    }
  }
}

function propsProblems(props: StarportSecurityGroupRulesProps): Problem[] {
  const { endpointSecurityGroupId, clientCidrBlocks = [], clientSecurityGroupId, s3PrefixListId } = props;
  const problems = [
    ...optionalIdProblems('endpointSecurityGroupId', endpointSecurityGroupId, 'sg'),
    ...clientProblems(props),
    ...optionalIdProblems('s3PrefixListId', s3PrefixListId, 'pl'),
  ];
  if (endpointSecurityGroupId === undefined && s3PrefixListId === undefined) {
    const reason = "is needed for rules to the endpoints, 's3PrefixListId' for rules to Amazon S3. Give one or both";
    problems.push({ prop: 'endpointSecurityGroupId', reason });
  }
  if (endpointSecurityGroupId === undefined && clientCidrBlocks.length > 0) {
    const reason = "has no meaning without 'endpointSecurityGroupId': it says who may connect to the endpoints";
    problems.push({ prop: 'clientCidrBlocks', value: clientCidrBlocks, reason });
  }
  if (clientSecurityGroupId === undefined && (s3PrefixListId !== undefined || clientCidrBlocks.length === 0)) {
    const reason =
      "is needed: it is the group that gets the rules. Write clientSecurityGroupId: 'sg-0123456789abcdef0'";
    problems.push({ prop: 'clientSecurityGroupId', reason });
  }
  return problems;
}
