import { reportAdvice } from './bug';
import { type Diagnostic, DiagnosticsError } from './diagnostic';
import { OperationStopped, OperationTimeout } from './operation';

/**
 * Turns whatever an author's code threw into diagnostics; the funnel of every operation.
 * @param during what the provider did, continuing "The provider failed while it"
 */
export function diagnosticsOf(thrown: unknown, during: string, issuesUrl: string): readonly Diagnostic[] {
  if (thrown instanceof DiagnosticsError) return thrown.diagnostics;
  const causes = causesOf(thrown);
  const interruption = causes.find((cause) => cause instanceof OperationStopped || cause instanceof OperationTimeout);
  if (interruption) return [interrupted(interruption, during)];
  const detail =
    `The provider failed while it ${during}.\n\n${reportAdvice(issuesUrl)}\n` +
    `Add the log of a run with TF_LOG_PROVIDER=DEBUG.\n\n${causes.map(textOf).join('\nCaused by: ')}`;
  return [{ severity: 'error', summary: 'Provider Bug', detail }];
}

function interrupted(interruption: OperationStopped | OperationTimeout, during: string): Diagnostic {
  const timeout = interruption instanceof OperationTimeout;
  const advice = timeout
    ? 'It may still finish on the other side. Run "terraform plan" to see what is there now, and give the operation ' +
      'more time in the "timeouts" block if it needs it.'
    : 'Run "terraform plan" to see what is there now.';
  return {
    severity: 'error',
    summary: timeout ? 'Operation Timed Out' : 'Operation Interrupted',
    detail: `The provider ended early while it ${during}: ${interruption.message}. ${advice}`,
  };
}

/** An error and what caused it, the outermost first. */
function causesOf(thrown: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  for (let cause = thrown; cause !== undefined && !causes.includes(cause);) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
