import { Dynamic, unwrapDynamic } from './dynamic';
import { ExactNumber } from './exact-number';
import { encodeMsgpack } from './msgpack-encode';
import { sortedKeys } from './text';
import { type Attributes, isSameType, type PrimitiveType, type Type } from './types';
import { isUnknown } from './unknown';
import { isArrayValue, isRecordValue, type Value } from './value';

type Given = Value | undefined;

/**
 * Whether Terraform would take two values for the same: numbers by value, strings in Unicode normal form C, sets without
 * order or duplicates. Unknown equals unknown only, and null equals null only: null in a dynamic of type string is not
 * the null that has no type.
 * @throws ValueError for a set with elements that are not of its type
 */
export function equalValues(type: Type, a: Value, b: Value): boolean {
  return isEqual(type, a, b);
}

function isEqual(type: Type, a: Given, b: Given): boolean {
  if (a === b) return true;
  if (typeof type === 'string') return isEqualPrimitive(type, a, b);
  switch (type[0]) {
    case 'object':
      return isRecordValue(a) && isRecordValue(b) ? isEqualObject(type[1], a, b) : areBothUnknown(a, b);
    case 'map':
      return isRecordValue(a) && isRecordValue(b) ? isEqualMap(type[1], a, b) : areBothUnknown(a, b);
  }
  if (!isArrayValue(a) || !isArrayValue(b)) return areBothUnknown(a, b);
  switch (type[0]) {
    case 'tuple':
      return a.length === b.length && type[1].every((elementType, index) => isEqual(elementType, a[index], b[index]));
    case 'list':
      return isEqualInOrder(type[1], a, b);
    case 'set':
      return isEqualInOrder(type[1], a, b) || encodeMsgpack(type, a).equals(encodeMsgpack(type, b));
  }
}

function isEqualPrimitive(type: PrimitiveType, a: Given, b: Given): boolean {
  switch (type) {
    case 'string':
      if (typeof a === 'string' && typeof b === 'string') return a.normalize() === b.normalize();
      break;
    case 'number':
      if (a instanceof ExactNumber && b instanceof ExactNumber) return a.text === b.text;
      break;
    case 'dynamic':
      if (a instanceof Dynamic || b instanceof Dynamic) return isEqualDynamic(unwrapDynamic(a), unwrapDynamic(b));
  }
  return areBothUnknown(a, b);
}

function isEqualDynamic(a: Given, b: Given): boolean {
  if (!(a instanceof Dynamic) || !(b instanceof Dynamic)) return a === b || areBothUnknown(a, b);
  return isSameType(a.type, b.type) && isEqual(a.type, a.value, b.value);
}

function isEqualInOrder(type: Type, a: readonly Given[], b: readonly Given[]): boolean {
  return a.length === b.length && a.every((element, index) => isEqual(type, element, b[index]));
}

function isEqualObject(types: Attributes, a: Record<string, Given>, b: Record<string, Given>): boolean {
  return Object.entries(types).every(([name, type]) => isEqual(type, a[name], b[name]));
}

/** The keys are nearly always the same to the letter; only if not, their normal forms are compared. */
function isEqualMap(type: Type, a: Record<string, Given>, b: Record<string, Given>): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  if (keys.every((key) => Object.hasOwn(b, key))) return keys.every((key) => isEqual(type, a[key], b[key]));
  const keysOfB = sortedKeys(b);
  return sortedKeys(a).every(({ key, text }, at) => {
    const other = keysOfB[at];
    return other !== undefined && text === other.text && isEqual(type, a[key], b[other.key]);
  });
}

function areBothUnknown(a: Given, b: Given): boolean {
  return isUnknown(a) && isUnknown(b);
}
