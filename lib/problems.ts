/** Problems of one construct's props, all told at once. */
import type { Construct } from 'constructs';

/** One prop whose value cannot work. */
export interface Problem {
  /** Path of the prop, such as `baseContentPaths[1]`. */
  readonly prop: string;
  /** Its value, quoted in the message; leave it out for secrets. @default - not shown */
  readonly value?: unknown;
  /** What is allowed, and the corrected code: the end of a sentence that starts with the prop. */
  readonly reason: string;
}

/**
 * Throws one error that names the construct's path and each problem on a line of its own; nothing without problems.
 * Values that only Terraform knows are for the caller to leave out.
 */
export function throwProblems(scope: Construct, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  ${sentence(problem)}`);
  throw new Error(`"${scope.node.path}" cannot be built from these props:\n${lines.join('\n')}`);
}

function sentence({ prop, value, reason }: Problem): string {
  const shown = value === undefined ? '' : ` (${typeof value === 'string' ? `"${value}"` : JSON.stringify(value)})`;
  return `'${prop}'${shown} ${reason.replace(/\.$/, '')}.`;
}
