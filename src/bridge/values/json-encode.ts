import { Dynamic } from './dynamic';
import { ExactNumber } from './exact-number';
import { MAX_DEPTH, TOO_DEEP } from './limits';
import { layoutOf, refuseOtherAttributes } from './object-layout';
import { finiteNumberRequired, missingAttribute, tupleRequired, typeRequired } from './required';
import { sortedKeys, toTerraformText } from './text';
import { type Attributes, encodeType, type PrimitiveType, type Type } from './types';
import { isUnknown } from './unknown';
import { isArrayValue, isRecordValue, kindOf, type Value } from './value';
import { seenFromOutside, ValueError } from './value-error';

/** What stands where a value should: an author's object may lack an attribute. */
type Given = Value | undefined;

/**
 * The JSON of a value as Terraform keeps it in its state; a dynamic value is `{"value":...,"type":...}`. Like
 * encodeMsgpack it sorts, and drops duplicates from sets.
 * @throws ValueError with the path if the value is not of the type, or unknown: JSON has no unknown values
 */
export function encodeJson(type: Type, value: Value): Buffer {
  return Buffer.from(format(type, value, 0));
}

function format(type: Type, value: Given, depth: number): string {
  if (value === null) return 'null';
  if (isUnknown(value)) throw new ValueError('a known value is required (JSON has no unknown values)');
  if (depth > MAX_DEPTH) throw new ValueError(TOO_DEEP);
  if (typeof type === 'string') return formatPrimitive(type, value, depth);
  switch (type[0]) {
    case 'object':
      if (isRecordValue(value)) return formatObject(type[1], value, depth + 1);
      break;
    case 'map':
      if (isRecordValue(value)) return formatMap(type[1], value, depth + 1);
      break;
    case 'tuple':
      if (isArrayValue(value)) return formatTuple(type[1], value, depth + 1);
      break;
    default:
      if (isArrayValue(value)) return formatElements(type[0], type[1], value, depth + 1);
  }
  throw typeRequired(type, kindOf(value));
}

function formatPrimitive(type: PrimitiveType, value: Given, depth: number): string {
  switch (type) {
    case 'string':
      if (typeof value === 'string') return JSON.stringify(toTerraformText(value));
      break;
    case 'bool':
      if (typeof value === 'boolean') return String(value);
      break;
    case 'number':
      if (typeof value === 'number' || value instanceof ExactNumber) return formatNumber(value);
      break;
    case 'dynamic':
      if (value instanceof Dynamic) return formatDynamic(value, depth + 1);
  }
  throw typeRequired(type, kindOf(value));
}

function formatNumber(value: number | ExactNumber): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw finiteNumberRequired(value);
  return String(value);
}

function formatDynamic({ type, value }: Dynamic, depth: number): string {
  const text = format(type, value, depth);
  return type === 'dynamic' ? text : `{"value":${text},"type":${encodeType(type).toString()}}`;
}

function formatObject(types: Attributes, value: Record<string, Given>, depth: number): string {
  const members: string[] = [];
  for (const { name, type } of layoutOf(types)) {
    if (value[name] === undefined || !Object.hasOwn(value, name)) throw missingAttribute(name);
    try {
      members.push(`${JSON.stringify(name)}:${format(type, value[name], depth)}`);
    } catch (error) {
      throw seenFromOutside(error, { attribute: name });
    }
  }
  refuseOtherAttributes(types, value);
  return `{${members.join(',')}}`;
}

function formatMap(type: Type, value: Record<string, Given>, depth: number): string {
  const members = sortedKeys(value).map(({ key, text }) => {
    try {
      return `${JSON.stringify(text)}:${format(type, value[key], depth)}`;
    } catch (error) {
      throw seenFromOutside(error, { key });
    }
  });
  return `{${members.join(',')}}`;
}

function formatTuple(types: readonly Type[], value: readonly Given[], depth: number): string {
  if (value.length !== types.length) throw tupleRequired(types.length, value.length);
  return `[${types.map((type, index) => formatElement(type, value, index, depth)).join(',')}]`;
}

function formatElements(kind: 'list' | 'set', type: Type, value: readonly Given[], depth: number): string {
  const elements = value.map((_, index) => formatElement(type, value, index, depth));
  return `[${(kind === 'set' ? [...new Set(elements)].sort() : elements).join(',')}]`;
}

function formatElement(type: Type, value: readonly Given[], index: number, depth: number): string {
  try {
    return format(type, value[index], depth);
  } catch (error) {
    throw seenFromOutside(error, { index });
  }
}
