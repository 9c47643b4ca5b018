import { Dynamic } from './dynamic';
import { ExactNumber } from './exact-number';
import { isUnknown, type Unknown } from './unknown';

/**
 * Any value of Terraform's: lists, sets and tuples are arrays; maps and objects are objects. Which of them is meant says
 * the {@link Type} that goes with it. A decoded map has no prototype, so that no key of a user can clash with one.
 */
export type Value =
  | null
  | Unknown
  | string
  | boolean
  | number
  | ExactNumber
  | Dynamic
  | readonly Value[]
  | { readonly [name: string]: Value };

export function isArrayValue(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

/** True for maps and objects only, not for the classes that stand for one value. */
export function isRecordValue(value: unknown): value is { readonly [name: string]: Value } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !(value instanceof ExactNumber) &&
    !(value instanceof Dynamic)
  );
}

/** True if nothing in the value is unknown, however deep: what Terraform demands of every answer to an apply. */
export function isWhollyKnown(value: Value): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isUnknown(value)) return false;
  if (value instanceof Dynamic) return isWhollyKnown(value.value);
  if (isArrayValue(value)) return value.every(isWhollyKnown);
  if (isRecordValue(value)) return Object.values(value).every(isWhollyKnown);
  return true;
}

/** For error texts: the kind of a thing that should have been a value, never the thing itself. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'a bool';
  if (isUnknown(value)) return 'an unknown value';
  if (value instanceof ExactNumber) return 'a number';
  if (value instanceof Dynamic) return 'a dynamic value';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
