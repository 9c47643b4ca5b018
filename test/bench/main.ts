import { benchLib } from './lib';
import { benchLoad } from './load';
import { benchPlan } from './plan';
import { benchRelease, isReleaseBuilt } from './release';
import { benchStartUp } from './start-up';
import { PROVIDER_FILE } from '../support/palette-folder';

/**
 * One section by its name; without one all but "load", which takes minutes because of Palette's rate limit, and "release"
 * only if `npm run release:archives` has run.
 */
async function main([what]: readonly string[]): Promise<void> {
  const holds: boolean[] = [];
  if (what === undefined || what === 'provider') holds.push(await benchStartUp(PROVIDER_FILE), await benchPlan());
  if (what === undefined || what === 'lib') holds.push(await benchLib());
  if (what === 'release' || (what === undefined && isReleaseBuilt())) holds.push(await benchRelease());
  if (what === 'load') holds.push(await benchLoad());
  if (holds.length === 0) throw new Error(`There is no section "${what}". Choose from: provider, lib, release, load.`);
  process.exitCode = holds.every(Boolean) ? 0 : 1;
}

void main(process.argv.slice(2));
