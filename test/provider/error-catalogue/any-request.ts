import { type Diagnostic } from '../../../src/bridge/framework';
import { CHARTS, stateOf, type Written } from './bodies';
import { type World } from './world';

/** What the page calls the host of Palette. */
export const NAME = 'palette.example.com';

export const LIST = 'GET /v1/registries/oci/summary';

/** The list of registries, and nothing else, is answered. */
export async function list(world: World): Promise<readonly Diagnostic[]> {
  world.on('GET /v1/registries/metadata', 'hang');
  return world.look('palette_oci_registries', {});
}

export const READ = 'GET /v1/registries/oci/uid-1/basic';

/** The one request that a refresh begins with. */
export async function read(world: World, provider: Written): Promise<readonly Diagnostic[]> {
  await world.connect(provider);
  return world.refresh(stateOf(CHARTS));
}
