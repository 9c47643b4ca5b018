import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../lib';

/**
 * Charts that anyone may read, in Amazon ECR Public. Nothing in AWS is made or asked, so there is no AWS provider.
 *
 *   export PALETTE_API_KEY=…
 *   npx cdktf deploy ecr-public
 */
export class EcrPublicStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');

    const charts = new OciHelmRegistry(this, 'karpenter', {
      endpoint: 'public.ecr.aws',
      baseContentPaths: ['karpenter'],
      auth: RegistryAuth.ecrPublic(),
    });
    charts.check();

    new TerraformOutput(this, 'registry_id', { value: charts.registryId });
  }
}
