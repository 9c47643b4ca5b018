import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT, PACKAGE_VERSION } from './package';

/** Full address of the provider inside this package. */
export const BUNDLED_PROVIDER_ADDRESS = 'registry.terraform.io/palette-oci/palette';

/** Terraform wants exactly this name in a plugin folder. */
const INSTALLED_NAME = `terraform-provider-palette_v${PACKAGE_VERSION}`;

const TERRAFORM_OS: Record<string, string | undefined> = { linux: 'linux', darwin: 'darwin', freebsd: 'freebsd' };
const TERRAFORM_ARCH: Record<string, string | undefined> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };

/** The provider's executable in this package, from dist/ as well as from the source tree. */
export function bundledProviderFile(packageRoot: string = PACKAGE_ROOT): string {
  const file = join(packageRoot, 'dist', 'provider', 'terraform-provider-palette');
  if (existsSync(file)) return file;
  throw new Error(
    `The bundled provider "${file}" does not exist. In a clone of cdktf-palette-oci-registry build it: npm run build. ` +
      'In an installed package this is a broken installation: npm install again.',
  );
}

/** This machine in Terraform's words, such as `linux_amd64`; undefined where the bundled provider cannot run. */
export function terraformPlatform(
  platform: string = process.platform,
  arch: string = process.arch,
): string | undefined {
  const os = TERRAFORM_OS[platform];
  const cpu = TERRAFORM_ARCH[arch];
  return os && cpu && `${os}_${cpu}`;
}

/**
 * Puts the provider where `terraform init` in `folder` looks without any configuration, only if it is not there already.
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 * @returns the package hash that Terraform records in its lock file
 */
export function installBundledProvider(folder: string, platform: string): string {
  const source = bundledProviderFile();
  const sourceHash = sha256(readFileSync(source));
  const place = join(
    folder,
    'terraform.d',
    'plugins',
    BUNDLED_PROVIDER_ADDRESS,
    PACKAGE_VERSION,
    platform,
    INSTALLED_NAME,
  );
  if (!existsSync(place) || sha256(readFileSync(place)) !== sourceHash) {
    mkdirSync(dirname(place), { recursive: true });
    // Renamed into its place: a running Terraform may have the old file open.
    const temporary = `${place}.${process.pid}.tmp`;
    copyFileSync(source, temporary);
    chmodSync(temporary, 0o755);
    renameSync(temporary, place);
  }
  return packageHash(sourceHash);
}

/** Terraform's `h1:` scheme (Go's dirhash) of a folder that holds only the executable. */
function packageHash(fileHash: string): string {
  return `h1:${createHash('sha256').update(`${fileHash}  ${INSTALLED_NAME}\n`).digest('base64')}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
