import { MAX_DEPTH, TOO_DEEP } from './limits';
import { isRecordValue, kindOf } from './value';
import { ValueError } from './value-error';

/**
 * A type in Terraform's own JSON syntax, as it stands in schemas and beside dynamic values. "dynamic" means that the
 * value brings its type along. The names in the third part of an object type are attributes that may be left out;
 * Terraform uses it in module variables only, so it is kept when read but never changes how a value is encoded.
 */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['object', Readonly<Record<string, Type>>, (readonly string[])?]
  | readonly ['tuple', readonly Type[]];

export type PrimitiveType = Extract<Type, string>;

/** The attributes of an object type. */
export type Attributes = Readonly<Record<string, Type>>;

/** Compact JSON with the attributes sorted: equal types give equal bytes. */
export function encodeType(type: Type): Buffer {
  return Buffer.from(formatType(type, 0));
}

/** @throws ValueError if the bytes are not a type in JSON */
export function decodeType(bytes: Uint8Array): Type {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    throw new ValueError('a type in JSON is required (the text is not JSON)');
  }
  return readType(parsed, 0);
}

export function isSameType(a: Type, b: Type): boolean {
  return a === b || (typeof a !== 'string' && typeof b !== 'string' && formatType(a, 0) === formatType(b, 0));
}

function formatType(type: Type, depth: number): string {
  if (typeof type === 'string') return `"${type}"`;
  if (depth > MAX_DEPTH) throw new ValueError(TOO_DEEP);
  switch (type[0]) {
    case 'object':
      return formatObjectType(type[1], type[2] ?? [], depth);
    case 'tuple':
      return `["tuple",[${type[1].map((element) => formatType(element, depth + 1)).join(',')}]]`;
    default:
      return `["${type[0]}",${formatType(type[1], depth + 1)}]`;
  }
}

function formatObjectType(attributes: Attributes, optional: readonly string[], depth: number): string {
  const members = Object.entries(attributes)
    .map(([name, type]) => `${JSON.stringify(name)}:${formatType(type, depth + 1)}`)
    .sort();
  const third = optional.length === 0 ? '' : `,${JSON.stringify([...optional].sort())}`;
  return `["object",{${members.join(',')}}${third}]`;
}

/**
 * @param parsed a type as it comes from parsed JSON
 * @throws ValueError if it is none
 */
export function readType(parsed: unknown, depth = 0): Type {
  if (typeof parsed === 'string') return readTypeName(parsed);
  if (!Array.isArray(parsed)) throw new ValueError(`a type is required (${kindOf(parsed)} given)`);
  if (depth > MAX_DEPTH) throw new ValueError(TOO_DEEP);
  const [kind, inner, optional]: unknown[] = parsed;
  if (parsed.length !== 2 && !(kind === 'object' && parsed.length === 3)) {
    throw new ValueError(`a type of 2 parts is required (${parsed.length} given)`);
  }
  switch (kind) {
    case 'list':
    case 'set':
    case 'map':
      return [kind, readType(inner, depth + 1)];
    case 'tuple':
      return ['tuple', readElementTypes(inner, depth + 1)];
    case 'object':
      return readObjectType(inner, optional, depth + 1);
    default:
      throw new ValueError('a type that starts with "list", "set", "map", "object" or "tuple" is required');
  }
}

function readTypeName(name: string): Type {
  if (name === 'string' || name === 'number' || name === 'bool' || name === 'dynamic') return name;
  throw new ValueError(`unsupported type ${JSON.stringify(name)}`);
}

function readElementTypes(parsed: unknown, depth: number): readonly Type[] {
  if (!Array.isArray(parsed)) throw new ValueError(`an array of types is required (${kindOf(parsed)} given)`);
  return parsed.map((element) => readType(element, depth));
}

function readObjectType(parsed: unknown, optional: unknown, depth: number): Type {
  if (!isRecordValue(parsed)) throw new ValueError(`an object of types is required (${kindOf(parsed)} given)`);
  // fromEntries, unlike assignment, makes a plain attribute of a name like "__proto__".
  const attributes = Object.fromEntries(
    Object.entries(parsed).map(([name, type]): [string, Type] => [name, readType(type, depth)]),
  );
  return optional === undefined ? ['object', attributes] : ['object', attributes, readNames(optional, attributes)];
}

function readNames(parsed: unknown, attributes: Attributes): readonly string[] {
  if (!Array.isArray(parsed)) throw new ValueError(`an array of attribute names is required (${kindOf(parsed)} given)`);
  return parsed.map((name: unknown) => {
    if (typeof name === 'string' && Object.hasOwn(attributes, name)) return name;
    throw new ValueError('the names of optional attributes must be among the attributes');
  });
}
