/**
 * Reads what was thrown, whatever it is. By shape, not by class: errors of Node's own modules are not instances of the
 * Error that code in another realm (a vm context, as in test runners) knows.
 */
export function messageOf(thrown: unknown): string {
  const message = readProperty(thrown, 'message');
  const parts = readProperty(thrown, 'errors');
  // A host with several addresses fails with an AggregateError, whose own message is empty.
  if (message === '' && Array.isArray(parts)) return parts.map(messageOf).join('; ');
  return typeof message === 'string' ? message : String(thrown);
}

export function nameOf(thrown: unknown): string {
  const name = readProperty(thrown, 'name');
  return typeof name === 'string' ? name : 'Error';
}

/** Only texts: DOM errors have numbers, which say nothing. */
export function codeOf(thrown: unknown): string | undefined {
  const code = readProperty(thrown, 'code');
  return typeof code === 'string' ? code : undefined;
}

export function readProperty(thrown: unknown, key: string): unknown {
  return typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, key) : undefined;
}
