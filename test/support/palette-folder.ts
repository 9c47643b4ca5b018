import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox';
import { closeChecked } from './palette-calls';
import { ANY_BLAME, TerraformFolder } from './terraform';

const root = join(__dirname, '..', '..');
export const PROVIDER_FILE = join(root, 'dist', 'provider', 'terraform-provider-palette');
export const PROVIDER_VERSION: string = require('../../package.json').version;

/** A folder in which Terraform uses the built provider, or another in its place, against a sandbox. */
export function paletteFolder(
  sandbox: Pick<Sandbox, 'url' | 'apiKey'>,
  env: NodeJS.ProcessEnv = {},
  file = PROVIDER_FILE,
): TerraformFolder {
  const provider = { source: 'palette-oci/palette', version: PROVIDER_VERSION, file };
  const connection = { PALETTE_HOST: sandbox.url, PALETTE_API_KEY: sandbox.apiKey };
  const folder = new TerraformFolder([provider], { ...connection, ...env });
  folder.blame = ANY_BLAME;
  return folder;
}

/** Sandboxes and folders of one test file, ended together. What went over the wire must have been Palette's API. */
export class PaletteWorld {
  private readonly open: { close(): Promise<void> | void }[] = [];

  async sandbox(options: SandboxOptions = {}): Promise<Sandbox & Required<Pick<Sandbox, 'sampleRegistry'>>> {
    const sandbox = await startSandbox({ sampleRegistry: true, ...options });
    this.open.push({ close: () => closeChecked(sandbox) });
    const { sampleRegistry } = sandbox;
    if (!sampleRegistry) throw new Error('the sandbox came without its sample registry');
    return { ...sandbox, sampleRegistry };
  }

  folder(sandbox: Pick<Sandbox, 'url' | 'apiKey'>, env?: NodeJS.ProcessEnv): TerraformFolder {
    const folder = paletteFolder(sandbox, env);
    this.open.push({ close: () => folder.remove() });
    return folder;
  }

  async end(): Promise<void> {
    for (const item of this.open.splice(0).reverse()) await item.close();
  }
}

/** HCL of a registry that uses the sandbox's sample registry; `more` and `basic` add or replace arguments. */
export function sampleRegistryHcl(
  { sampleRegistry }: { sampleRegistry: NonNullable<Sandbox['sampleRegistry']> },
  changes: { readonly name?: string; readonly more?: string; readonly basic?: string; readonly paths?: string } = {},
): string {
  const { endpoint, username, password, caCertificate, baseContentPath } = sampleRegistry;
  const basic = changes.basic ?? `username = "${username}"\n    password_wo = ${JSON.stringify(password)}`;
  return `
resource "palette_oci_registry" "charts" {
  name               = "${changes.name ?? 'charts'}"
  endpoint           = "${endpoint}"
  base_content_paths = ${changes.paths ?? `["${baseContentPath}"]`}
  basic {
    ${basic}
  }
  tls {
    ca_certificate = <<-EOT
${caCertificate.trim()}
EOT
  }
  ${changes.more ?? ''}
}
`;
}
