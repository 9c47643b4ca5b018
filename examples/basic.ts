import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { readFileSync } from 'node:fs';
// In your project: import { … } from 'cdktf-palette-oci-registry';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../lib';

/**
 * An OCI registry with basic authentication (Harbor, GHCR, ACR, Artifactory, …), registered in Palette.
 *
 *   export PALETTE_API_KEY=…            # of a tenant administrator; PALETTE_HOST for a self-hosted Palette
 *   export OCI_ENDPOINT=https://harbor.example.com
 *   export OCI_BASE_CONTENT_PATHS=charts        # several: charts,team-a/charts
 *   export OCI_USERNAME='robot$palette' TF_VAR_oci_password=…
 *   export OCI_CA_CERTIFICATE=ca.pem            # only if the registry's certificate is from an authority of your own
 *   npx cdktf deploy basic
 */
export class BasicStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');

    const password = new TerraformVariable(this, 'oci_password', { type: 'string', sensitive: true });
    // Ephemeral: neither the plan nor the state may hold it (Terraform >= 1.10).
    password.addOverride('ephemeral', true);

    const registry = new OciHelmRegistry(this, 'registry', {
      name: process.env.OCI_NAME ?? 'cdktf-example',
      endpoint: process.env.OCI_ENDPOINT ?? 'https://harbor.example.com',
      baseContentPaths: (process.env.OCI_BASE_CONTENT_PATHS ?? 'charts').split(','),
      auth: RegistryAuth.basic({
        username: process.env.OCI_USERNAME ?? 'robot$palette',
        password: password.stringValue,
      }),
      tls: process.env.OCI_CA_CERTIFICATE
        ? { caCertificate: readFileSync(process.env.OCI_CA_CERTIFICATE, 'utf8') }
        : undefined,
      labels: { 'managed-by': 'cdktf' },
    });
    registry.check();

    new TerraformOutput(this, 'registry_id', { value: registry.registryId });
    new TerraformOutput(this, 'registry_name', { value: registry.registryName });
    new TerraformOutput(this, 'sync_status', { value: registry.syncStatus });
  }
}
