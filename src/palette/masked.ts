/** What Palette answers instead of a secret. */
const MASK = '********';

/** True for a value that Palette masked. Such a value is no secret: it must not be stored and never be sent back. */
export function isMasked(value?: string): boolean {
  return value !== undefined && value.includes(MASK);
}

/** Path of the first masked text in a value, such as `spec.auth.password`; undefined if there is none. */
export function findMasked(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return isMasked(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = findMasked(inner, path === '' ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
