import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import { locate, type RegistryLocation } from './registry-location';
import type { RegistryScope } from './types';

/**
 * The OCI registries of both kinds, by name.
 * @param scope `system` = those that come with Palette, `tenant` = the tenant's own, by Palette's judgement
 * @throws PaletteError
 */
export async function listLocations(
  client: PaletteClient,
  scope: RegistryScope = 'all',
  o?: CallOptions,
): Promise<RegistryLocation[]> {
  const [summaries, metadata] = await Promise.all([client.listRegistries(o), client.listRegistryMetadata(scope, o)]);
  const byUid = new Map(metadata.map((row) => [row.uid, row]));
  return summaries
    .filter(({ metadata: item }) => scope === 'all' || byUid.has(item?.uid))
    .flatMap((item) => locate(item, byUid.get(item.metadata?.uid)) ?? [])
    .sort((a, b) => compare(a.name, b.name) || compare(a.uid, b.uid));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
