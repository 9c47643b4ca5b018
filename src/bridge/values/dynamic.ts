import { type Type } from './types';
import { type Value } from './value';

/**
 * A value that carries its own type, where the schema says "dynamic". A null or unknown value without any type is plain
 * `null` or `UNKNOWN` instead; one that is known to be, say, a string is `new Dynamic('string', null)`.
 */
export class Dynamic {
  constructor(
    readonly type: Type,
    readonly value: Value,
  ) {}
}

/** Dynamic inside dynamic says no more than the inner one; cty does not have it. */
export function unwrapDynamic<T>(value: T | Value): T | Value {
  let inner = value;
  while (inner instanceof Dynamic && inner.type === 'dynamic') inner = inner.value;
  return inner;
}
