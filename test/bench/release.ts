import { existsSync, statSync } from 'node:fs';
import { startSandbox } from '../../src/sandbox';
import { archiveFolder, installedExecutable, OWN_ARCHIVE } from '../e2e/release/archives';
import { paletteFolder } from '../support/palette-folder';
import type { TerraformFolder } from '../support/terraform';
import { benchStartUp } from './start-up';
import { report, timed, timeInTurns } from './statistics';

/** No resource: what a command costs before the provider has anything to do. */
const CONFIGURATION = 'output "hosts" {\n  value = provider::palette::ecr_hosts("us-east-1")\n}\n';

/** Whether `npm run release:archives` has run. */
export function isReleaseBuilt(): boolean {
  return existsSync(OWN_ARCHIVE);
}

/** The executable of the release archives: its start, and what its size adds to each command of Terraform. */
export async function benchRelease(): Promise<boolean> {
  if (!isReleaseBuilt()) throw new Error(`There is no ${OWN_ARCHIVE}. Run "npm run release:archives" first.`);
  const sandbox = await startSandbox({});
  const quiet = { NODE_EXTRA_CA_CERTS: undefined };
  const folders = { npm: paletteFolder(sandbox, quiet), archive: await archiveFolder(sandbox, quiet) };
  try {
    for (const folder of Object.values(folders)) await folder.write('main.tf', CONFIGURATION).init();
    const file = installedExecutable(folders.archive);
    const fast = await benchStartUp(file, { plain: 2.8, withCaFile: 3.2 });
    return (await comparePlans(folders, statSync(file).size / 1e6)) && fast;
  } finally {
    for (const folder of Object.values(folders)) folder.remove();
    await sandbox.close();
  }
}

async function comparePlans(
  { npm, archive }: Record<'npm' | 'archive', TerraformFolder>,
  megabytes: number,
): Promise<boolean> {
  const times = await timeInTurns(21, {
    npm: () => timed(() => npm.succeed('plan')),
    archive: () => timed(() => archive.succeed('plan')),
  });
  const detail =
    `${times.archive.toFixed(0)} ms with ${megabytes.toFixed(0)} MB that Terraform hashes each time, ` +
    `${times.npm.toFixed(0)} ms with the provider of the npm package`;
  return report('plan with the archive', times.archive / times.npm, 1.5, 'x', detail);
}
