/**
 * What a resource keeps beside its state without showing it: small JSON values by name.
 * Terraform stores it in the state file, so nothing secret belongs here in clear.
 */
export class PrivateState {
  private constructor(
    private readonly values: Record<string, unknown>,
    /** Fingerprints of write-only values by path, kept by the framework. */
    readonly fingerprints: Record<string, string>,
  ) {}

  /** Reads what an earlier answer of the provider left; anything unreadable counts as empty. */
  static from(bytes: Uint8Array | undefined): PrivateState {
    if (!bytes?.length) return new PrivateState({}, {});
    try {
      const { values, fingerprints } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Stored;
      return new PrivateState({ ...values }, { ...fingerprints });
    } catch {
      // Left by another version of the provider: losing it costs at most one more update, failing would block the user.
      return new PrivateState({}, {});
    }
  }

  get(name: string): unknown {
    return this.values[name];
  }

  set(name: string, value: unknown): void {
    if (value === undefined) delete this.values[name];
    else this.values[name] = value;
  }

  withFingerprints(fingerprints: Record<string, string>): PrivateState {
    return new PrivateState(this.values, fingerprints);
  }

  /** Empty if there is nothing to keep: core copies these bytes once for every other object of the same resource. */
  encode(): Buffer {
    if (isEmpty(this.values) && isEmpty(this.fingerprints)) return Buffer.alloc(0);
    const stored: Stored = { values: this.values, fingerprints: this.fingerprints };
    return Buffer.from(JSON.stringify(stored));
  }
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

interface Stored {
  readonly values?: Record<string, unknown>;
  readonly fingerprints?: Record<string, string>;
}
