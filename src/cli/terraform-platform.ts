import { CommandError } from './command';

const OPERATING_SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', freebsd: 'freebsd' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'arm', ia32: '386' };

/** Node's names of a platform in Terraform's words, "linux_amd64"; throws for those where the provider cannot run. */
export function terraformPlatform(platform: string, architecture: string): string {
  const system = OPERATING_SYSTEMS[platform];
  const machine = ARCHITECTURES[architecture];
  if (system !== undefined && machine !== undefined) return `${system}_${machine}`;
  if (platform === 'win32') {
    throw new CommandError(
      'The provider starts from a shell script, which Windows cannot start. Nothing was written. Install the release ' +
        'archive for windows_amd64, as docs/guides/installation.md of this package describes, or run Terraform and ' +
        'palette-oci in WSL.',
    );
  }
  throw new CommandError(
    `The provider does not run on "${platform}" "${architecture}". Nothing was written. Run Terraform on Linux, macOS or ` +
      `FreeBSD, and on one of Node's architectures ${Object.keys(ARCHITECTURES).join(', ')}.`,
  );
}
