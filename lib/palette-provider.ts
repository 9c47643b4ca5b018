import { Annotations, TerraformStack, type ISynthesisSession } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import type { Construct } from 'constructs';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_PROVIDER_ADDRESS, installBundledProvider, terraformPlatform } from './bundled-provider';
import { lockProviders, providerAddress, type RequiredProvider } from './lock-file';
import { PaletteProviderBinding, type PaletteProviderConfig } from './palette';

/** Arguments of the provider block, and where the provider comes from. */
export interface PaletteProviderProps extends PaletteProviderConfig {
  /**
   * Whether synthesis puts the provider of this npm package into the stack's folder. Switch it off if Terraform gets
   * the provider elsewhere: a mirror, `palette-oci install`, or a registry of your own.
   * @default true
   */
  readonly bundled?: boolean;
}

/** Part of `TerraformStack.toTerraform()`. */
interface StackJson {
  readonly terraform?: { readonly required_providers?: Record<string, { source?: string; version?: string }> };
}

/**
 * Provider block of Palette. At synth it installs the bundled provider beside the stack's configuration, and a lock file,
 * so that `cdktf deploy` and `terraform init` work with no registry, configuration file or environment variable.
 */
export class PaletteProvider extends PaletteProviderBinding {
  constructor(scope: Construct, id: string, props: PaletteProviderProps = {}) {
    super(scope, id, props);
    if (props.bundled ?? true) {
      addCustomSynthesis(this, { onSynthesize: (session) => this.installInto(session) });
    }
  }

  private installInto(session: ISynthesisSession): void {
    const stack = TerraformStack.of(this);
    const platform = terraformPlatform();
    if (platform === undefined) {
      Annotations.of(this).addWarning(notInstalled(process.platform, process.arch));
      return;
    }
    const folder = join(session.outdir, session.manifest.forStack(stack).workingDirectory);
    mkdirSync(folder, { recursive: true });
    const hash = installBundledProvider(folder, platform);
    this.writeLockFile(join(folder, '.terraform.lock.hcl'), requiredProviders(stack, hash));
  }

  private writeLockFile(file: string, required: readonly RequiredProvider[]): void {
    const existing = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const { text, notPinned } = lockProviders(existing, required);
    if (text !== existing) writeFileSync(file, text);
    for (const { address, version } of notPinned) {
      Annotations.of(this).addWarning(
        `The provider "${address}" has no exact version (${version ?? 'any'}), so no lock file entry can be written for ` +
          'it and the first "cdktf deploy" would ask the public registry for the bundled Palette provider. ' +
          'Pin it, such as version: "1.2.3", or set CDKTF_SKIP_PROVIDER_LOCK=true.',
      );
    }
  }
}

/** No error: what is synthesized is right, and may be all that is wanted here. */
function notInstalled(platform: string, architecture: string): string {
  if (platform === 'win32') {
    return (
      'The bundled provider starts from a shell script, which Windows cannot start: it was not installed. Either ' +
      'synthesize and deploy inside WSL, or install the release archive for windows_amd64, as ' +
      'docs/guides/installation.md of this package describes; then write ' +
      'new PaletteProvider(this, "palette", { bundled: false }) and deploy with CDKTF_SKIP_PROVIDER_LOCK=true.'
    );
  }
  return (
    `The bundled provider does not run on "${platform}" "${architecture}": it was not installed. Synthesize and deploy on ` +
    'Linux, macOS or FreeBSD, with x64, arm64, arm or ia32.'
  );
}

function requiredProviders(stack: TerraformStack, bundledHash: string): RequiredProvider[] {
  const { terraform } = stack.toTerraform() as StackJson;
  return Object.entries(terraform?.required_providers ?? {})
    .map(([name, { source, version }]) => ({ address: providerAddress(name, source), version }))
    .filter(({ address }) => !address.startsWith('terraform.io/builtin/'))
    .map((provider) => (provider.address === BUNDLED_PROVIDER_ADDRESS ? { ...provider, hash: bundledHash } : provider));
}
