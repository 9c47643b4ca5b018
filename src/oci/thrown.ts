/**
 * Reads what was thrown, whatever it is. By shape, not by class: errors of Node's own modules are not instances of the
 * Error that code in another realm (a vm context, as in test runners) knows.
 */
export function messageOf(thrown: unknown): string {
  const message = read(thrown, 'message');
  return typeof message === 'string' ? message : String(thrown);
}

export function nameOf(thrown: unknown): string {
  const name = read(thrown, 'name');
  return typeof name === 'string' ? name : 'Error';
}

/** Only texts: DOM errors have numbers, which say nothing. */
export function codeOf(thrown: unknown): string | undefined {
  const code = read(thrown, 'code');
  return typeof code === 'string' ? code : undefined;
}

/** A host with several addresses fails with an AggregateError, whose own message is empty. */
export function partsOf(thrown: unknown): readonly unknown[] {
  const errors = read(thrown, 'errors');
  return Array.isArray(errors) ? errors : [];
}

export function read(thrown: unknown, key: string): unknown {
  return typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, key) : undefined;
}
