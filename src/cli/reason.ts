/** The message of whatever was thrown. Looks at the shape: an error of another realm is no `instanceof Error` here. */
export function reasonOf(thrown: unknown): string {
  const hasMessage = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  return hasMessage ? String(thrown.message) : String(thrown);
}
