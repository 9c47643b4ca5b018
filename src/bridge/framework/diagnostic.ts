import { Path } from '../values';

/** What Terraform shows to a person: a title, an explanation, and the place in the configuration that it is about. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Title Case, no values, no full stop. */
  readonly summary: string;
  /** What happened, what was expected, what to do, what was left behind; a raw cause last. */
  readonly detail: string;
  /** The smallest argument that is wrong; left out where the whole block is meant. */
  readonly path?: Path;
}

/** A growing list of diagnostics; equal ones are kept once. */
export class Diagnostics {
  private readonly items: Diagnostic[] = [];

  error(summary: string, detail: string, path?: Path): void {
    this.add({ severity: 'error', summary, detail, path });
  }

  warning(summary: string, detail: string, path?: Path): void {
    this.add({ severity: 'warning', summary, detail, path });
  }

  add(...diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      if (!this.items.some((known) => isSame(known, diagnostic))) this.items.push(diagnostic);
    }
  }

  /** The same ones with their paths changed. */
  withPaths(change: (path: Path) => Path): Diagnostics {
    const changed = new Diagnostics();
    changed.add(...this.items.map((item) => (item.path ? { ...item, path: change(item.path) } : item)));
    return changed;
  }

  get list(): readonly Diagnostic[] {
    return this.items;
  }

  get hasErrors(): boolean {
    return this.items.some((item) => item.severity === 'error');
  }
}

/** Thrown by an author to end an operation; the diagnostics reach the person who runs Terraform unchanged. */
export class DiagnosticsError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((item) => `${item.summary}: ${item.detail}`).join('\n'), options);
    this.name = 'DiagnosticsError';
    this.diagnostics = diagnostics;
  }
}

/** Ends an operation with one error. */
export function failure(summary: string, detail: string, path?: Path, cause?: unknown): DiagnosticsError {
  return new DiagnosticsError([{ severity: 'error', summary, detail, path }], { cause });
}

/** A path from attribute names and list positions: `pathTo('ecr', 'sts', 'role_arn')`. */
export function pathTo(...steps: readonly (string | number)[]): Path {
  return steps.reduce<Path>(
    (path, step) => (typeof step === 'number' ? path.index(step) : path.attribute(step)),
    Path.root,
  );
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  const samePath = a.path === b.path || (a.path !== undefined && b.path !== undefined && a.path.equals(b.path));
  return samePath && a.severity === b.severity && a.summary === b.summary && a.detail === b.detail;
}
