import type { Kind, Message, MessageValue } from './message';

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Writes a message; missing fields take no bytes. */
export function encodeMessage<M extends Message>(message: M, value: MessageValue<M>): Buffer {
  return encodeFields(message, value as Readonly<Record<string, unknown>>);
}

function encodeFields(message: Message, value: Readonly<Record<string, unknown>>): Buffer {
  const parts: Uint8Array[] = [];
  for (const name in message.fields) {
    const member = value[name];
    if (member !== undefined && member !== null) put(parts, ...message.fields[name]!, member);
  }
  return Buffer.concat(parts);
}

function put(parts: Uint8Array[], number: number, kind: Kind, value: unknown): void {
  if (kind === 'bool') {
    if (value) parts.push(varint(number * 8 + VARINT), varint(1));
  } else if (kind === 'int') {
    // Zero is written too: in a oneof, or where presence counts, a missing zero would mean "not set".
    parts.push(varint(number * 8 + VARINT), varint(value as number));
  } else if (kind === 'string') {
    putBytes(parts, number, Buffer.from(value as string, 'utf8'));
  } else if (kind === 'bytes') {
    putBytes(parts, number, value as Uint8Array);
  } else if (typeof kind === 'function') {
    put(parts, number, kind(), value);
  } else if ('repeated' in kind) {
    for (const item of value as readonly unknown[]) put(parts, number, kind.repeated, item);
  } else if ('mapOf' in kind) {
    for (const [key, member] of Object.entries(value as object)) {
      putBytes(
        parts,
        number,
        encodeFields({ fields: { key: [1, 'string'], value: [2, kind.mapOf] } }, { key, value: member }),
      );
    }
  } else {
    putBytes(parts, number, encodeFields(kind, value as Readonly<Record<string, unknown>>));
  }
}

function putBytes(parts: Uint8Array[], number: number, bytes: Uint8Array): void {
  parts.push(varint(number * 8 + LENGTH_DELIMITED), varint(bytes.length), bytes);
}

/** Seven bits a byte, lowest first; negative numbers as 64-bit two's complement. */
function varint(value: number): Uint8Array {
  if (value >= 0 && value < 128) return Uint8Array.of(value);
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.from([...bytes, Number(rest)]);
}
