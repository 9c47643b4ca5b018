import { type Validator, wholeNumberBetween } from '../bridge/framework';

/** More than any Palette takes from one address. */
const HIGHEST = 10_000;

/** Requests per second as an argument; 0 is no limit. */
export function requestRate(): Validator<number> {
  return wholeNumberBetween(0, HIGHEST);
}

/** What an environment variable must hold. */
export const EXPECTED_REQUEST_RATE = `a whole number from 0 (no limit) to ${HIGHEST}`;

/** The same as text; undefined for what is no such number. */
export function parseRequestRate(text: string): number | undefined {
  const rate = Number(text);
  return /^\d+$/.test(text) && rate <= HIGHEST ? rate : undefined;
}
