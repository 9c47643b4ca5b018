/** Problems of one construct's props, all told at once. */
import type { Construct } from 'constructs';
import { isKnownOnlyToTerraform } from './terraform-text';

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

/**
 * Of a text that must be given and say something. That one is left out the compiler sees, but not in JavaScript, where
 * `process.env` often has nothing under the name.
 */
export function textProblems(prop: string, value: string | undefined, advice: string): Problem[] {
  if (value === undefined || value === null) return [{ prop, reason: `is missing. ${advice}` }];
  if (isKnownOnlyToTerraform(value)) return [];
  if (typeof value !== 'string') return [{ prop, value, reason: `must be a text. ${advice}` }];
  return value.trim() === '' ? [{ prop, value, reason: `must not be empty. ${advice}` }] : [];
}

/** The same of a text that may be left out. */
export function optionalTextProblems(prop: string, value: string | undefined, advice: string): Problem[] {
  return value === undefined ? [] : textProblems(prop, value, advice);
}

/**
 * Of a list of texts, for what JavaScript lets through: no list, or `process.env` with nothing under the name as one of
 * the elements.
 */
export function textListProblems(prop: string, values: readonly string[], example: string): Problem[] {
  const advice = `Write ${prop}: ['${example}']`;
  if (values === undefined || values === null) return [{ prop, reason: `is missing. ${advice}` }];
  if (!Array.isArray(values)) return [{ prop, value: values, reason: `must be a list. ${advice}` }];
  return values.flatMap((value: string, index) => {
    if (typeof value === 'string' || isKnownOnlyToTerraform(value)) return [];
    return textProblems(`${prop}[${index}]`, value, `Write a value such as '${example}', or leave it out of the list`);
  });
}

/** The same problems of an object that stands in the prop of another. */
export function problemsWithin(prop: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, prop: `${prop}.${problem.prop}` }));
}

/** Props that the compiler asks for; who leaves them out in JavaScript is told what is missing in them. */
export function givenProps<Props extends object>(props: Props | undefined): Props {
  return props ?? ({} as Props);
}

function sentence({ prop, value, reason }: Problem): string {
  const shown = value === undefined ? '' : ` (${typeof value === 'string' ? `"${value}"` : JSON.stringify(value)})`;
  return `'${prop}'${shown} ${reason.replace(/\.$/, '')}.`;
}
