import { checkShape, type Shape } from './answer-shape';
import { ContentProblem } from './content-problem';

/** Makes of an answer's JSON (undefined = no content) what the caller asked for. @throws ContentProblem */
export type ContentReader<T> = (content: unknown) => T;

/** For calls whose success says it all. */
export const readNothing: ContentReader<void> = () => {};

export function readObject<T extends object>(content: unknown): T {
  if (isObject<T>(content)) return content;
  throw new ContentProblem('Palette answered without the object that was asked for.');
}

/** An object whose fields, as far as the shape knows them, are what they should be. */
export function readShaped<T extends object>(shape: Shape): ContentReader<T> {
  return (content) => {
    const object = readObject<T>(content);
    checkShape(shape, object);
    return object;
  };
}

export function readItems<T>(shape: Shape): ContentReader<T[]> {
  return (content) => {
    const { items } = readObject<{ readonly items?: T[] | null }>(content);
    if (items === null) return []; // a Go server writes an empty list so
    if (!Array.isArray(items)) throw new ContentProblem('Palette answered without the list that was asked for.');
    checkShape([shape], items, 'items');
    return items;
  };
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
