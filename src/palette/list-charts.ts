import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import type { PackTagEntity } from './types';

/** A chart or pack that Palette indexed: what the profile editor offers. */
export interface Chart {
  readonly name: string;
  readonly displayName?: string;
  /** Newest first where Palette says so: in Palette's order. */
  readonly versions: readonly string[];
}

/**
 * The charts or packs that Palette holds of one registry, by name.
 * @param filter.name only this one, letter case included
 * @throws PaletteError
 */
export async function listCharts(
  client: PaletteClient,
  filter: { readonly registryUid: string; readonly name?: string },
  o?: CallOptions,
): Promise<Chart[]> {
  const found = await client.searchPacks(filter, o);
  const all = found.flatMap((pack) => pack.spec?.name ?? pack.metadata?.name ?? []);
  // Palette's search takes letter case for nothing.
  const names = new Set(all.filter((name) => filter.name === undefined || name === filter.name));
  const entities = [...names].sort().map((name) => client.getPackTags(name, filter.registryUid, o));
  return (await Promise.all(entities)).map(chartOf);
}

function chartOf(entity: PackTagEntity): Chart {
  const versions = (entity.tags ?? []).flatMap((tag) => tag.version ?? tag.tag ?? []);
  return { name: entity.name ?? '', displayName: entity.displayName, versions: [...new Set(versions)] };
}
