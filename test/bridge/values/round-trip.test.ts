import fc from 'fast-check';
import {
  decodeJson,
  decodeMsgpack,
  decodeType,
  encodeJson,
  encodeMsgpack,
  encodeType,
  equalValues,
  isWhollyKnown,
  ValueError,
} from '../../../src/bridge/values';
import { typedValues, types } from '../../support/arbitrary-values';

const withUnknowns = typedValues({ unknowns: true });
const known = typedValues({ unknowns: false });

/** The point of it all is that hostile bytes end in a ValueError; what they mean otherwise does not matter. */
function expectValueOrValueError(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ValueError);
  }
}

describe('any value of any type', () => {
  it('is the same after msgpack', () => {
    fc.assert(
      fc.property(withUnknowns, ([type, value]) => {
        expect(equalValues(type, decodeMsgpack(type, encodeMsgpack(type, value)), value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same after JSON, if it is known', () => {
    fc.assert(
      fc.property(known, ([type, value]) => {
        expect(isWhollyKnown(value)).toBe(true);
        expect(equalValues(type, decodeJson(type, encodeJson(type, value)), value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('has one encoding: what was decoded is encoded to the same bytes', () => {
    fc.assert(
      fc.property(withUnknowns, ([type, value]) => {
        const bytes = encodeMsgpack(type, value);
        expect(encodeMsgpack(type, decodeMsgpack(type, bytes)).toString('hex')).toBe(bytes.toString('hex'));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused at its end by a ValueError if a byte is missing or left over', () => {
    fc.assert(
      fc.property(withUnknowns, ([type, value]) => {
        const bytes = encodeMsgpack(type, value);
        expect(() => decodeMsgpack(type, bytes.subarray(0, -1))).toThrow(ValueError);
        expect(() => decodeMsgpack(type, Buffer.concat([bytes, Buffer.from([0xc0])]))).toThrow(
          'nothing is allowed after the value (1 byte given)',
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('any type', () => {
  it('is the same after JSON', () => {
    fc.assert(
      fc.property(types, (type) => {
        expect(encodeType(decodeType(encodeType(type))).toString()).toBe(encodeType(type).toString());
      }),
    );
  });
});

describe('any bytes', () => {
  /** Random bytes rarely get past the first one; a valid value with a few bytes changed gets anywhere. */
  const damaged = fc
    .tuple(withUnknowns, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }))
    .map(([[type, value], changes]) => {
      const bytes = encodeMsgpack(type, value);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return [type, bytes] as const;
    });

  it.each([
    ['random', fc.tuple(types, fc.uint8Array({ maxLength: 64 }))],
    ['damaged', damaged],
  ])('as msgpack give a value or a ValueError (%s)', (_name, inputs) => {
    fc.assert(
      fc.property(inputs, ([type, bytes]) => expectValueOrValueError(() => decodeMsgpack(type, bytes))),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['random', fc.uint8Array({ maxLength: 64 })],
    ['JSON', fc.json().map((text) => Buffer.from(text))],
    [
      'almost JSON',
      fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
        const place = at % (text.length + 1);
        return Buffer.from(text.slice(0, place) + put + text.slice(place + 1));
      }),
    ],
  ])('as JSON give a value or a ValueError (%s)', (_name, inputs) => {
    fc.assert(
      fc.property(types, inputs, (type, bytes) => {
        expectValueOrValueError(() => decodeJson(type, bytes));
        expectValueOrValueError(() => decodeJson(type, bytes, { lenient: true }));
        expectValueOrValueError(() => decodeType(bytes));
      }),
      { numRuns: 500 },
    );
  });
});
