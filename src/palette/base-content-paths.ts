/**
 * Palette's form takes several base content paths, its API has one text for them. How the form joins them is not
 * documented; a comma is the likely separator. This constant is the only place that knows.
 */
const SEPARATOR = ',';

export function joinBaseContentPaths(paths: readonly string[]): string {
  return paths.join(SEPARATOR);
}

/** Empty text = no paths. Blanks around a path are dropped. */
export function splitBaseContentPaths(text: string): string[] {
  return text
    .split(SEPARATOR)
    .map((path) => path.trim())
    .filter((path) => path !== '');
}
