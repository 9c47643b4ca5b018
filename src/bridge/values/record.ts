import { type Value } from './value';

/** A map has no prototype: its keys are a user's, and may be "__proto__" or "constructor". */
export function emptyMap(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

/** Assignment that makes an attribute even of the name "__proto__", which a dynamic object may have. */
export function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}
