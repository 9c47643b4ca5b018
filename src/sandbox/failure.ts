/** The message of whatever was thrown. Looks at the shape: an error of another realm is no `instanceof Error` here. */
export function failureMessage(thrown: unknown): string {
  return isFailure(thrown) ? thrown.message : String(thrown);
}

export function failureCode(thrown: unknown): unknown {
  return isFailure(thrown) ? thrown.code : undefined;
}

function isFailure(thrown: unknown): thrown is { readonly message: string; readonly code?: unknown } {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string';
}

/** Palette's messages have no line breaks. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
