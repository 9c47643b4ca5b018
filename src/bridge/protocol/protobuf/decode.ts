import type { Kind, Message, MessageValue } from './message';

/** Thrown for bytes that are not a message of the expected kind. */
export class ProtobufError extends Error {
  constructor(problem: string) {
    super(`The message is not valid protobuf: ${problem}.`);
    this.name = 'ProtobufError';
  }
}

/** Reads a message; unknown fields are skipped, as newer versions of the protocol add some. */
export function decodeMessage<M extends Message>(message: M, bytes: Uint8Array): MessageValue<M> {
  return decodeFields(message, new Reader(bytes)) as MessageValue<M>;
}

type Known = readonly [name: string, kind: Kind];
const byNumber = new WeakMap<Message, ReadonlyMap<number, Known>>();

function fieldsByNumber(message: Message): ReadonlyMap<number, Known> {
  const known =
    byNumber.get(message) ??
    new Map(Object.entries(message.fields).map(([name, [number, kind]]) => [number, [name, kind]]));
  byNumber.set(message, known);
  return known;
}

function decodeFields(message: Message, reader: Reader): Record<string, unknown> {
  const known = fieldsByNumber(message);
  const value: Record<string, unknown> = {};
  while (!reader.atEnd) {
    const tag = reader.varint();
    const field = known.get(Math.floor(tag / 8));
    const raw = reader.raw(tag % 8);
    if (field) store(value, ...field, raw);
  }
  return value;
}

function store(value: Record<string, unknown>, name: string, kind: Kind, raw: number | Uint8Array): void {
  if (typeof kind === 'object' && 'repeated' in kind) {
    const items = (value[name] ??= []) as unknown[];
    items.push(single(kind.repeated, raw));
  } else if (typeof kind === 'object' && 'mapOf' in kind) {
    const entry = decodeFields({ fields: { key: [1, 'string'], value: [2, kind.mapOf] } }, new Reader(bytesOf(raw)));
    const members = (value[name] ??= Object.create(null)) as Record<string, unknown>;
    members[String(entry['key'] ?? '')] = entry['value'];
  } else {
    value[name] = single(kind, raw);
  }
}

function single(kind: Kind, raw: number | Uint8Array): unknown {
  if (kind === 'bool' || kind === 'int') {
    if (typeof raw !== 'number') throw new ProtobufError('a number was expected where bytes stand');
    return kind === 'bool' ? raw !== 0 : raw;
  }
  const bytes = bytesOf(raw);
  if (kind === 'bytes') return bytes;
  if (kind === 'string') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const message = typeof kind === 'function' ? kind() : kind;
  if ('fields' in message) return decodeFields(message, new Reader(bytes));
  throw new ProtobufError('a list inside a list');
}

function bytesOf(raw: number | Uint8Array): Uint8Array {
  if (typeof raw === 'number') throw new ProtobufError('bytes were expected where a number stands');
  return raw;
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): number {
    let value = 0;
    const start = this.at;
    for (let scale = 1, i = 0; i < 10; scale *= 128, i++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new ProtobufError('it ends inside a number');
      value += (byte & 127) * scale;
      if (byte < 128) return i < 9 ? value : this.signed(start);
    }
    throw new ProtobufError('a number is longer than 64 bits');
  }

  /** Only negative numbers take all ten bytes: 64-bit two's complement, more than a JavaScript number adds up exactly. */
  private signed(start: number): number {
    let value = 0n;
    for (let i = 9; i >= 0; i--) value = (value << 7n) | BigInt(this.bytes[start + i]! & 127);
    return Number(BigInt.asIntN(64, value));
  }

  /** The payload of one field by its wire type. */
  raw(wireType: number): number | Uint8Array {
    if (wireType === 0) return this.varint();
    if (wireType === 1) return this.take(8);
    if (wireType === 2) return this.take(this.varint());
    if (wireType === 5) return this.take(4);
    throw new ProtobufError(`wire type ${wireType} is not in use`);
  }

  private take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new ProtobufError('it ends inside a field');
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }
}
