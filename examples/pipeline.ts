import { S3Backend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../lib';

/**
 * For examples/pipelines: state in S3, so that one run finds what another did, and locked, so that two wait for each other.
 *
 *   export PALETTE_API_KEY=… TF_VAR_harbor_password=… STATE_BUCKET=… STATE_REGION=eu-central-1   # and AWS credentials
 *   npx cdktf deploy pipeline
 */
export class PipelineStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new S3Backend(this, {
      bucket: process.env.STATE_BUCKET ?? 'example-terraform-state',
      key: 'palette/registries.tfstate',
      region: process.env.STATE_REGION ?? 'us-east-1',
      encrypt: true,
    });
    // A lock without DynamoDB (Terraform >= 1.10), which the properties of S3Backend do not know.
    this.addOverride('terraform.backend.s3.use_lockfile', true);
    new PaletteProvider(this, 'palette');

    const password = new TerraformVariable(this, 'harbor_password', { type: 'string', sensitive: true });
    password.addOverride('ephemeral', true);

    const registry = new OciHelmRegistry(this, 'harbor', {
      endpoint: 'https://harbor.example.com',
      baseContentPaths: ['platform/charts'],
      auth: RegistryAuth.basic({ username: 'robot$palette', password: password.stringValue }),
    });
    registry.check();

    new TerraformOutput(this, 'registry_id', { value: registry.registryId });
  }
}
