import { type Diagnostic, DiagnosticsError, type Path } from '../bridge/framework';
import { PaletteError, type PaletteErrorReason, RegistryLookUpError } from '../palette';

const SUMMARY: Readonly<Record<PaletteErrorReason, string>> = {
  unauthorized: 'API Key Not Accepted',
  forbidden: 'Missing Tenant Scope',
  'not-found': 'Not Found In Palette',
  conflict: 'Name Already Taken',
  invalid: 'Refused By Palette',
  'rate-limited': 'Too Many Requests',
  server: 'Palette Failed',
  unreachable: 'Palette Not Reachable',
  tls: 'No Secure Connection To Palette',
  timeout: 'Palette Did Not Answer In Time',
  cancelled: 'Operation Interrupted',
  'unexpected-answer': 'Unexpected Answer',
};

export interface Attempt {
  /** What was tried, as the end of a sentence: `create the registry "charts"`. */
  readonly tried: string;
  /** What stands half-done, if anything, and how to recover. */
  readonly leftBehind?: string;
  /** By reason: the argument that is to blame. */
  readonly paths?: Partial<Readonly<Record<PaletteErrorReason, Path>>>;
  /** By reason: a better title than the general one. */
  readonly summaries?: Partial<Readonly<Record<PaletteErrorReason, string>>>;
}

/** Runs calls to Palette; the one place where its errors become diagnostics. */
export async function attempt<T>(what: Attempt, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asDiagnostics(error, what);
  }
}

/** Errors that are not Palette's are returned as they are. */
export function asDiagnostics(error: unknown, what: Attempt): unknown {
  if (error instanceof RegistryLookUpError) {
    const summary = { none: 'Registry Not Found', several: 'Several Registries Found', system: 'System Registry' };
    return new DiagnosticsError([{ severity: 'error', summary: summary[error.reason], detail: error.message }]);
  }
  if (!(error instanceof PaletteError)) return error;
  return new DiagnosticsError([diagnosticOf(error, what)], { cause: error });
}

function diagnosticOf(error: PaletteError, { tried, leftBehind, paths, summaries }: Attempt): Diagnostic {
  const happened = `Could not ${tried}. ${leftBehind ?? ''}`.trim();
  return {
    severity: 'error',
    summary: summaries?.[error.reason] ?? SUMMARY[error.reason],
    detail: `${happened}\n\n${error.message}`,
    path: paths?.[error.reason],
  };
}
