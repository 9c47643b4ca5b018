import { benchLoad } from './load';
import { benchPlan } from './plan';
import { benchStartUp } from './start-up';
import { PROVIDER_FILE } from '../support/palette-folder';

/** Without an argument how fast the provider is; with "load" how it does under Palette's rate limit. */
async function main([what]: readonly string[]): Promise<void> {
  const holds = what === 'load' ? [await benchLoad()] : [await benchStartUp(PROVIDER_FILE), await benchPlan()];
  process.exitCode = holds.every(Boolean) ? 0 : 1;
}

void main(process.argv.slice(2));
