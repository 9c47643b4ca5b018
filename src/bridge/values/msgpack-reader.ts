import { ExactNumber } from './exact-number';
import { finiteNumberRequired } from './required';
import { UNKNOWN, type Unknown } from './unknown';
import { ValueError } from './value-error';

/** Takes the parts of Terraform's msgpack off some bytes, one after another. Every step throws ValueError at their end. */
export class MsgpackReader {
  private position = 0;

  constructor(private readonly bytes: Buffer) {}

  /** @throws ValueError if anything is left */
  end(): void {
    const left = this.bytes.length - this.position;
    if (left > 0)
      throw new ValueError(`nothing is allowed after the value (${left} ${left === 1 ? 'byte' : 'bytes'} given)`);
  }

  /**
   * Null and unknown, which may stand for a value of any type. Any extension means unknown: with code 12 its content is
   * what Terraform knows nevertheless, with all others nothing.
   * @returns undefined, with nothing read, if the value is there
   */
  absent(): null | Unknown | undefined {
    const tag = this.peek();
    if (tag === 0xc0) {
      this.position++;
      return null;
    }
    if (tag >= 0xd4 && tag <= 0xd8) {
      // One byte of code, then 1, 2, 4, 8 or 16 of content.
      this.skip(2 + (1 << (tag - 0xd4)));
      return UNKNOWN;
    }
    if (tag >= 0xc7 && tag <= 0xc9) {
      this.position++;
      this.skip(1 + this.unsigned(1 << (tag - 0xc7)));
      return UNKNOWN;
    }
    return undefined;
  }

  /** @returns undefined, with nothing read, if there is no bool */
  bool(): boolean | undefined {
    const tag = this.peek();
    if (tag !== 0xc2 && tag !== 0xc3) return undefined;
    this.position++;
    return tag === 0xc3;
  }

  /** @returns undefined, with nothing read, if there is no string */
  text(): string | undefined {
    const tag = this.peek();
    if (tag >= 0xa0 && tag <= 0xbf) {
      this.position++;
      return this.utf8(tag & 0x1f);
    }
    if (tag < 0xd9 || tag > 0xdb) return undefined;
    this.position++;
    return this.utf8(this.unsigned(1 << (tag - 0xd9)));
  }

  /**
   * Integers, floats, and decimal text for all that neither of them holds exactly.
   * @returns undefined, with nothing read, if there is no number
   */
  number(): number | ExactNumber | undefined {
    const tag = this.peek();
    if (tag <= 0x7f || tag >= 0xe0) {
      this.position++;
      return tag <= 0x7f ? tag : tag - 0x100;
    }
    if (tag >= 0xca && tag <= 0xd3) {
      this.position++;
      return this.taggedNumber(tag);
    }
    const text = this.text();
    return text === undefined ? undefined : ExactNumber.from(text);
  }

  /** @returns undefined, with nothing read, if there is no array */
  arrayLength(): number | undefined {
    const tag = this.peek();
    if (tag >= 0x90 && tag <= 0x9f) {
      this.position++;
      return this.plausible(tag & 0x0f, 1);
    }
    if (tag !== 0xdc && tag !== 0xdd) return undefined;
    this.position++;
    return this.plausible(this.unsigned(tag === 0xdc ? 2 : 4), 1);
  }

  /** @returns undefined, with nothing read, if there is no map */
  mapLength(): number | undefined {
    const tag = this.peek();
    if (tag >= 0x80 && tag <= 0x8f) {
      this.position++;
      return this.plausible(tag & 0x0f, 2);
    }
    if (tag !== 0xde && tag !== 0xdf) return undefined;
    this.position++;
    return this.plausible(this.unsigned(tag === 0xde ? 2 : 4), 2);
  }

  /** @returns undefined, with nothing read, if there is no binary */
  binary(): Buffer | undefined {
    const tag = this.peek();
    if (tag < 0xc4 || tag > 0xc6) return undefined;
    this.position++;
    const size = this.unsigned(1 << (tag - 0xc4));
    const start = this.position;
    this.skip(size);
    return this.bytes.subarray(start, this.position);
  }

  /** Reads the given bytes if they come next, else nothing. */
  take(expected: Buffer): boolean {
    const { bytes, position } = this;
    const size = expected.length;
    for (let at = 0; at < size; at++) if (bytes[position + at] !== expected[at]) return false;
    this.position = position + size;
    return true;
  }

  /** What comes next, in words, for an error text. */
  describeNext(): string {
    const tag = this.peek();
    if (tag === 0xc0) return 'null';
    if (tag === 0xc2 || tag === 0xc3) return 'a bool';
    if ((tag >= 0xa0 && tag <= 0xbf) || (tag >= 0xd9 && tag <= 0xdb)) return 'a string';
    if ((tag >= 0x90 && tag <= 0x9f) || tag === 0xdc || tag === 0xdd) return 'an array';
    if ((tag >= 0x80 && tag <= 0x8f) || tag === 0xde || tag === 0xdf) return 'an object';
    if (tag >= 0xc4 && tag <= 0xc6) return 'a binary';
    if (tag === 0xc1) return 'a byte that msgpack does not use';
    return (tag >= 0xc7 && tag <= 0xc9) || (tag >= 0xd4 && tag <= 0xd8) ? 'an unknown value' : 'a number';
  }

  private taggedNumber(tag: number): number | ExactNumber {
    const start = this.position;
    switch (tag) {
      case 0xca:
        this.skip(4);
        return floatMeaning(this.bytes.readFloatBE(start));
      case 0xcb:
        this.skip(8);
        return floatMeaning(this.bytes.readDoubleBE(start));
      case 0xcf:
        this.skip(8);
        return integerMeaning(this.bytes.readBigUInt64BE(start));
      case 0xd3:
        this.skip(8);
        return integerMeaning(this.bytes.readBigInt64BE(start));
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const size = 1 << (tag - 0xd0);
        this.skip(size);
        return this.bytes.readIntBE(start, size);
      }
      default:
        return this.unsigned(1 << (tag - 0xcc));
    }
  }

  private utf8(size: number): string {
    const start = this.position;
    this.skip(size);
    const text = this.bytes.toString('utf8', start, this.position);
    // Wrong UTF-8 is read as U+FFFD. Only then is it worth asking whether U+FFFD was really there.
    if (text.includes('\ufffd') && Buffer.from(text).compare(this.bytes, start, this.position) !== 0) {
      throw new ValueError('a string in UTF-8 is required');
    }
    return text;
  }

  /** @param size in bytes: 1, 2 or 4 */
  private unsigned(size: number): number {
    const start = this.position;
    this.skip(size);
    return this.bytes.readUIntBE(start, size);
  }

  /** A length that the bytes cannot hold is refused before anybody makes room for it. */
  private plausible(count: number, bytesEach: number): number {
    if (count * bytesEach > this.bytes.length - this.position) throw endedEarly();
    return count;
  }

  private skip(size: number): void {
    if (size > this.bytes.length - this.position) throw endedEarly();
    this.position += size;
  }

  private peek(): number {
    const tag = this.bytes[this.position];
    if (tag === undefined) throw endedEarly();
    return tag;
  }
}

function endedEarly(): ValueError {
  return new ValueError('a whole value is required (the bytes end early)');
}

/**
 * cty takes a float64 for its shortest decimal text, as JavaScript does; but a whole number for all of its digits. (Where
 * the user wrote out all decimals of a power of two, the float64 has already lost that, for providers in Go as well.)
 */
function floatMeaning(value: number): number | ExactNumber {
  if (!Number.isFinite(value)) throw finiteNumberRequired(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? integerMeaning(BigInt(value)) : value + 0;
}

function integerMeaning(value: bigint): number | ExactNumber {
  const nearest = Number(value);
  return Number.isSafeInteger(nearest) ? nearest : ExactNumber.from(value.toString());
}
