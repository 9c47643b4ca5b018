import fc from 'fast-check';
import { ExactNumber, ValueError } from '../../../src/bridge/values';
import { decimalTexts } from '../../support/arbitrary-values';

const ZEROS = '0'.repeat(1000);

describe('ExactNumber.from', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['0.000', 0],
    ['007', 7],
    ['+7', 7],
    ['1.50', 1.5],
    ['0.1', 0.1],
    ['1e-7', 1e-7],
    ['0.0000001', 1e-7],
    ['-12.5e3', -12500],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740992', 2 ** 53],
    ['1e21', 1e21],
    ['1000000000000000000000', 1e21],
    ['1e308', 1e308],
    ['5e-324', 5e-324],
    ['1152921504606847000', 2 ** 60],
  ])('gives a JavaScript number for %s, which means the same', (text, expected) => {
    expect(ExactNumber.from(text)).toBe(expected);
  });

  it.each([
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993.0', '-9007199254740993'],
    ['1152921504606846976', '1152921504606846976'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['3.14159265358979323846', '3.14159265358979323846'],
    ['0.10000000000000000001000', '0.10000000000000000001'],
    ['00.0012345678901234567890e2', '0.1234567890123456789'],
    ['1e-400', `0.${'0'.repeat(399)}1`],
    ['1e400', `1${'0'.repeat(400)}`],
    ['1e401', '1e401'],
    ['-15e2000', '-1.5e2001'],
    ['1.5E-2000', '1.5e-2000'],
    ['1e1000000', '1e1000000'],
    [`1${ZEROS}`, '1e1000'],
    [`0.${ZEROS}25`, '2.5e-1001'],
  ])('keeps %s exactly, as %s', (text, canonical) => {
    const number = ExactNumber.from(text);
    expect(number).toBeInstanceOf(ExactNumber);
    expect(String(number)).toBe(canonical);
    expect(ExactNumber.from(canonical)).toEqual(number);
  });

  it.each(['', ' 1', '1 ', '.5', '1.', '0x10', '1_000', 'Infinity', '-Inf', 'NaN', '1e', '1n', '١'])(
    'refuses %j',
    (text) => expect(() => ExactNumber.from(text)).toThrow(new ValueError('a decimal number is required')),
  );

  it('refuses an exponent that Terraform could not hold, without making room for it', () => {
    const expected = new ValueError('a number with an exponent of at most 646456992 is required');
    expect(() => ExactNumber.from('1e999999999')).toThrow(expected);
    expect(() => ExactNumber.from('1e-99999999999999999999999')).toThrow(expected);
    expect(ExactNumber.from('0e99999999999999999999999')).toBe(0);
  });

  it('gives the same number for every way to write it', () => {
    fc.assert(
      fc.property(decimalTexts, fc.integer({ min: 0, max: 50 }), (text, shift) => {
        const [digits = '', exponent = ''] = text.split('e');
        const other = `${digits}${'0'.repeat(shift)}e${Number(exponent) - shift}`;
        expect(ExactNumber.from(other)).toEqual(ExactNumber.from(text));
      }),
    );
  });

  it('takes time in proportion to the length of the text', () => {
    const hostile = `1${'0'.repeat(500_000)}1.${'0'.repeat(500_000)}`;
    expect(String(ExactNumber.from(hostile))).toHaveLength(500_002);
  });
});

describe('toBigInt', () => {
  it.each([
    ['9007199254740993', 9007199254740993n],
    ['-123456789012345678901234567890', -123456789012345678901234567890n],
    ['1e1000', 10n ** 1000n],
    ['3.14159265358979323846', undefined],
    ['1e10000', undefined],
    ['1e1000000', undefined],
  ])('of %s', (text, expected) => {
    const number = ExactNumber.from(text);
    expect(number instanceof ExactNumber ? number.toBigInt() : number).toBe(expected);
  });
});
