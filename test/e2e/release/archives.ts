import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../../src/sandbox';
import { isOnPath, type MachinePart } from '../../support/machine-parts';
import { PROVIDER_FILE, PROVIDER_VERSION } from '../../support/palette-folder';
import { ANY_BLAME, TerraformFolder } from '../../support/terraform';

const MIRROR = join('terraform.d', 'plugins', 'registry.terraform.io', 'palette-oci', 'palette');
const SCRIPT = resolve(PROVIDER_FILE, '..', '..', '..', 'scripts', 'release-archives.mjs');
/** Where `npm run release:archives` leaves them. */
export const RELEASE = resolve(PROVIDER_FILE, '..', '..', 'release');
export const STEM = `terraform-provider-palette_${PROVIDER_VERSION}`;
export const EXECUTABLE = `terraform-provider-palette_v${PROVIDER_VERSION}`;
/** Of the machine that the tests run on. */
export const OWN_PLATFORM = `${process.platform}-${process.arch}`;
export const OWN_ARCHIVE = archiveFile(`${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`);

export const UNZIP: MachinePart = {
  name: 'unzip',
  install: 'apt-get install -y --no-install-recommends unzip',
  isThere: () => isOnPath('unzip'),
};

export const GNUPG: MachinePart = {
  name: 'gpg',
  install: 'apt-get install -y --no-install-recommends gnupg',
  isThere: () => isOnPath('gpg') && isOnPath('gpgconf'),
};

/** @param platform in Terraform's words, "linux_amd64" */
export function archiveFile(platform: string, folder = RELEASE): string {
  return join(folder, `${STEM}_${platform}.zip`);
}

/** Runs a program of this machine to its end. */
export async function output(program: string, ...args: readonly string[]): Promise<Buffer> {
  const { stdout } = await promisify(execFile)(program, [...args], { encoding: 'buffer', maxBuffer: 1 << 28 });
  return stdout;
}

/** `npm run release:archives -- …`: downloads on its first run, does nothing when nothing changed. */
export async function buildArchives(...args: readonly string[]): Promise<string> {
  return String(await output(process.execPath, SCRIPT, ...args));
}

/**
 * A folder in which `terraform init` installs the provider from the archive, as a user of a release has it, and whose
 * commands find one program on PATH: terraform. No node, and no shell either.
 */
export async function archiveFolder(
  sandbox: Pick<Sandbox, 'url' | 'apiKey'>,
  environment: NodeJS.ProcessEnv = {},
): Promise<TerraformFolder> {
  const connection = { PALETTE_HOST: sandbox.url, PALETTE_API_KEY: sandbox.apiKey };
  const folder = new TerraformFolder([], { ...connection, ...environment });
  folder.blame = ANY_BLAME;
  const programs = join(folder.path, 'programs');
  mkdirSync(programs);
  const terraform = String(await output('sh', '-c', 'command -v terraform')).trim();
  symlinkSync(terraform, join(programs, 'terraform'));
  folder.env['PATH'] = programs;
  const mirror = join(folder.path, MIRROR);
  mkdirSync(mirror, { recursive: true });
  copyFileSync(OWN_ARCHIVE, join(mirror, `${STEM}_${OWN_ARCHIVE.split(`${STEM}_`)[1]}`));
  const source = `source = "palette-oci/palette"\n      version = "${PROVIDER_VERSION}"`;
  return folder.write(
    'versions.tf',
    `terraform {\n  required_providers {\n    palette = {\n      ${source}\n    }\n  }\n}\n`,
  );
}

/** What `terraform init` unpacked. */
export function installedExecutable(folder: TerraformFolder): string {
  const places = readdirSync(join(folder.path, '.terraform', 'providers'), { recursive: true, encoding: 'utf8' });
  const place = places.find((name) => name.endsWith(EXECUTABLE));
  if (place === undefined) throw new Error(`terraform init unpacked no ${EXECUTABLE}, but: ${places.join(', ')}`);
  return join(folder.path, '.terraform', 'providers', place);
}
