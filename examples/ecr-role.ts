import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry' and 'cdktf-palette-oci-registry/aws';
import { PaletteProvider } from '../lib';
import { EcrHelmRegistry } from '../lib/aws';

/**
 * Charts in a private Amazon ECR, read through a role that Palette assumes: the IAM policy, the trust relationship with the
 * tenant's account and external ID, and the registry. No secret anywhere.
 *
 *   export PALETTE_API_KEY=… AWS_PROFILE=…
 *   npx cdktf deploy ecr-role
 */
export class EcrRoleStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');
    new AwsProvider(this, 'aws', { region: 'us-east-1' });

    const charts = new EcrHelmRegistry(this, 'charts', {
      endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      baseContentPaths: ['charts'],
    });
    charts.check();
    // For those who run the firewall in front of Palette's clusters.
    charts.allowlist.addOutputs();

    new TerraformOutput(this, 'registry_id', { value: charts.registryId });
  }
}
