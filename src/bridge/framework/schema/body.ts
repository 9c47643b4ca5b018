import { isUnknown, UNKNOWN, type Value } from '../../values';

/** The attributes and nested blocks of a resource, or of one of its blocks, by name. */
export type Body = Readonly<Record<string, Value>>;

/** A member of an object or map as Terraform sees it: nothing has null members, and something unknown unknown ones. */
export function memberOf(value: Value | undefined, name: string): Value {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return UNKNOWN;
  return Object.hasOwn(value as Body, name) ? ((value as Body)[name] ?? null) : null;
}

/** Elements of a list or set; none of what is null or unknown. */
export function itemsOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

/** Keys of a map; none of what is null or unknown. */
export function keysOf(value: Value): readonly string[] {
  return value === null || isUnknown(value) ? [] : Object.keys(value as Body);
}
