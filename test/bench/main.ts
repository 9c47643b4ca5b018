import { benchPlan } from './plan';
import { benchStartUp } from './start-up';
import { PROVIDER_FILE } from '../support/palette-folder';

async function main(): Promise<void> {
  const startUp = await benchStartUp(PROVIDER_FILE);
  const plan = await benchPlan();
  process.exitCode = startUp && plan ? 0 : 1;
}

void main();
