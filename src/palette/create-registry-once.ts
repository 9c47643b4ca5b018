import type { PaletteClient } from './client';
import type { CallOptions } from './client-options';
import { PaletteError } from './palette-error';
import { pause } from './pause';
import { isSameEndpoint } from './same-endpoint';
import type { OciRegistrySummary, RegistryByKind, RegistryKind } from './types';

/** Palette may still be at work when its answer is lost, so it is looked for more than once. */
const LOOK_AFTER_MS = [0, 1000, 3000];
/** After a cancellation there is only this much time left to find out what was left behind. */
const LAST_LOOK_MS = 5000;
/** Two clocks that are looked after may differ by this much. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Creates a registry, never twice. When the answer is lost after the request left, the registry is looked for by its
 * name, which is unique in a tenant, and adopted (`adopted: true`) only if it has the kind and endpoint that were asked for
 * and was not there before. The one look after a cancellation may take some seconds longer than the signal.
 * @throws PaletteError the original one if there is nothing to adopt
 */
export async function createRegistryOnce<K extends RegistryKind>(
  client: PaletteClient,
  kind: K,
  registry: RegistryByKind[K],
  o?: CallOptions,
): Promise<{ uid: string; adopted: boolean }> {
  const startedAt = Date.now();
  try {
    return { uid: await client.createRegistry(kind, registry, o), adopted: false };
  } catch (error) {
    if (!(error instanceof PaletteError) || !error.mayHaveHappened) throw error;
    const uid = await lookForCreated(client, kind, registry, startedAt, o?.signal);
    if (uid === undefined) throw error;
    return { uid, adopted: true };
  }
}

async function lookForCreated(
  client: PaletteClient,
  kind: RegistryKind,
  registry: RegistryByKind[RegistryKind],
  startedAt: number,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  for (const wait of LOOK_AFTER_MS) {
    if (wait > 0 && (signal?.aborted || !(await pauseFully(wait, signal)))) return undefined;
    const lookSignal = signal?.aborted ? AbortSignal.timeout(LAST_LOOK_MS) : signal;
    // Whatever goes wrong here is less telling than the error of the creation itself.
    const listed = await client.listRegistries({ signal: lookSignal }).catch(() => []);
    const created = listed.find((item) => isWhatWasAsked(item, kind, registry, startedAt));
    if (created !== undefined) return created.metadata?.uid;
  }
  return undefined;
}

function isWhatWasAsked(
  item: OciRegistrySummary,
  kind: RegistryKind,
  registry: RegistryByKind[RegistryKind],
  startedAt: number,
): boolean {
  const createdAt = Date.parse(item.metadata?.creationTimestamp ?? '');
  return (
    Boolean(item.metadata?.uid) &&
    item.metadata?.name === registry.metadata?.name &&
    item.spec?.registryType?.toLowerCase() === kind &&
    isSameEndpoint(item.spec.endpoint ?? '', registry.spec?.endpoint ?? '') &&
    // An older one is somebody else's: then the lost answer was that the name is taken.
    !(createdAt < startedAt - CLOCK_TOLERANCE_MS)
  );
}

/** False if the signal ended the pause. */
async function pauseFully(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  return pause(milliseconds, signal).then(
    () => true,
    () => false,
  );
}
