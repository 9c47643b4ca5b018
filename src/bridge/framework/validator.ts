import type { Path } from '../values';
import type { Diagnostic } from './diagnostic';

/**
 * Checks one known, non-null value.
 * `problem` is added to {@link Diagnostics} with the path of the attribute unless it names a deeper one.
 */
export interface Validator<in T> {
  check(value: T, path: Path): readonly Diagnostic[];
}

/** A validator from a function that returns what is wrong, or nothing. */
export function validator<T>(summary: string, problemOf: (value: T, path: Path) => string | undefined): Validator<T> {
  return {
    check(value, path) {
      const detail = problemOf(value, path);
      return detail === undefined ? [] : [{ severity: 'error', summary, detail, path }];
    },
  };
}

/** At least one character that is not white space. */
export function notEmpty(): Validator<string> {
  return validator('Empty Value', (value, path) =>
    value.trim() === ''
      ? `${path} is ${JSON.stringify(value)}. Expected at least one character that is not a space.`
      : undefined,
  );
}

/** One of a fixed list. */
export function oneOf(...allowed: readonly string[]): Validator<string> {
  return validator('Unsupported Value', (value, path) =>
    allowed.includes(value)
      ? undefined
      : `${path} is ${JSON.stringify(value)}. Expected one of ${allowed.map((item) => JSON.stringify(item)).join(', ')}.`,
  );
}

/** A whole number between two bounds, both included. */
export function wholeNumberBetween(lowest: number, highest: number): Validator<number> {
  return validator('Number Out Of Range', (value, path) =>
    Number.isInteger(value) && value >= lowest && value <= highest
      ? undefined
      : `${path} is ${value}. Expected a whole number from ${lowest} to ${highest}.`,
  );
}

/** Applies a validator to every element of a list or set. */
export function eachElement<T>(element: Validator<T>): Validator<readonly T[]> {
  return { check: (values, path) => values.flatMap((value, i) => element.check(value, path.index(i))) };
}
