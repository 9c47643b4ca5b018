import { type NamedThings, thingsNamedIn } from './error-details';
import { PaletteError } from './palette-error';

/** Words for "in use" in a code such as `RegistryInUse` or in a sentence. Palette's own are written down nowhere. */
const IN_USE =
  /\bin[ _-]?use\b|inuse|\b(is|are|being|still) used\b|\bused (by|in)\b|\breferenced\b|\bassociated with\b/i;

/**
 * By whom a registry is used that Palette does not delete for that reason; empty where it does not say by whom.
 * Undefined for every other error.
 */
export function usersOfRegistry(error: unknown): readonly NamedThings[] | undefined {
  if (!(error instanceof PaletteError) || error.mayHaveHappened) return undefined;
  const isRefusal = ['invalid', 'conflict', 'server'].includes(error.reason);
  if (!isRefusal || !IN_USE.test(`${error.code ?? ''} ${error.paletteMessage ?? ''}`)) return undefined;
  return thingsNamedIn(error.details);
}
