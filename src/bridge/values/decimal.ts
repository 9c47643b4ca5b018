import { ValueError } from './value-error';

/** sign digits * 10^exponent, with no zero at either end of the digits, so that one number has one form. Zero: "", 0. */
export interface Decimal {
  readonly sign: '' | '-';
  readonly digits: string;
  readonly exponent: number;
}

const ZERO: Decimal = { sign: '', digits: '', exponent: 0 };

const SYNTAX = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Terraform's exponent is binary and has 32 bits: it cannot hold a number beyond this either. */
const LARGEST_EXPONENT = 646_456_992;

/** Up to this many zeros are written out; beyond it the text is "1.5e2000": 1e1000000 must not become a megabyte. */
const MOST_ADDED_ZEROS = 400;

/** @throws ValueError if the text is not a decimal number, or one that Terraform could not hold */
export function parseDecimal(text: string): Decimal {
  const match = SYNTAX.exec(text);
  if (match === null) throw new ValueError('a decimal number is required');
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const all = whole + fraction;
  const end = endWithoutZeros(all);
  const digits = all.slice(startWithoutZeros(all), end);
  if (digits === '') return ZERO;
  const shifted = Number(exponent) - fraction.length + (all.length - end);
  if (Math.abs(shifted) > LARGEST_EXPONENT) {
    throw new ValueError(`a number with an exponent of at most ${LARGEST_EXPONENT} is required`);
  }
  return { sign: sign === '-' ? '-' : '', digits, exponent: shifted };
}

/** Plain ("0.00015", "1500") unless that adds hundreds of zeros; then "1.5e2000". */
export function formatDecimal({ sign, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const point = digits.length + exponent;
  if (exponent > MOST_ADDED_ZEROS || point < -MOST_ADDED_ZEROS) return sign + formatScientific(digits, point - 1);
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
}

/**
 * Whether a float64 with a fraction is exactly the number that its shortest decimal text says: true for 0.5, false for 0.1.
 * A number of n decimal places that is exact in binary has at most n binary places.
 */
export function isExactInBinary(value: number): boolean {
  return Number.isInteger(value * 2 ** -Math.min(0, parseDecimal(String(value)).exponent));
}

function formatScientific(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits.charAt(0)}${fraction}e${exponent}`;
}

/* Loops, not /0+$/: that takes quadratic time on long runs of zeros inside the number. */

function startWithoutZeros(digits: string): number {
  let start = 0;
  while (digits.charCodeAt(start) === 0x30) start++;
  return start;
}

function endWithoutZeros(digits: string): number {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return end;
}
