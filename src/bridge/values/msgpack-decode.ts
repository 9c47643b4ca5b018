import { Dynamic } from './dynamic';
import { MAX_DEPTH, TOO_DEEP } from './limits';
import { MsgpackReader } from './msgpack-reader';
import { type AttributeLayout, layoutOf } from './object-layout';
import { emptyMap, setOwn } from './record';
import { objectRequired, tupleRequired, typeRequired, unsupportedAttribute } from './required';
import { type Attributes, decodeType, type PrimitiveType, type Type } from './types';
import { type Value } from './value';
import { seenFromOutside, ValueError } from './value-error';

/**
 * Reads a value as Terraform wrote it. The bytes alone do not say what they mean (lists, sets and tuples look alike, and
 * big numbers like strings), so the type leads and whatever does not fit it is an error with its path.
 * @throws ValueError; for any bytes whatever, nothing else
 */
export function decodeMsgpack(type: Type, bytes: Uint8Array): Value {
  const reader = new MsgpackReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const value = read(reader, type, 0);
  reader.end();
  return value;
}

function read(reader: MsgpackReader, type: Type, depth: number): Value {
  const absent = reader.absent();
  if (absent !== undefined) return absent;
  if (depth > MAX_DEPTH) throw new ValueError(TOO_DEEP);
  if (typeof type === 'string') return readPrimitive(reader, type, depth);
  switch (type[0]) {
    case 'object':
      return readObject(reader, type[1], requireLength(reader.mapLength(), type, reader), depth + 1);
    case 'map':
      return readMap(reader, type[1], requireLength(reader.mapLength(), type, reader), depth + 1);
    case 'tuple':
      return readTuple(reader, type[1], requireLength(reader.arrayLength(), type, reader), depth + 1);
    default:
      return readElements(reader, type[1], requireLength(reader.arrayLength(), type, reader), depth + 1);
  }
}

function requireLength(length: number | undefined, type: Type, reader: MsgpackReader): number {
  if (length === undefined) throw typeRequired(type, reader.describeNext());
  return length;
}

function readPrimitive(reader: MsgpackReader, type: PrimitiveType, depth: number): Value {
  const value = readPresent(reader, type, depth);
  if (value === undefined) throw typeRequired(type, reader.describeNext());
  return value;
}

function readPresent(reader: MsgpackReader, type: PrimitiveType, depth: number): Value | undefined {
  switch (type) {
    case 'string':
      return reader.text();
    case 'number':
      return reader.number();
    case 'bool':
      return reader.bool();
    case 'dynamic':
      return readDynamic(reader, depth + 1);
  }
}

function readDynamic(reader: MsgpackReader, depth: number): Value | undefined {
  const parts = reader.arrayLength();
  if (parts === undefined) return undefined;
  if (parts !== 2) throw new ValueError(`a dynamic value of 2 parts is required (${parts} given)`);
  const typeBytes = reader.binary();
  if (typeBytes === undefined) throw new ValueError(`a type in a binary is required (${reader.describeNext()} given)`);
  const type = decodeType(typeBytes);
  const value = read(reader, type, depth);
  return type === 'dynamic' ? value : new Dynamic(type, value);
}

/** Terraform sends the attributes in our order, so that comparing the bytes of the name is nearly always enough. */
function readObject(reader: MsgpackReader, types: Attributes, size: number, depth: number): Value {
  const attributes = layoutOf(types);
  if (size !== attributes.length) throw objectRequired(attributes.length, size);
  const value: Record<string, Value> = {};
  let isInOrder = true;
  for (const expected of attributes) {
    let attribute = expected;
    if (!reader.take(expected.key)) {
      attribute = readName(reader, attributes);
      isInOrder = false;
    }
    if (!isInOrder && Object.hasOwn(value, attribute.name)) {
      throw new ValueError(`attribute ${JSON.stringify(attribute.name)} is there twice`);
    }
    try {
      setOwn(value, attribute.name, read(reader, attribute.type, depth));
    } catch (error) {
      throw seenFromOutside(error, { attribute: attribute.name });
    }
  }
  return value;
}

function readName(reader: MsgpackReader, attributes: readonly AttributeLayout[]): AttributeLayout {
  const name = readKey(reader);
  const attribute = attributes.find((each) => each.name === name);
  if (attribute === undefined) throw unsupportedAttribute(name);
  return attribute;
}

function readMap(reader: MsgpackReader, type: Type, size: number, depth: number): Value {
  const value = emptyMap();
  for (let at = 0; at < size; at++) {
    const key = readKey(reader);
    if (key in value) throw new ValueError(`the key ${JSON.stringify(key)} is there twice`);
    try {
      value[key] = read(reader, type, depth);
    } catch (error) {
      throw seenFromOutside(error, { key });
    }
  }
  return value;
}

function readKey(reader: MsgpackReader): string {
  const key = reader.text();
  if (key === undefined) throw new ValueError(`a string is required as key (${reader.describeNext()} given)`);
  return key;
}

function readTuple(reader: MsgpackReader, types: readonly Type[], length: number, depth: number): Value {
  if (length !== types.length) throw tupleRequired(types.length, length);
  return types.map((type, index) => readElement(reader, type, index, depth));
}

function readElements(reader: MsgpackReader, type: Type, length: number, depth: number): Value {
  const value: Value[] = [];
  for (let index = 0; index < length; index++) value.push(readElement(reader, type, index, depth));
  return value;
}

function readElement(reader: MsgpackReader, type: Type, index: number, depth: number): Value {
  try {
    return read(reader, type, depth);
  } catch (error) {
    throw seenFromOutside(error, { index });
  }
}
