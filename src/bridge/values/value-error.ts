import { Path, type PathStep } from './path';

/**
 * A value, or the bytes of one, is not what its type asks for. The texts name kinds, counts and names of attributes, but
 * never quote the value: it may be a secret.
 */
export class ValueError extends Error {
  override readonly name = 'ValueError';

  /**
   * @param reason what is required, without the path: "a list is required (a string given)"
   * @param path where, seen from the value that was encoded or decoded
   */
  constructor(
    readonly reason: string,
    readonly path: Path = Path.root,
  ) {
    super(path.steps.length === 0 ? reason : `${path.toString()}: ${reason}`);
  }
}

/**
 * The same error seen from one step further out. Paths are put together only while an error travels up, so that the way
 * down, which every attribute of every RPC takes, builds none. Other errors pass through unchanged.
 */
export function seenFromOutside(error: unknown, step: PathStep): unknown {
  if (!(error instanceof ValueError)) return error;
  return new ValueError(error.reason, Path.of([step, ...error.path.steps]));
}
