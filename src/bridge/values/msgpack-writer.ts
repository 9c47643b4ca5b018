import { formatDecimal, isExactInBinary, parseDecimal } from './decimal';
import { type ExactNumber } from './exact-number';
import { finiteNumberRequired } from './required';
import { toTerraformText } from './text';

const INITIAL_SIZE = 4096;

/** A buffer that one large value has blown up is not kept for the small ones after it. */
const LARGEST_KEPT_SIZE = 1 << 20;

/**
 * Below this the header of a text is one byte, and a loop over its characters takes less time than three calls into Node's
 * own encoder.
 */
const SHORT_TEXT = 32;

/** What may be an int64: a sign and 19 digits at most. */
const INT64_TEXT = /^-?\d{1,19}$/;

/** Puts the parts of Terraform's msgpack into a buffer that grows. Used again for one value after another. */
export class MsgpackWriter {
  private buffer = Buffer.allocUnsafe(INITIAL_SIZE);
  private length = 0;
  private unknownCount = 0;

  start(): void {
    if (this.buffer.length > LARGEST_KEPT_SIZE) this.buffer = Buffer.allocUnsafe(INITIAL_SIZE);
    this.length = 0;
  }

  /** A copy, since the buffer is used again. */
  finish(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.length));
  }

  get position(): number {
    return this.length;
  }

  /** How many unknown values were ever written: compare two readings. */
  get unknownsWritten(): number {
    return this.unknownCount;
  }

  /** Takes back what was written since the position, one character a byte. */
  takeBack(position: number): string {
    const bytes = this.buffer.toString('latin1', position, this.length);
    this.length = position;
    return bytes;
  }

  /** Writes what takeBack gave. */
  putBack(bytes: string): void {
    this.reserve(bytes.length);
    this.length += this.buffer.write(bytes, this.length, 'latin1');
  }

  raw(bytes: Buffer): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  nil(): void {
    this.byte(0xc0);
  }

  /**
   * Any extension means unknown. Code 0 with one byte of content is the form without refinements, and the one that every
   * version of Terraform reads.
   */
  unknown(): void {
    this.reserve(3);
    this.buffer[this.length++] = 0xd4;
    this.buffer[this.length++] = 0;
    this.buffer[this.length++] = 0;
    this.unknownCount++;
  }

  bool(value: boolean): void {
    this.byte(value ? 0xc3 : 0xc2);
  }

  text(text: string): void {
    if (text.length < SHORT_TEXT && this.shortAscii(text)) return;
    const isAscii = Buffer.byteLength(text) === text.length;
    const written = isAscii ? text : toTerraformText(text);
    const size = Buffer.byteLength(written);
    this.reserve(size + 5);
    if (size < 32) this.buffer[this.length++] = 0xa0 | size;
    else this.header(size, 0xd9);
    this.length += this.buffer.write(written, this.length, 'utf8');
  }

  binary(bytes: Buffer): void {
    this.reserve(bytes.length + 5);
    this.header(bytes.length, 0xc4);
    this.raw(bytes);
  }

  arrayHeader(count: number): void {
    this.collectionHeader(count, 0x90, 0xdc);
  }

  mapHeader(count: number): void {
    this.collectionHeader(count, 0x80, 0xde);
  }

  /** As cty does: whole numbers of 64 bits as integers, what a float64 holds exactly as one, all else as decimal text. */
  number(value: number | ExactNumber): void {
    if (typeof value !== 'number') this.decimalText(value.text);
    else if (Number.isSafeInteger(value)) this.integer(value);
    else if (!Number.isFinite(value)) throw finiteNumberRequired(value);
    else if (!Number.isInteger(value) && isExactInBinary(value)) this.float(value);
    else this.decimalText(formatDecimal(parseDecimal(String(value))));
  }

  private decimalText(text: string): void {
    if (INT64_TEXT.test(text)) {
      const value = BigInt(text);
      if (BigInt.asIntN(64, value) === value) return this.integer64(value);
    }
    this.text(text);
  }

  private integer(value: number): void {
    if (value < -0x80000000 || value > 0xffffffff) return this.integer64(BigInt(value));
    this.reserve(5);
    if (value >= -32 && value < 0x80) this.buffer[this.length++] = value & 0xff;
    else if (value >= 0) this.header(value, 0xcc);
    else this.negative(value);
  }

  private negative(value: number): void {
    if (value >= -0x80) {
      this.buffer[this.length++] = 0xd0;
      this.length = this.buffer.writeInt8(value, this.length);
    } else if (value >= -0x8000) {
      this.buffer[this.length++] = 0xd1;
      this.length = this.buffer.writeInt16BE(value, this.length);
    } else {
      this.buffer[this.length++] = 0xd2;
      this.length = this.buffer.writeInt32BE(value, this.length);
    }
  }

  private integer64(value: bigint): void {
    this.reserve(9);
    this.buffer[this.length++] = value < 0n ? 0xd3 : 0xcf;
    this.length = this.buffer.writeBigUInt64BE(BigInt.asUintN(64, value), this.length);
  }

  private float(value: number): void {
    this.reserve(9);
    this.buffer[this.length++] = 0xcb;
    this.length = this.buffer.writeDoubleBE(value, this.length);
  }

  /** @returns false, with nothing written, if the text is not ASCII */
  private shortAscii(text: string): boolean {
    const size = text.length;
    this.reserve(size + 1);
    const { buffer, length } = this;
    for (let at = 0; at < size; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) return false;
      buffer[length + 1 + at] = code;
    }
    buffer[length] = 0xa0 | size;
    this.length = length + 1 + size;
    return true;
  }

  /** The tags for a length or number of 8, 16 and 32 bits follow one another. Room for 5 bytes must be there. */
  private header(value: number, tag: number): void {
    if (value < 0x100) {
      this.buffer[this.length++] = tag;
      this.buffer[this.length++] = value;
    } else if (value < 0x10000) {
      this.buffer[this.length++] = tag + 1;
      this.length = this.buffer.writeUInt16BE(value, this.length);
    } else {
      this.buffer[this.length++] = tag + 2;
      this.length = this.buffer.writeUInt32BE(value, this.length);
    }
  }

  /** Arrays and maps have no form with a length of 8 bits. */
  private collectionHeader(count: number, shortTag: number, tag: number): void {
    this.reserve(5);
    if (count < 16) this.buffer[this.length++] = shortTag | count;
    else if (count < 0x10000) {
      this.buffer[this.length++] = tag;
      this.length = this.buffer.writeUInt16BE(count, this.length);
    } else {
      this.buffer[this.length++] = tag + 1;
      this.length = this.buffer.writeUInt32BE(count, this.length);
    }
  }

  private byte(byte: number): void {
    this.reserve(1);
    this.buffer[this.length++] = byte;
  }

  private reserve(size: number): void {
    const needed = this.length + size;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}
