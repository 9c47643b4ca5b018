import { Token, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { idFromText } from '../id-from-text';
import { awsNetwork } from './aws-network';
import { cidrProblems, isIpv6Block, listProblems, optionalIdProblems, SOME_BLOCK } from './network-problems';
import type { Problem } from '../../problems';

/** Everything here speaks HTTPS. */
export const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

/** Who may connect. */
export interface HttpsClients {
  readonly clientCidrBlocks?: string[];
  readonly clientSecurityGroupId?: string;
}

export function clientProblems({ clientCidrBlocks, clientSecurityGroupId }: HttpsClients): Problem[] {
  const ofList = listProblems('clientCidrBlocks', clientCidrBlocks, SOME_BLOCK);
  return [
    ...(ofList.length > 0 ? ofList : cidrProblems('clientCidrBlocks', clientCidrBlocks)),
    ...optionalIdProblems('clientSecurityGroupId', clientSecurityGroupId, 'sg'),
  ];
}

/** "The security group attached to the VPC endpoint must allow incoming connections on port 443" (ECR User Guide). */
export function allowHttpsIngress(
  scope: Construct,
  securityGroupId: string,
  clients: HttpsClients,
  provider?: TerraformProvider,
): void {
  const { VpcSecurityGroupIngressRule } = awsNetwork.ingressRule();
  const { clientCidrBlocks = [], clientSecurityGroupId } = clients;
  for (const block of new Set(clientCidrBlocks)) {
    const cidr = !Token.isUnresolved(block) && isIpv6Block(block) ? { cidrIpv6: block } : { cidrIpv4: block };
    // By the block, not by its place: a rule that takes over the block of a removed one is refused while that one exists.
    const id = `From-${idFromText(scope, block)}`;
    new VpcSecurityGroupIngressRule(scope, id, { securityGroupId, ...HTTPS, ...cidr, provider });
  }
  if (clientSecurityGroupId === undefined) return;
  const referencedSecurityGroupId = clientSecurityGroupId;
  new VpcSecurityGroupIngressRule(scope, 'FromGroup', {
    securityGroupId,
    ...HTTPS,
    referencedSecurityGroupId,
    provider,
  });
}
