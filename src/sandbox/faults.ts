import type { Answer } from './answer';

/** What a test can make the sandbox do with coming requests. */
export interface FaultRule {
  /** Default: any method. */
  readonly method?: string;
  /** A RegExp on the path, or a path where a segment `*` stands for any one segment. Default: any path. */
  readonly pathPattern?: string | RegExp;
  readonly then: FaultEffect;
  /** How many matching requests it hits; default 1. */
  readonly times?: number;
}

/**
 * `drop-before-work`: the connection breaks and nothing happened. `drop-after-work`: everything happened, the answer is
 * lost. An answer with a status is sent instead of Palette's, and nothing happened. A delay answers as usual, but later.
 */
export type FaultEffect = 'drop-before-work' | 'drop-after-work' | Answer | { readonly delayMs: number };

export class Faults {
  readonly #pending: { rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#pending.push({ rule, left: rule.times ?? 1 });
  }

  /** The effect for this request, if a rule waits for it; rules are used up in the order in which they were added. */
  take(method: string, path: string): FaultEffect | undefined {
    const index = this.#pending.findIndex(({ rule }) => matches(rule, method, path));
    const pending = this.#pending[index];
    if (pending === undefined) return undefined;
    pending.left -= 1;
    if (pending.left <= 0) this.#pending.splice(index, 1);
    return pending.rule.then;
  }
}

function matches(rule: FaultRule, method: string, path: string): boolean {
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
  if (rule.pathPattern === undefined) return true;
  if (rule.pathPattern instanceof RegExp) return rule.pathPattern.test(path);
  const expected = rule.pathPattern.split('/');
  const actual = path.split('/');
  return expected.length === actual.length && expected.every((part, index) => part === '*' || part === actual[index]);
}
