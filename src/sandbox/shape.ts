/**
 * A small table language for the bodies of the API: enough of the OpenAPI document to answer 400 where Palette does,
 * and to write objects the way its Go server does.
 */

export type Shape =
  | { readonly type: 'string'; readonly enum?: readonly string[] }
  | { readonly type: 'boolean' }
  | { readonly type: 'strings' }
  | { readonly type: 'stringMap' }
  | { readonly type: 'list'; readonly items: Shape }
  | { readonly type: 'object'; readonly fields: Readonly<Record<string, Field>> };

export interface Field {
  readonly shape: Shape;
  /** Absence is a 400. */
  readonly required?: boolean;
  /** Written even if it is the type's zero value (`x-omitempty: false` in the document). */
  readonly always?: boolean;
}

/** Says what in `value` breaks the shape, one sentence each; an empty list means that it fits. */
export function shapeProblems(shape: Shape, value: unknown, path: string): string[] {
  switch (shape.type) {
    case 'string':
      return stringProblems(shape.enum, value, path);
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(path, 'boolean')];
    case 'strings':
      return isStringList(value) ? [] : [wrongType(path, 'array of strings')];
    case 'stringMap':
      return isPlainObject(value) && isStringList(Object.values(value)) ? [] : [wrongType(path, 'object of strings')];
    case 'list':
      if (!Array.isArray(value)) return [wrongType(path, 'array')];
      return value.flatMap((item, index) => shapeProblems(shape.items, item, `${path}.${index}`));
    case 'object':
      return objectProblems(shape.fields, value, path);
  }
}

function stringProblems(allowed: readonly string[] | undefined, value: unknown, path: string): string[] {
  if (typeof value !== 'string') return [wrongType(path, 'string')];
  if (allowed === undefined || allowed.includes(value)) return [];
  return [`${path} in body should be one of [${allowed.join(' ')}]`];
}

function objectProblems(fields: Readonly<Record<string, Field>>, value: unknown, path: string): string[] {
  if (!isPlainObject(value)) return [wrongType(path === '' ? 'body' : path, 'object')];
  return Object.entries(fields).flatMap(([name, field]) => {
    const fieldPath = path === '' ? name : `${path}.${name}`;
    const fieldValue = value[name];
    if (isAbsent(fieldValue)) return field.required ? [`${fieldPath} in body is required`] : [];
    return shapeProblems(field.shape, fieldValue, fieldPath);
  });
}

/** Copies what the shape knows: a Go server drops unknown fields silently, and null is absence. */
export function knownPart(shape: Shape, value: unknown): unknown {
  if (shape.type === 'list' && Array.isArray(value)) return value.map((item) => knownPart(shape.items, item));
  if (shape.type !== 'object' || !isPlainObject(value)) return value;
  const known = Object.entries(shape.fields)
    .filter(([name]) => !isAbsent(value[name]))
    .map(([name, field]) => [name, knownPart(field.shape, value[name])]);
  return Object.fromEntries(known);
}

/** Go's `omitempty`: zero values are left out of an answer, apart from the fields marked `always` or required. */
export function withoutEmptyValues(shape: Shape, value: unknown): unknown {
  if (shape.type !== 'object' || !isPlainObject(value)) return value;
  const kept = Object.entries(shape.fields)
    .map(([name, field]) => ({ name, field, inner: withoutEmptyValues(field.shape, value[name]) }))
    .filter(({ field, inner }) => !isAbsent(inner) && (field.always || field.required || !isZero(inner)))
    .map(({ name, inner }) => [name, inner]);
  return Object.fromEntries(kept);
}

function isZero(value: unknown): boolean {
  return (
    value === '' || value === false || (isPlainObject(value) && Object.keys(value).length === 0) || isEmptyList(value)
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isStringList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongType(path: string, expected: string): string {
  return `${path} in body must be of type ${expected}`;
}
