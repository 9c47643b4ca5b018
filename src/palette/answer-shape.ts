import { ContentProblem } from './content-problem';

/** What a field of an answer is, where it is there. A trailing `!` means that nothing can be done without it. */
export type Shape = Leaf | readonly [Shape] | { readonly [field: string]: Shape };
type Leaf = 'text' | 'text!' | 'flag' | 'texts';

const NAMES = { text: 'a text', flag: 'true or false', texts: 'an object of texts' } as const;

/**
 * Holds an answer against a shape, so that what is wrong with it has a name instead of failing somewhere later. Palette
 * leaves out what is empty, and a Go server may write null for it: both are fine where the shape does not insist.
 * @throws ContentProblem naming the first field that is missing or something else
 */
export function checkShape(shape: Shape, value: unknown, path = ''): void {
  if (value === undefined || value === null) {
    const missing = shape === 'text!' ? path : firstRequired(shape, path);
    if (missing !== undefined) throw new ContentProblem(`Palette answered without "${missing}".`);
  } else if (typeof shape === 'string') checkLeaf(shape, value, path);
  else if (isList(shape)) checkList(shape[0], value, path);
  else checkFields(shape, value, path);
}

function checkLeaf(shape: Leaf, value: unknown, path: string): void {
  const kind = shape === 'text!' ? 'text' : shape;
  const fits =
    kind === 'texts'
      ? isObject(value) && Object.values(value).every((text) => typeof text === 'string')
      : typeof value === (kind === 'text' ? 'string' : 'boolean');
  if (!fits) throw mismatch(path, value, NAMES[kind]);
  if (shape === 'text!' && value === '') throw new ContentProblem(`Palette answered without "${path}".`);
}

function checkList(item: Shape, value: unknown, path: string): void {
  if (!Array.isArray(value)) throw mismatch(path, value, 'a list');
  value.forEach((element: unknown, index) => {
    const at = `${path}[${index}]`;
    if (element === null) throw mismatch(at, element, 'something');
    checkShape(item, element, at);
  });
}

function checkFields(fields: Readonly<Record<string, Shape>>, value: unknown, path: string): void {
  if (!isObject(value)) throw mismatch(path, value, 'an object');
  for (const [name, shape] of Object.entries(fields)) checkShape(shape, value[name], join(path, name));
}

/** The outermost absent field without which the answer is worthless. */
function firstRequired(shape: Shape, path: string): string | undefined {
  if (typeof shape === 'string' || isList(shape)) return undefined;
  const fields = Object.entries(shape);
  const insists = fields.some(([name, inner]) => inner === 'text!' || firstRequired(inner, join(path, name)));
  return insists ? path : undefined;
}

function mismatch(path: string, value: unknown, expected: string): ContentProblem {
  const is = value === null ? 'null' : Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
  return new ContentProblem(`In Palette's answer "${path}" is ${is}. Expected ${expected}.`);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
