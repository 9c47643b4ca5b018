import { type Diagnostic } from '../../../src/bridge/framework';
import { type World } from './world';

/** What a person reads: a diagnostic, or what a check of `palette_registry_probe` found. */
export interface Said extends Omit<Diagnostic, 'severity'> {
  readonly severity: Diagnostic['severity'] | 'failed check';
}

/** One way to meet a diagnostic. Its text stands in docs/guides/errors.md and nowhere else. */
export interface ErrorCase {
  /** When a person meets it: a Markdown sentence for the page. */
  readonly when: string;
  /** Makes the provider say it, and nothing else. */
  provoke(world: World): Promise<readonly Said[]>;
}

/** Cases that a person meets in the same situation; a section of the page. */
export interface ErrorGroup {
  readonly title: string;
  /** Markdown. */
  readonly introduction: string;
  readonly cases: readonly ErrorCase[];
}
