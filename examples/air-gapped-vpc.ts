import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry' and 'cdktf-palette-oci-registry/aws';
import { PaletteProvider } from '../lib';
import { EcrHelmRegistry } from '../lib/aws';

/**
 * Charts in a private Amazon ECR, for clusters in a VPC without a way to the internet: endpoints for the registry, and for
 * the S3 bucket from which Amazon ECR serves the charts themselves. DNS Firewall rules let the names through.
 *
 *   export PALETTE_API_KEY=… AWS_PROFILE=…
 *   npx cdktf deploy air-gapped-vpc
 */
export class AirGappedVpcStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');
    new AwsProvider(this, 'aws', { region: 'us-gov-west-1' });

    const charts = new EcrHelmRegistry(this, 'charts', {
      endpoint: '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com',
      baseContentPaths: ['charts'],
    });

    const vpcId = 'vpc-0123456789abcdef0';
    const { allowlist } = charts;
    allowlist.addInterfaceEndpoints('registry', {
      vpcId,
      subnetIds: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
      clientCidrBlocks: ['10.0.0.0/16'],
    });
    // Its policy is for the whole route table: name the other buckets that clients behind it read.
    allowlist.addS3GatewayEndpoint('layers', { vpcId, routeTableIds: ['rtb-0123456789abcdef0'] });
    allowlist.addDnsFirewall('names', { vpcId });

    new TerraformOutput(this, 'registry_id', { value: charts.registryId });
  }
}
