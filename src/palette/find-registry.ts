import { isNotFound, proveAbsence } from './absence';
import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import type { RegistryByKind, RegistryKind } from './types';

/**
 * The registry as Palette shows it (secrets masked), or undefined if it is gone for certain: 404, code ResourceNotFound,
 * and a list of registries that proves that the API key works and does not hold the uid.
 * @throws PaletteError for everything less certain
 */
export async function findRegistry<K extends RegistryKind>(
  client: PaletteClient,
  kind: K,
  uid: string,
  o?: CallOptions,
): Promise<RegistryByKind[K] | undefined> {
  try {
    return await client.getRegistry(kind, uid, o);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await proveAbsence(client, kind, uid, error, o);
    return undefined;
  }
}
