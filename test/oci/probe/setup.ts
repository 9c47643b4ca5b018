import { probeRegistry, type ProbeOptions, type ProbeResult } from '../../../src/oci';

export const CONTENT = ['repository list', 'base content path charts', 'manifest', 'blob', 'charts'];

/** Probes with the base path "charts", unless told otherwise. */
export function probe(options: Partial<ProbeOptions> & Pick<ProbeOptions, 'endpoint'>): Promise<ProbeResult> {
  return probeRegistry({ credentials: { type: 'anonymous' }, basePaths: ['charts'], timeoutMs: 10_000, ...options });
}

/** Each check as a person reads it: name, mark, sentences. The raw causes are left out. */
export function sentencesOf({ checks }: ProbeResult): Record<string, string> {
  return Object.fromEntries(
    checks.map(({ name, ok, detail }) => [name, `${ok ? 'ok' : 'FAILED'}: ${detail.split('\n\n')[0]}`]),
  );
}

/** The one check that failed, not those that were skipped after it. */
export function failureOf({ checks }: ProbeResult): { name: string; detail: string } {
  const failed = checks.filter(({ ok, skipped }) => !ok && !skipped).map(({ name, detail }) => ({ name, detail }));
  const [only, ...others] = failed;
  if (only === undefined || others.length > 0) throw new Error(`Expected one failure, got ${JSON.stringify(failed)}`);
  return only;
}

/** What is skipped after a failure, and how. */
export function skippedAfter(name: string, ...others: readonly string[]): Record<string, string> {
  return Object.fromEntries(others.map((other) => [other, `FAILED: Skipped because the check "${name}" failed.`]));
}
