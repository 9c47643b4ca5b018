import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import { PaletteError } from './palette-error';
import type { RegistryKind } from './types';

/** Palette's way to say "no such object": both the status and the code, for either alone has other meanings too. */
export function isNotFound(error: unknown): error is PaletteError {
  return error instanceof PaletteError && error.status === 404 && error.code === 'ResourceNotFound';
}

/**
 * Returns if a registry that Palette "did not find" is gone for certain. Palette answers some bad API keys with
 * ResourceNotFound as well, so the list of all registries must prove that the key works, and must not hold the registry.
 * @param kind undefined if the registry was looked for without one
 * @throws PaletteError the list's error, or one that says what else is wrong
 */
export async function proveAbsence(
  client: PaletteClient,
  kind: RegistryKind | undefined,
  uid: string,
  notFound: PaletteError,
  o?: CallOptions,
): Promise<void> {
  const registries = await client.listRegistries(o).catch((error: unknown) => {
    throw isNotFound(error) ? keyInDoubt(error) : error;
  });
  const listed = registries.find((registry) => registry.metadata?.uid === uid);
  if (listed === undefined) return;
  const type = listed.spec?.registryType ?? '';
  const name = listed.metadata?.name ?? '';
  const why =
    kind === undefined || type.toLowerCase() === kind
      ? `Palette lists it as "${name}"`
      : `Palette lists it as "${name}", of type "${type}"`;
  throw new PaletteError(
    `Palette did not find the registry "${uid}"${kind ? ` of type "${kind}"` : ''}, yet it exists: ${why}. ${notFound.message}`,
    { ...notFound, mayHaveHappened: false },
  );
}

function keyInDoubt(error: PaletteError): PaletteError {
  const message = `Palette finds neither the registry nor the list of registries: that is how it answers an API key that it does not accept. Check the key, and that it is from this Palette host. ${error.message}`;
  return new PaletteError(message, { ...error, reason: 'unauthorized' });
}
