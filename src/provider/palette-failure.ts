import { type Diagnostic, DiagnosticsError, OperationTimeout, type Path } from '../bridge/framework';
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

/** Where "not found" can only mean the key: Palette's own sentence leaves that open. */
export const CHECK_API_KEY = 'Check that the API key is complete, not expired, and from this Palette host.';

/** What to do about it in the words of this provider, where Palette's client cannot know them. */
const ADVICE: Partial<Readonly<Record<PaletteErrorReason, string>>> = {
  'rate-limited':
    'Whoever else works from this address counts, too: apply again later, or lower "requests_per_second" of the provider.',
  server: "Apply again later; if it stays so, show Palette's support what it answered.",
  timeout: 'To allow a request more time, raise "request_timeout" of the provider.',
};

/** Registries have CA certificates, too. */
const CA_ADVICE = 'A CA certificate for Palette belongs into "ca_certificate" of the provider.';

export interface Attempt {
  /** What was tried, as the end of a sentence: `create the registry "charts"`. */
  readonly tried: string;
  /** Ends the attempt; its reason says why. */
  readonly signal?: AbortSignal;
  /** What stands half-done, if anything, and how to recover. */
  readonly leftBehind?: string;
  /** The same for the case that the request left and its answer was lost. */
  readonly leftInDoubt?: string;
  /** By reason: the argument that is to blame. */
  readonly paths?: Partial<Readonly<Record<PaletteErrorReason, Path>>>;
  /** The argument that names the registry to look up. */
  readonly argument?: Path;
  /** By reason: a better title than the general one. */
  readonly summaries?: Partial<Readonly<Record<PaletteErrorReason, string>>>;
  /** By reason: what to do; a title of its own, and doubt about what happened, leave out the general advice. */
  readonly advice?: Partial<Readonly<Record<PaletteErrorReason, string>>>;
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
    const advice = error.reason === 'system' ? ' Read it with the data source "palette_oci_registry".' : '';
    const detail = `${error.message}${advice}`;
    return new DiagnosticsError([{ severity: 'error', summary: summary[error.reason], detail, path: what.argument }]);
  }
  if (!(error instanceof PaletteError)) return error;
  return new DiagnosticsError([diagnosticOf(error, what)], { cause: error });
}

const IN_DOUBT = 'Palette may have done it all the same: run "terraform plan" to see.';

function diagnosticOf(error: PaletteError, what: Attempt): Diagnostic {
  const { tried, leftBehind, leftInDoubt = IN_DOUBT, paths, summaries, advice } = what;
  const { reason } = error;
  const ended = reason === 'cancelled' ? endOf(what.signal) : undefined;
  const isSpecial = error.mayHaveHappened || ended !== undefined || summaries?.[reason] !== undefined;
  const happened = [
    `Could not ${tried}${ended ? `: ${ended.because}` : ''}.`,
    error.mayHaveHappened ? leftInDoubt : leftBehind,
    advice?.[reason] ?? (isSpecial ? ended?.advice : generalAdvice(error)),
  ];
  return {
    severity: 'error',
    summary: ended?.summary ?? summaries?.[reason] ?? SUMMARY[reason],
    detail: `${happened.filter(Boolean).join(' ')}\n\n${error.message}`,
    path: paths?.[reason],
  };
}

function generalAdvice({ reason, message }: PaletteError): string | undefined {
  return reason === 'tls' && message.includes('CA certificate') ? CA_ADVICE : ADVICE[reason];
}

/** Why an operation was given up, if it was: its time was up, or Terraform was asked to stop. */
function endOf(signal: AbortSignal | undefined) {
  const why: unknown = signal?.reason;
  if (!(why instanceof Error)) return undefined;
  return why instanceof OperationTimeout
    ? { summary: 'Operation Timed Out', because: why.message, advice: 'To allow more time, raise "timeouts".' }
    : { summary: SUMMARY.cancelled, because: why.message, advice: undefined };
}
