import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../lib';

/**
 * Charts of a GitHub organization. Palette wants a classic personal access token with `read:packages`, and finds a package
 * only if it is linked to a repository: the base content path is that repository's name.
 *
 *   export PALETTE_API_KEY=… TF_VAR_ghcr_token=ghp_…
 *   npx cdktf deploy ghcr
 */
export class GhcrStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');

    const token = new TerraformVariable(this, 'ghcr_token', { type: 'string', sensitive: true });
    token.addOverride('ephemeral', true);

    const registry = new OciHelmRegistry(this, 'ghcr', {
      endpoint: 'ghcr.io/orgs/example',
      baseContentPaths: ['charts'],
      auth: RegistryAuth.basic({ username: 'example-bot', password: token.stringValue }),
    });
    registry.check();

    new TerraformOutput(this, 'registry_id', { value: registry.registryId });
  }
}
