import type { Path } from '../values';
import { type Diagnostic, DiagnosticsError } from './diagnostic';

/** A mistake of the provider's author that Terraform would refuse, or worse, would answer by forgetting the object. */
export function bug(detail: string, path?: Path): Diagnostic {
  return { severity: 'error', summary: 'Provider Bug', detail, path };
}

/** Turns whatever an author's code threw into diagnostics; the funnel of every operation. */
export function diagnosticsOf(thrown: unknown, during: string, issuesUrl: string): readonly Diagnostic[] {
  if (thrown instanceof DiagnosticsError) return thrown.diagnostics;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error.name === 'OperationStopped' || error.name === 'OperationTimeout') {
    const detail = `The operation ended early: ${error.message}. Check what was left behind before the next run.`;
    return [{ severity: 'error', summary: 'Operation Interrupted', detail }];
  }
  const detail =
    `The provider failed while it ${during}. This is a bug in the provider: please report it at ${issuesUrl} ` +
    `with the log of a run with TF_LOG_PROVIDER=DEBUG.\n\n${error.name}: ${error.message}`;
  return [{ severity: 'error', summary: 'Provider Bug', detail }];
}
