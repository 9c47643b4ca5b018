import { formatDecimal, parseDecimal } from './decimal';

/** toBigInt() gives up beyond this, before it takes seconds. */
const MOST_BIGINT_DIGITS = 10_000;

/**
 * A number that a JavaScript number cannot carry: Terraform's numbers are decimals of any size, and one lost digit is an
 * endless diff. A value that a JavaScript number does carry is always one and never an ExactNumber. What a JavaScript
 * number means is its shortest decimal text: 0.1 is exactly a tenth, and 2 ** 60 is 1152921504606847000 (for the true
 * power, `ExactNumber.from('1152921504606846976')`).
 */
export class ExactNumber {
  /** Canonical: the same number has the same text. Plain decimal ("-0.25"), only huge ones with exponent ("1.5e2000"). */
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /**
   * @param text a decimal number as in JSON; zeros in front and a plus sign are allowed ("1.50", "-3e8", "007")
   * @returns the JavaScript number if it carries the value, else an ExactNumber
   * @throws ValueError for anything else, "Infinity" and "NaN" included
   */
  static from(text: string): number | ExactNumber {
    const nearest = Number(text);
    const isFinite = Number.isFinite(nearest);
    if (isFinite && String(nearest) === text) return nearest;
    const decimal = parseDecimal(text);
    if (isFinite) {
      const carried = parseDecimal(String(nearest));
      // The zero gets rid of -0, which Terraform does not have.
      if (carried.digits === decimal.digits && carried.exponent === decimal.exponent) return nearest + 0;
    }
    return new ExactNumber(formatDecimal(decimal));
  }

  toString(): string {
    return this.text;
  }

  /** @returns undefined for a number with a fraction, and for one of more than 10,000 digits */
  toBigInt(): bigint | undefined {
    const { sign, digits, exponent } = parseDecimal(this.text);
    if (exponent < 0 || digits.length + exponent > MOST_BIGINT_DIGITS) return undefined;
    return BigInt(sign + digits + '0'.repeat(exponent));
  }
}
