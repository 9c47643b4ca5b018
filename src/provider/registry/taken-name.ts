import { listLocations, type PaletteClient, PaletteError } from '../../palette';
import type { Desired } from './to-palette';

/**
 * What to do about a creation that Palette refused because of its name. It is looked up who has the name: most often an
 * apply that was interrupted (a killed pipeline) left it, and then state can be put right with the uid alone.
 */
export async function adviceOnTakenName(
  error: unknown,
  client: PaletteClient,
  { registry }: Desired,
  signal: AbortSignal,
): Promise<string> {
  const name = registry.metadata?.name ?? '';
  const general =
    'Names are unique in a tenant: choose another one, or import the registry that is there by its name: ' +
    `terraform import ADDRESS ${JSON.stringify(name)}.`;
  if (!(error instanceof PaletteError) || error.reason !== 'conflict') return general;
  // What goes wrong here is less telling than the refusal itself.
  const locations = await listLocations(client, 'tenant', { signal }).catch(() => []);
  const found = locations.find((location) => location.name === name);
  if (found === undefined) return general;
  const { uid, kind, endpoint } = found;
  return (
    `Names are unique in a tenant, and the registry with uid ${uid} has this one (type "${kind}", endpoint ` +
    `${JSON.stringify(endpoint)}). If it is yours, left by an apply that was interrupted, take it into state and apply ` +
    `again: terraform import ADDRESS ${uid}, where ADDRESS stands behind "with" in this message. Otherwise choose another name.`
  );
}
