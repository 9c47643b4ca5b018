import { TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
// In your project: import { … } from 'cdktf-palette-oci-registry';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../lib';

export interface TeamChartsProps {
  /** Owns the Harbor project of the same name. */
  readonly team: string;
  /** Of the project's robot account. */
  readonly password: string;
}

/** What a company's own construct library might hold: its conventions, once. */
export class TeamCharts extends Construct {
  /** For cluster profiles. */
  public readonly registryId: string;

  constructor(scope: Construct, id: string, { team, password }: TeamChartsProps) {
    super(scope, id);
    const registry = new OciHelmRegistry(this, 'Registry', {
      name: `${team}-charts`,
      endpoint: 'https://harbor.example.com',
      baseContentPaths: [`${team}/charts`],
      auth: RegistryAuth.basic({ username: `robot$${team}`, password }),
      labels: { team, 'managed-by': 'platform-team' },
    });
    registry.check();
    this.registryId = registry.registryId;
  }
}

/**
 * Two teams that use the company's construct.
 *
 *   export PALETTE_API_KEY=… TF_VAR_payments_password=… TF_VAR_search_password=…
 *   npx cdktf deploy reusable-construct
 */
export class ReusableConstructStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PaletteProvider(this, 'palette');

    for (const team of ['payments', 'search']) {
      const password = new TerraformVariable(this, `${team}_password`, { type: 'string', sensitive: true });
      password.addOverride('ephemeral', true);
      new TeamCharts(this, team, { team, password: password.stringValue });
    }
  }
}
