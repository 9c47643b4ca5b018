import { Dynamic } from './dynamic';
import { ExactNumber } from './exact-number';
import { MAX_DEPTH, TOO_DEEP } from './limits';
import { MsgpackWriter } from './msgpack-writer';
import { layoutOf, refuseOtherAttributes } from './object-layout';
import { missingAttribute, tupleRequired, typeRequired } from './required';
import { sortedKeys } from './text';
import { encodeType, type Attributes, type PrimitiveType, type Type } from './types';
import { isUnknown } from './unknown';
import { isArrayValue, isRecordValue, kindOf, type Value } from './value';
import { seenFromOutside, ValueError } from './value-error';

/** What stands where a value should: an author's object may lack an attribute. */
type Given = Value | undefined;

/** One for all calls: encoding never waits, so no two of them meet. */
const sharedWriter = new MsgpackWriter();

/**
 * The bytes of a value as Terraform writes them. Equal values give equal bytes: attributes and keys are sorted, sets too
 * and without duplicates, strings in Unicode normal form C.
 * @throws ValueError with the path if the value is not of the type; a missing attribute is not a null
 */
export function encodeMsgpack(type: Type, value: Value): Buffer {
  sharedWriter.start();
  write(sharedWriter, type, value, 0);
  return sharedWriter.finish();
}

function write(writer: MsgpackWriter, type: Type, value: Given, depth: number): void {
  if (value === null) return writer.nil();
  if (isUnknown(value)) return writer.unknown();
  if (depth > MAX_DEPTH) throw new ValueError(TOO_DEEP);
  if (typeof type === 'string') return writePrimitive(writer, type, value, depth);
  switch (type[0]) {
    case 'object':
      if (isRecordValue(value)) return writeObject(writer, type[1], value, depth + 1);
      break;
    case 'map':
      if (isRecordValue(value)) return writeMap(writer, type[1], value, depth + 1);
      break;
    case 'list':
      if (isArrayValue(value)) return writeList(writer, type[1], value, depth + 1);
      break;
    case 'set':
      if (isArrayValue(value)) return writeSet(writer, type[1], value, depth + 1);
      break;
    case 'tuple':
      if (isArrayValue(value)) return writeTuple(writer, type[1], value, depth + 1);
  }
  throw typeRequired(type, kindOf(value));
}

function writePrimitive(writer: MsgpackWriter, type: PrimitiveType, value: Given, depth: number): void {
  switch (type) {
    case 'string':
      if (typeof value === 'string') return writer.text(value);
      break;
    case 'bool':
      if (typeof value === 'boolean') return writer.bool(value);
      break;
    case 'number':
      if (typeof value === 'number' || value instanceof ExactNumber) return writer.number(value);
      break;
    case 'dynamic':
      if (value instanceof Dynamic) return writeDynamic(writer, value, depth + 1);
  }
  throw typeRequired(type, kindOf(value));
}

/** An array of two: the type as JSON in a binary, and the value as that type has it. */
function writeDynamic(writer: MsgpackWriter, { type, value }: Dynamic, depth: number): void {
  if (type !== 'dynamic') {
    writer.arrayHeader(2);
    writer.binary(encodeType(type));
  }
  write(writer, type, value, depth);
}

function writeObject(writer: MsgpackWriter, types: Attributes, value: Record<string, Given>, depth: number): void {
  const attributes = layoutOf(types);
  writer.mapHeader(attributes.length);
  for (const { name, type, key } of attributes) {
    if (value[name] === undefined || !Object.hasOwn(value, name)) throw missingAttribute(name);
    writer.raw(key);
    try {
      write(writer, type, value[name], depth);
    } catch (error) {
      throw seenFromOutside(error, { attribute: name });
    }
  }
  refuseOtherAttributes(types, value);
}

function writeMap(writer: MsgpackWriter, type: Type, value: Record<string, Given>, depth: number): void {
  const keys = sortedKeys(value);
  writer.mapHeader(keys.length);
  for (const { key, text } of keys) {
    writer.text(text);
    try {
      write(writer, type, value[key], depth);
    } catch (error) {
      throw seenFromOutside(error, { key });
    }
  }
}

function writeList(writer: MsgpackWriter, type: Type, value: readonly Given[], depth: number): void {
  writer.arrayHeader(value.length);
  for (let index = 0; index < value.length; index++) writeElement(writer, type, value, index, depth);
}

function writeTuple(writer: MsgpackWriter, types: readonly Type[], value: readonly Given[], depth: number): void {
  if (value.length !== types.length) throw tupleRequired(types.length, value.length);
  writer.arrayHeader(types.length);
  types.forEach((type, index) => writeElement(writer, type, value, index, depth));
}

/**
 * Elements with the same bytes are one element, as in cty; except with something unknown inside, since two unknown values
 * may become different ones. Sorting by the bytes makes that work for sets in sets.
 */
function writeSet(writer: MsgpackWriter, type: Type, value: readonly Given[], depth: number): void {
  const elements: string[] = [];
  const known = new Set<string>();
  for (let index = 0; index < value.length; index++) {
    const start = writer.position;
    const unknowns = writer.unknownsWritten;
    writeElement(writer, type, value, index, depth);
    const bytes = writer.takeBack(start);
    if (writer.unknownsWritten > unknowns) elements.push(bytes);
    else known.add(bytes);
  }
  for (const bytes of known) elements.push(bytes);
  writer.arrayHeader(elements.length);
  for (const bytes of elements.sort()) writer.putBack(bytes);
}

function writeElement(writer: MsgpackWriter, type: Type, value: readonly Given[], index: number, depth: number): void {
  try {
    write(writer, type, value[index], depth);
  } catch (error) {
    throw seenFromOutside(error, { index });
  }
}
