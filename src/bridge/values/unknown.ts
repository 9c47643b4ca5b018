/**
 * Stands in for a value that is known only after apply. What Terraform may already know about it (its refinements: "not
 * null", "starts with arn:") is dropped on reading: nothing here needs it, and leaving it out is always allowed.
 */
export class Unknown {
  /** Keeps TypeScript, and deep comparison in tests, from taking any other object for an unknown value. */
  protected readonly knownAfterApply = true;

  /** Terraform's own words for it in a plan. */
  toString(): string {
    return '(known after apply)';
  }
}

/** The one to write; when reading, ask {@link isUnknown}. */
export const UNKNOWN: Unknown = new Unknown();
Object.freeze(UNKNOWN);

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}
