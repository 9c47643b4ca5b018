import { Token } from 'cdktf';

/** One argument or block: its value, and how cdktf's HCL renderer wants it described. */
export interface Attribute {
  readonly value: unknown;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storageClassType: string;
}

/** The arguments and blocks of one body by their names in the schema; a value of undefined = not set. */
export type Attributes = Readonly<Record<string, Attribute>>;

export function text(value: unknown): Attribute {
  return { value, isBlock: false, type: 'simple', storageClassType: 'string' };
}

export function number(value: unknown): Attribute {
  return { value, isBlock: false, type: 'simple', storageClassType: 'number' };
}

export function flag(value: unknown): Attribute {
  return { value, isBlock: false, type: 'simple', storageClassType: 'boolean' };
}

export function textList(value: unknown): Attribute {
  return { value, isBlock: false, type: 'list', storageClassType: 'stringList' };
}

export function textMap(value: unknown): Attribute {
  return { value, isBlock: false, type: 'map', storageClassType: 'stringMap' };
}

export function block(value: Attributes | undefined): Attribute {
  return { value, isBlock: true, type: 'struct', storageClassType: 'struct' };
}

/** What `synthesizeAttributes` returns. */
export function toJson(attributes: Attributes): Record<string, unknown> {
  return mapSet(attributes, ({ value, isBlock }) => (isBlock ? toJson(value as Attributes) : value));
}

/** What `synthesizeHclAttributes` returns: without unset ones, for which the renderer would write `undefined`. */
export function toHcl(attributes: Attributes): Record<string, unknown> {
  return mapSet(attributes, (attribute) => ({
    ...attribute,
    value: attribute.isBlock ? toHcl(attribute.value as Attributes) : escapeForHcl(attribute.value),
  }));
}

function mapSet(attributes: Attributes, map: (attribute: Attribute) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, attribute]) => attribute.value !== undefined)
      .map(([name, attribute]) => [name, map(attribute)]),
  );
}

/**
 * The renderer puts a string between quotes and escapes nothing but quotes, and makes line breaks a heredoc, which adds
 * a line break: escaped here, so that HCL and JSON mean the same. Tokens and `${…}` stay the renderer's business.
 */
function escapeForHcl(value: unknown): unknown {
  if (Token.isUnresolved(value)) return value;
  if (typeof value === 'string') return value.includes('${') ? value : JSON.stringify(value).slice(1, -1);
  if (Array.isArray(value)) return value.map(escapeForHcl);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, escapeForHcl(element)]));
  }
  return value;
}
