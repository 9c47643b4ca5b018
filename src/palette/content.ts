/** The content of a successful answer is not what was asked for. The message is a sentence for people. */
export class ContentProblem extends Error {}

/** Makes of an answer's JSON (undefined = no content) what the caller asked for. @throws ContentProblem */
export type ContentReader<T> = (content: unknown) => T;

/** For calls whose success says it all. */
export const readNothing: ContentReader<void> = () => {};

export function readObject<T extends object>(content: unknown): T {
  if (isObject<T>(content)) return content;
  throw new ContentProblem('Palette answered without the object that was asked for.');
}

export function readItems<T>(content: unknown): T[] {
  const { items } = readObject<{ readonly items?: T[] | null }>(content);
  if (items === null) return []; // a Go server writes an empty list so
  if (Array.isArray(items)) return items;
  throw new ContentProblem('Palette answered without the list that was asked for.');
}

export function readUid(content: unknown): string {
  const uid = isObject<{ readonly uid?: unknown }>(content) ? content.uid : undefined;
  if (typeof uid === 'string' && uid !== '') return uid;
  throw new ContentProblem('Palette accepted the registry, but did not say under which uid.');
}

/** An object of the API, on trust: only its being one is looked at. */
function isObject<T extends object>(value: unknown): value is T {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
