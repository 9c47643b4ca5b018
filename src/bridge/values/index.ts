/**
 * LAW: Terraform's types and values, and their encodings (msgpack, JSON). Pure. No protobuf, no schema.
 */
export { Dynamic } from './dynamic';
export { equalValues } from './equal';
export { ExactNumber } from './exact-number';
export { decodeJson } from './json-decode';
export { encodeJson } from './json-encode';
export { parseJson } from './json-parse';
export { decodeMsgpack } from './msgpack-decode';
export { encodeMsgpack } from './msgpack-encode';
export { Path, type PathStep } from './path';
export { decodeType, encodeType, type Type } from './types';
export { isUnknown, UNKNOWN, Unknown } from './unknown';
export { isWhollyKnown, type Value } from './value';
export { ValueError } from './value-error';
