import fc from 'fast-check';
import { AttributePath } from '../../../src/bridge/protocol/messages';
import { decodeMessage } from '../../../src/bridge/protocol/protobuf/decode';
import { encodeMessage } from '../../../src/bridge/protocol/protobuf/encode';
import { mapOf, type Message, message, repeated } from '../../../src/bridge/protocol/protobuf/message';

const Inner = message({ name: [1, 'string'], count: [2, 'int'] });
const Tree: Message = message({ name: [1, 'string'], children: [2, repeated(() => Tree)] });
const Everything = message({
  text: [1, 'string'],
  bytes: [2, 'bytes'],
  flag: [3, 'bool'],
  number: [4, 'int'],
  inner: [5, Inner],
  many: [6, repeated(Inner)],
  words: [7, repeated('string')],
  byName: [8, mapOf(Inner)],
  labels: [9, mapOf('string')],
  far: [2047, 'int'],
});

/** Typed by a table that contains itself, a message would be typed without end. */
const encode = encodeMessage as (message: Message, value: object) => Buffer;
const decode = decodeMessage as (message: Message, bytes: Uint8Array) => object;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Worked out by hand: a field is (number << 3 | wire type), then a varint, or a length and that many bytes. */
const GOLDEN: readonly (readonly [string, object, string])[] = [
  ['nothing', {}, ''],
  ['a text', { text: 'ab' }, '0a026162'],
  ['an empty text', { text: '' }, '0a00'],
  ['text beyond ASCII', { text: 'é€😀' }, '0a09c3a9e282acf09f9880'],
  ['bytes', { bytes: Buffer.from([0, 255]) }, '120200ff'],
  ['true', { flag: true }, '1801'],
  ['zero', { number: 0 }, '2000'],
  ['one byte of number', { number: 127 }, '207f'],
  ['two bytes of number', { number: 128 }, '208001'],
  ['three hundred', { number: 300 }, '20ac02'],
  ['more than 32 bits', { number: 2 ** 40 }, '20808080808020'],
  ['the largest safe number', { number: Number.MAX_SAFE_INTEGER }, '20ffffffffffffff0f'],
  ['minus one', { number: -1 }, '20ffffffffffffffffff01'],
  ['the smallest safe number', { number: Number.MIN_SAFE_INTEGER }, '2081808080808080f0ff01'],
  ['a message', { inner: { name: 'x', count: 1 } }, '2a050a01781001'],
  ['an empty message', { inner: {} }, '2a00'],
  ['a list of messages', { many: [{ count: 1 }, {}, { count: 2 }] }, '3202100132003202' + '1002'],
  ['a list of texts', { words: ['a', '', 'b'] }, '3a01613a003a0162'],
  ['a map', { byName: { k: { count: 1 } } }, '42070a016b12021001'],
  ['a map of texts', { labels: { a: 'b' } }, '4a060a0161120162'],
  ['a tag of two bytes', { far: 1 }, 'f87f01'],
];

describe('protobuf', () => {
  it.each(GOLDEN)('writes %s as it is', (_, value, bytes) => {
    expect(hex(encode(Everything, value))).toBe(bytes);
  });

  it.each(GOLDEN)('reads %s', (_, value, bytes) => {
    expect(decodeMessage(Everything, Buffer.from(bytes, 'hex'))).toEqual(value);
  });

  it('writes nothing for false, undefined and null', () => {
    expect(hex(encode(Everything, { flag: false, text: undefined, number: null } as never))).toBe('');
  });

  it('writes an index of zero in a path, which must not look like "none"', () => {
    const steps = [{ attributeName: 'a' }, { elementKeyInt: 0 }, { elementKeyString: '' }];
    expect(hex(encode(AttributePath, { steps }))).toBe('0a030a0161' + '0a021800' + '0a021200');
  });

  it('reads and writes messages that contain themselves', () => {
    const tree = { name: 'a', children: [{ name: 'b', children: [{ name: 'c' }] }, { name: 'd' }] };
    expect(decode(Tree, encode(Tree, tree))).toEqual(tree);
  });

  it.each([
    ['a varint', '5001'],
    ['eight bytes', '510102030405060708'],
    ['a text', '5203616263'],
    ['four bytes', '5501020304'],
  ])('skips an unknown field: %s', (_, unknown) => {
    expect(decodeMessage(Inner, Buffer.from(`${unknown}0a0178${unknown}`, 'hex'))).toEqual({ name: 'x' });
  });

  it('takes the last of a field that comes twice', () => {
    expect(decodeMessage(Inner, Buffer.from('0a01610a0162', 'hex'))).toEqual({ name: 'b' });
  });

  it('reads a map entry without key or value, and keys that objects have already', () => {
    const read = decodeMessage(
      Everything,
      Buffer.from('4a00' + '4a100a095f5f70726f746f5f5f' + '1203' + '616263', 'hex'),
    );
    expect(Object.entries(read.labels!)).toEqual([
      ['', undefined],
      ['__proto__', 'abc'],
    ]);
  });

  it.each([
    ['a tag without a value', '0a', 'it ends inside a number'],
    ['a cut varint', '2080', 'it ends inside a number'],
    ['a cut text', '0a0361', 'it ends inside a field'],
    ['a cut skipped field', '5101', 'it ends inside a field'],
    ['a length beyond the end', '0affffffff0f', 'it ends inside a field'],
    ['a varint of eleven bytes', '20ffffffffffffffffffff01', 'a number is longer than 64 bits'],
    ['a group', '0b', 'wire type 3 is not in use'],
    ['a number where text belongs', '0801', 'bytes were expected where a number stands'],
    ['text where a number belongs', '220161', 'a number was expected where bytes stand'],
    ['a number where a message belongs', '2801', 'bytes were expected where a number stands'],
  ])('refuses %s', (_, bytes, problem) => {
    expect(() => decodeMessage(Everything, Buffer.from(bytes, 'hex'))).toThrow(
      `The message is not valid protobuf: ${problem}.`,
    );
  });

  it('refuses or reads any bytes, but never hangs or breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          decodeMessage(Everything, bytes);
        } catch (error) {
          expect((error as Error).name).toBe('ProtobufError');
        }
      }),
    );
  });

  it('reads back whatever it wrote', () => {
    const number = fc.maxSafeInteger();
    const inner = fc.record({ name: fc.string({ unit: 'grapheme' }), count: number }, { requiredKeys: [] });
    const everything = fc.record(
      {
        text: fc.string({ unit: 'grapheme' }),
        bytes: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        flag: fc.constant(true),
        number,
        inner,
        many: fc.array(inner, { minLength: 1 }),
        words: fc.array(fc.string(), { minLength: 1 }),
        byName: fc.dictionary(fc.string(), inner, { minKeys: 1 }),
        far: number,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(everything, (value) => {
        const read = decodeMessage(Everything, encodeMessage(Everything, value));
        expect(JSON.stringify(read)).toBe(JSON.stringify(ordered(value)));
      }),
    );
  });
});

/** With fields in the order of their numbers, which is how they are written. */
function ordered(value: object): object {
  const fields = Object.keys(Everything.fields).filter((name) => name in value);
  const inField = (name: string) => (value as Record<string, unknown>)[name];
  const inner = (item: unknown) => {
    const { name, count } = item as { name?: string; count?: number };
    return { ...(name !== undefined && { name }), ...(count !== undefined && { count }) };
  };
  return Object.fromEntries(
    fields.map((name) => {
      const member = inField(name);
      if (name === 'inner') return [name, inner(member)];
      if (name === 'many') return [name, (member as unknown[]).map(inner)];
      if (name === 'byName') {
        return [name, Object.fromEntries(Object.entries(member as object).map(([key, item]) => [key, inner(item)]))];
      }
      return [name, member];
    }),
  );
}
