import { Dynamic } from './dynamic';
import { ExactNumber } from './exact-number';
import { parseJson } from './json-parse';
import { MAX_DEPTH, TOO_DEEP } from './limits';
import { layoutOf, refuseOtherAttributes } from './object-layout';
import { emptyMap, setOwn } from './record';
import { missingAttribute, tupleRequired, typeRequired } from './required';
import { type Attributes, type PrimitiveType, readType, type Type } from './types';
import { isRecordValue, kindOf, type Value } from './value';
import { seenFromOutside, ValueError } from './value-error';

export interface DecodeJsonOptions {
  /**
   * For state that another version of the schema wrote: attributes that are missing are null, others are ignored, and
   * strings, numbers and bools are turned into one another as Terraform itself does ("8080" is 8080).
   * @default false
   */
  readonly lenient?: boolean;
}

/**
 * Reads a value from the JSON in which Terraform keeps its state.
 * @throws ValueError with the path if the bytes are not JSON, or not of the type
 */
export function decodeJson(type: Type, bytes: Uint8Array, options: DecodeJsonOptions = {}): Value {
  return convert(type, parseJson(bytes), options.lenient === true, 0);
}

function convert(type: Type, parsed: unknown, lenient: boolean, depth: number): Value {
  if (parsed === null) return null;
  if (depth > MAX_DEPTH) throw new ValueError(TOO_DEEP);
  if (typeof type === 'string') return convertPrimitive(type, parsed, lenient, depth);
  switch (type[0]) {
    case 'object':
      if (isRecordValue(parsed)) return convertObject(type[1], parsed, lenient, depth + 1);
      break;
    case 'map':
      if (isRecordValue(parsed)) return convertMap(type[1], parsed, lenient, depth + 1);
      break;
    case 'tuple':
      if (Array.isArray(parsed)) return convertTuple(type[1], parsed, lenient, depth + 1);
      break;
    default:
      if (Array.isArray(parsed))
        return parsed.map((_, index) => convertElement(type[1], parsed, index, lenient, depth + 1));
  }
  throw typeRequired(type, kindOf(parsed));
}

function convertPrimitive(type: PrimitiveType, parsed: unknown, lenient: boolean, depth: number): Value {
  const isNumber = typeof parsed === 'number' || parsed instanceof ExactNumber;
  switch (type) {
    case 'string':
      if (typeof parsed === 'string') return parsed;
      if (lenient && (isNumber || typeof parsed === 'boolean')) return String(parsed);
      break;
    case 'number':
      if (isNumber) return parsed;
      if (lenient && typeof parsed === 'string') return ExactNumber.from(parsed);
      break;
    case 'bool':
      if (typeof parsed === 'boolean') return parsed;
      if (lenient && (parsed === 'true' || parsed === 'false')) return parsed === 'true';
      break;
    case 'dynamic':
      if (isRecordValue(parsed)) return convertDynamic(parsed, lenient, depth + 1);
  }
  throw typeRequired(type, kindOf(parsed));
}

/** `{"value": ..., "type": ...}` and nothing else. */
function convertDynamic(parsed: Record<string, unknown>, lenient: boolean, depth: number): Value {
  const { value, type, ...others } = parsed;
  if (value === undefined || type === undefined || Object.keys(others).length > 0) {
    throw new ValueError('a dynamic value with "value" and "type" is required');
  }
  const ownType = readType(type);
  const ownValue = convert(ownType, value, lenient, depth);
  return ownType === 'dynamic' ? ownValue : new Dynamic(ownType, ownValue);
}

function convertObject(types: Attributes, parsed: Record<string, unknown>, lenient: boolean, depth: number): Value {
  const value: Record<string, Value> = {};
  for (const { name, type } of layoutOf(types)) {
    const isGiven = Object.hasOwn(parsed, name);
    if (!isGiven && !lenient) throw missingAttribute(name);
    try {
      setOwn(value, name, isGiven ? convert(type, parsed[name], lenient, depth) : null);
    } catch (error) {
      throw seenFromOutside(error, { attribute: name });
    }
  }
  if (!lenient) refuseOtherAttributes(types, parsed);
  return value;
}

function convertMap(type: Type, parsed: Record<string, unknown>, lenient: boolean, depth: number): Value {
  const value = emptyMap();
  for (const key of Object.keys(parsed)) {
    try {
      value[key] = convert(type, parsed[key], lenient, depth);
    } catch (error) {
      throw seenFromOutside(error, { key });
    }
  }
  return value;
}

function convertTuple(types: readonly Type[], parsed: readonly unknown[], lenient: boolean, depth: number): Value {
  if (parsed.length !== types.length) throw tupleRequired(types.length, parsed.length);
  return types.map((type, index) => convertElement(type, parsed, index, lenient, depth));
}

function convertElement(type: Type, parsed: readonly unknown[], index: number, lenient: boolean, depth: number): Value {
  try {
    return convert(type, parsed[index], lenient, depth);
  } catch (error) {
    throw seenFromOutside(error, { index });
  }
}
