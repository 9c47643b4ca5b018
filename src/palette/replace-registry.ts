import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import type { ObjectMeta, RegistryByKind, RegistryKind, SpecByKind } from './types';

/** The labels that the caller looks after: as they were before the change, and as they shall be. */
export interface OwnedLabels {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/**
 * Fields of a spec that the caller speaks for: absent in the desired spec means absent in Palette. All other fields,
 * unknown ones of a newer Palette too, stay as they are.
 */
const SPOKEN_FOR: { readonly [K in RegistryKind]: readonly (keyof SpecByKind[K] & string)[] } = {
  basic: ['endpoint', 'auth', 'basePath', 'baseContentPath', 'providerType', 'isSyncSupported'],
  ecr: ['endpoint', 'isPrivate', 'credentials', 'baseContentPath', 'providerType', 'isSyncSupported', 'tls'],
};

/**
 * Changes a registry to what `desired` says. Palette's PUT replaces the whole object, so what others set (labels,
 * annotations, fields that nobody here speaks for) is read first and sent along. `desired` must hold the real secrets:
 * a masked one is refused. Annotations in `desired` are added to those that are there.
 * @throws PaletteError
 */
export async function replaceRegistry<K extends RegistryKind>(
  client: PaletteClient,
  kind: K,
  uid: string,
  desired: RegistryByKind[K],
  { ownedLabels }: { readonly ownedLabels: OwnedLabels },
  o?: CallOptions,
): Promise<void> {
  const current = await client.getRegistry(kind, uid, o);
  const currentSpec: Readonly<Record<string, unknown>> = { ...current.spec };
  await client.updateRegistry(
    kind,
    uid,
    {
      ...desired,
      kind: current.kind ?? desired.kind,
      metadata: mergeMetadata(uid, current.metadata, desired.metadata, ownedLabels),
      spec: { ...without(currentSpec, SPOKEN_FOR[kind]), ...desired.spec },
      status: undefined,
    },
    o,
  );
}

/** Timestamps are left out: Palette sets them itself. */
function mergeMetadata(
  uid: string,
  current: ObjectMeta | undefined,
  desired: ObjectMeta | undefined,
  owned: OwnedLabels,
): ObjectMeta {
  return {
    name: desired?.name ?? current?.name,
    uid,
    labels: { ...without(current?.labels, Object.keys(owned.before)), ...owned.after },
    annotations: { ...current?.annotations, ...desired?.annotations },
  };
}

function without<T>(object: Readonly<Record<string, T>> | undefined, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => !names.includes(name)));
}
