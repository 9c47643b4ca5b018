/**
 * The form takes several base content paths, the API has one text. The vendor documents no separator; a comma is the
 * likely one (unverified).
 */
const SEPARATOR = ',';

export function splitBaseContentPath(baseContentPath: string | undefined): string[] {
  return (baseContentPath ?? '')
    .split(SEPARATOR)
    .map((path) => path.trim().replace(/^\/+|\/+$/g, ''))
    .filter((path) => path !== '');
}
