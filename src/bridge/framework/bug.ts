import type { Path } from '../values';
import type { Diagnostic } from './diagnostic';

/** One rule of Terraform that an author's answer breaks. */
export interface Finding {
  /** A sentence: which argument, what is there, what the rule wants. */
  readonly problem: string;
  readonly path?: Path;
}

/** What an answer was for, in words for the person who meets the bug. */
export interface Deed {
  /** Continues "The provider": `planned "notebook_note"`, `created "notebook_note"`. */
  readonly done: string;
  /** What is left behind, and what to do about it. */
  readonly leftBehind: string;
}

/** Findings as diagnostics: what happened, what is left behind, whose fault it is and where to report it. */
export function reportBugs(findings: readonly Finding[], deed: Deed, issuesUrl: string): readonly Diagnostic[] {
  return findings.map(({ problem, path }) => ({
    severity: 'error',
    summary: 'Provider Bug',
    detail:
      `The provider ${deed.done}, but Terraform would not accept its answer: ${problem} ${deed.leftBehind}\n\n` +
      reportAdvice(issuesUrl),
    path,
  }));
}

/** The end of every message about a mistake in a provider. */
export function reportAdvice(issuesUrl: string): string {
  return (
    'This is a bug in the provider, not in your configuration. Please report it with this message and the ' +
    `configuration of the resource: ${issuesUrl}`
  );
}
