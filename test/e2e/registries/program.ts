/** What a user's CDKTF program looks like: a stack for each registry in REGISTRIES, with everything that lists charts. */
import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { DataOciRegistryCharts, DataRegistryProbe, OciHelmRegistry, PaletteProvider, RegistryAuth } from '../../../lib';

export interface RegistryOfProgram {
  readonly name: string;
  readonly endpoint: string;
  readonly baseContentPaths: string[];
  readonly username?: string;
  readonly caCertificate?: string;
}

class RegistryStack extends TerraformStack {
  constructor(scope: Construct, registry: RegistryOfProgram) {
    super(scope, registry.name);
    const { name, endpoint, baseContentPaths, username, caCertificate } = registry;
    new PaletteProvider(this, 'palette');
    const password = new TerraformVariable(this, 'password', { type: 'string', sensitive: true }).stringValue;
    const tls = caCertificate === undefined ? undefined : { caCertificate };

    const probe = new DataRegistryProbe(this, 'probe', {
      endpoint,
      baseContentPaths,
      basic: username === undefined ? {} : { username, password },
      tls,
    });
    const helm = new OciHelmRegistry(this, 'helm', {
      name,
      endpoint,
      baseContentPaths,
      auth: username === undefined ? RegistryAuth.anonymous() : RegistryAuth.basic({ username, password }),
      tls,
    });
    helm.check();
    const listed = new DataOciRegistryCharts(this, 'charts', { registryId: helm.registryId });

    const outputs = {
      registry_id: helm.registryId,
      sync_status: helm.syncStatus,
      checks: probe.interpolationForAttribute('checks'),
      probed: probe.interpolationForAttribute('charts'),
      listed: listed.interpolationForAttribute('charts'),
    };
    for (const [output, value] of Object.entries(outputs)) new TerraformOutput(this, output, { value });
  }
}

const app = new App();
for (const registry of JSON.parse(process.env['REGISTRIES'] ?? '[]')) new RegistryStack(app, registry);
app.synth();
