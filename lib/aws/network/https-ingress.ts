import { Token, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { awsNetwork } from './aws-network';
import { cidrProblems, idProblems, isIpv6Block, listProblems } from './network-problems';
import type { Problem } from '../../problems';

/** Everything here speaks HTTPS. */
export const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

/** Who may connect. */
export interface HttpsClients {
  readonly clientCidrBlocks?: string[];
  readonly clientSecurityGroupId?: string;
}

export function clientProblems({ clientCidrBlocks, clientSecurityGroupId }: HttpsClients): Problem[] {
  return [
    ...listProblems('clientCidrBlocks', clientCidrBlocks),
    ...cidrProblems('clientCidrBlocks', clientCidrBlocks),
    ...idProblems('clientSecurityGroupId', clientSecurityGroupId, 'sg'),
  ];
}

/** "The security group attached to the VPC endpoint must allow incoming connections on port 443" (ECR User Guide). */
export function allowHttpsIngress(
  scope: Construct,
  securityGroupId: string,
  clients: HttpsClients,
  provider?: TerraformProvider,
): void {
  const { clientCidrBlocks = [], clientSecurityGroupId } = clients;
  clientCidrBlocks.forEach((block, index) => {
    const cidr = !Token.isUnresolved(block) && isIpv6Block(block) ? { cidrIpv6: block } : { cidrIpv4: block };
    new awsNetwork.VpcSecurityGroupIngressRule(scope, `From${index}`, { securityGroupId, ...HTTPS, ...cidr, provider });
  });
  if (clientSecurityGroupId === undefined) return;
  const referencedSecurityGroupId = clientSecurityGroupId;
  new awsNetwork.VpcSecurityGroupIngressRule(scope, 'FromGroup', {
    securityGroupId,
    ...HTTPS,
    referencedSecurityGroupId,
    provider,
  });
}
