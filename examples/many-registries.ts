import { Fn, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../lib';
import registries from './many-registries.json';

/**
 * A registry for each team, all of them in one file that anyone may edit, and their passwords in one variable.
 *
 *   export PALETTE_API_KEY=… TF_VAR_registry_passwords='{"payments":"…","search":"…", …}'
 *   npx cdktf deploy many-registries
 */
export class ManyRegistriesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');

    const passwords = new TerraformVariable(this, 'registry_passwords', { type: 'map(string)', sensitive: true });
    passwords.addOverride('ephemeral', true);

    for (const [team, { endpoint, baseContentPaths }] of Object.entries(registries)) {
      new OciHelmRegistry(this, team, {
        endpoint,
        baseContentPaths,
        auth: RegistryAuth.basic({
          username: `robot$${team}`,
          password: Fn.lookup(passwords.value, team) as string,
        }),
        labels: { team },
      });
    }
  }
}
