import { redact } from './secrets';

const MAX_DEPTH = 8;

/** The fields of one log line, ready for JSON. */
export function toLoggableFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, toLoggable(field, 0)]));
}

/** A copy of a value that JSON can show in one log line: secrets masked, bytes counted, cycles and depths cut. */
function toLoggable(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return redact(value);
    case 'number':
    case 'bigint':
      return toLoggableNumber(value);
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      return value === null || depth < MAX_DEPTH ? toLoggableObject(value, depth + 1) : '[deeper]';
    default:
      return redact(String(value));
  }
}

/** A secret may be all digits. */
function toLoggableNumber(value: number | bigint): number | string {
  const text = redact(String(value));
  return typeof value === 'number' && text === String(value) ? value : text;
}

function toLoggableObject(value: object | null, depth: number): unknown {
  if (value === null) return null;
  if (value instanceof Error) return redact(`${value.name}: ${value.message}`);
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
  if (Array.isArray(value)) return value.map((element: unknown) => toLoggable(element, depth));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(entries.map(([key, field]) => [redact(String(key)), toLoggable(field, depth)]));
}
