/** More than this is not for a person's eyes. */
const LONGEST_TEXT = 300;
/** No answer of Palette is nested deeper than this; a hostile one might be. */
const DEEPEST = 6;

/** Things of one sort that an error names: `{ sort: 'cluster profiles', names: ['web'] }`. */
export interface NamedThings {
  readonly sort: string;
  readonly names: readonly string[];
}

/** The `details` of an error body with every text redacted; undefined where they say nothing. */
export function readDetails(details: unknown, redact: (text: string) => string): unknown {
  const clean = redacted(details, redact, 0);
  return isEmpty(clean) ? undefined : clean;
}

/** As JSON, cut where it grows too long. */
export function textOfDetails(details: unknown): string {
  const text = JSON.stringify(details);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/**
 * The lists of names in `details`, by the word that they stand under. Palette's document says only that `details` is an
 * object, so lists of texts and of objects with a name are both understood, wherever they stand.
 */
export function thingsNamedIn(details: unknown): readonly NamedThings[] {
  if (!isRecord(details)) return [];
  return Object.entries(details).flatMap(([key, value]) => {
    if (!Array.isArray(value)) return thingsNamedIn(value);
    const names = value.map(nameOf).filter((name) => name !== undefined);
    return names.length === 0 ? [] : [{ sort: inWords(key), names }];
  });
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (!isRecord(value)) return undefined;
  return nameOf(value['name'] ?? '') ?? nameOf(isRecord(value['metadata']) ? value['metadata']['name'] : '');
}

/** `clusterProfiles` as "cluster profiles". */
function inWords(key: string): string {
  return key
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start}`)
    .toLowerCase();
}

function redacted(value: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((item) => redacted(item, redact, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redacted(item, redact, depth + 1)]),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
