import { isNotFound, proveAbsence } from './absence';
import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import { inDoubt, PaletteError } from './palette-error';
import type { RegistryKind } from './types';

/**
 * Deletes a registry. One that is gone already, by the proof of `findRegistry`, is a success: so is the second attempt
 * after a first one whose answer was lost.
 * @throws PaletteError
 */
export async function removeRegistry(
  client: PaletteClient,
  kind: RegistryKind,
  uid: string,
  o?: CallOptions,
): Promise<void> {
  try {
    await client.deleteRegistry(kind, uid, o);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await proveAbsence(client, kind, uid, error, o).catch((unproved: unknown) => {
      throw mayBeGone(unproved, error) ? inDoubt(unproved, error.message) : unproved;
    });
  }
}

/** Whether the registry may be gone although that could not be proved: its list cannot be read, so Palette's 404 stands. */
function mayBeGone(unproved: unknown, notFound: PaletteError): unproved is PaletteError {
  if (!(unproved instanceof PaletteError) || unproved.method !== 'GET') return false;
  return notFound.mayHaveHappened || unproved.reason !== 'unauthorized';
}
