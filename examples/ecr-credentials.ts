import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry' and 'cdktf-palette-oci-registry/aws';
import { PaletteProvider } from '../lib';
import { EcrHelmRegistry, EcrIdentity } from '../lib/aws';

/**
 * Charts in a private Amazon ECR, read with the access key of an IAM user that is made for it. Prefer ecr-role.ts: the secret
 * key stands in the state of `aws_iam_access_key`, and nobody renews it.
 *
 *   export PALETTE_API_KEY=… AWS_PROFILE=…
 *   npx cdktf deploy ecr-credentials
 */
export class EcrCredentialsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');
    new AwsProvider(this, 'aws', { region: 'us-east-1' });

    const charts = new EcrHelmRegistry(this, 'charts', {
      endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      baseContentPaths: ['charts'],
      identity: EcrIdentity.user({ path: '/palette/' }),
    });
    charts.check();

    new TerraformOutput(this, 'registry_id', { value: charts.registryId });
  }
}
