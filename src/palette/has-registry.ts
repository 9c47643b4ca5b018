import { isNotFound, proveAbsence } from './absence';
import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';

/**
 * Whether Palette has a registry, of whichever kind. False only on the proof that `findRegistry` wants, too.
 * @throws PaletteError for everything less certain
 */
export async function hasRegistry(client: PaletteClient, uid: string, o?: CallOptions): Promise<boolean> {
  try {
    await client.getRegistryEntity(uid, o);
    return true;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await proveAbsence(client, undefined, uid, error, o);
    return false;
  }
}
