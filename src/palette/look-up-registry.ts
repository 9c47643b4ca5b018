import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import { locate, type RegistryLocation } from './registry-location';
import type { RegistryMetadata } from './types';

/** Nothing, too much, or something that a tenant cannot manage was found. The message lists what there is. */
export class RegistryLookUpError extends Error {
  override readonly name = 'RegistryLookUpError';
  constructor(
    readonly reason: 'none' | 'several' | 'system',
    message: string,
    readonly found: readonly RegistryLocation[] = [],
  ) {
    super(message);
  }
}

export interface LookUpOptions extends CallOptions {
  /** Also find the registries that come with Palette, which nobody can change. @default false */
  readonly includeSystem?: boolean;
}

/**
 * Finds an OCI registry by its uid or, if no registry has that uid, by its exact name.
 * @throws RegistryLookUpError when there is none or there are several; when it comes with Palette
 * @throws PaletteError
 */
export async function lookUpRegistry(
  client: PaletteClient,
  uidOrName: string,
  o: LookUpOptions = {},
): Promise<RegistryLocation> {
  const [summaries, metadata] = await Promise.all([client.listRegistries(o), client.listRegistryMetadata('all', o)]);
  const byUid = new Map(metadata.map((item) => [item.uid, item]));
  const all = summaries.flatMap((item) => locate(item, byUid.get(item.metadata?.uid)) ?? []);
  const found = matching(all, uidOrName);
  const [first, ...others] = found;
  if (first === undefined) throw none(uidOrName, all, metadata);
  if (others.length > 0) throw several(uidOrName, found);
  if (first.isDefault && o.includeSystem !== true) throw system(first);
  return first;
}

function matching(all: readonly RegistryLocation[], uidOrName: string): readonly RegistryLocation[] {
  const byUid = all.filter((location) => location.uid === uidOrName);
  if (byUid.length > 0) return byUid;
  const byName = all.filter((location) => location.name === uidOrName);
  // Names are unique in a tenant, but a registry that comes with Palette may bear the same one: the tenant's is meant.
  const own = byName.filter((location) => !location.isDefault);
  return own.length > 0 ? own : byName;
}

function none(
  uidOrName: string,
  all: readonly RegistryLocation[],
  metadata: readonly RegistryMetadata[],
): RegistryLookUpError {
  const other = metadata.find((item) => item.kind !== 'oci' && (item.uid === uidOrName || item.name === uidOrName));
  if (other !== undefined) {
    return new RegistryLookUpError(
      'none',
      `"${uidOrName}" is a registry of kind "${other.kind}" in Palette. Expected an OCI registry.`,
    );
  }
  const names = all.filter((location) => !location.isDefault).map((location) => `"${location.name}"`);
  const there =
    names.length === 0
      ? 'The tenant has no OCI registries.'
      : `OCI registries of the tenant: ${names.sort().join(', ')}.`;
  return new RegistryLookUpError('none', `No OCI registry has the uid or name "${uidOrName}". ${there}`);
}

function several(name: string, found: readonly RegistryLocation[]): RegistryLookUpError {
  const list = found.map(({ uid, kind, endpoint }) => `${uid} (${kind}, ${endpoint})`).join(', ');
  return new RegistryLookUpError(
    'several',
    `${found.length} OCI registries have the name "${name}". Give the uid of one of them: ${list}.`,
    found,
  );
}

function system(location: RegistryLocation): RegistryLookUpError {
  const message = `The registry "${location.name}" (${location.uid}) comes with Palette: a tenant cannot change it.`;
  return new RegistryLookUpError('system', message, [location]);
}
