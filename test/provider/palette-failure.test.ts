import {
  type Diagnostic,
  DiagnosticsError,
  OperationStopped,
  OperationTimeout,
  pathTo,
} from '../../src/bridge/framework';
import { PaletteError, type PaletteErrorReason, RegistryLookUpError } from '../../src/palette';
import { asDiagnostics, type Attempt, attempt } from '../../src/provider/palette-failure';

const REASONS: Readonly<Record<PaletteErrorReason, string>> = {
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

/** What this provider adds to some of them. */
const ADVICE: Partial<Readonly<Record<PaletteErrorReason, string>>> = {
  'rate-limited':
    'Whoever else works from this address counts, too: apply again later, or lower "requests_per_second" of the provider.',
  server: "Apply again later; if it stays so, show Palette's support what it answered.",
  timeout: 'To allow a request more time, raise "request_timeout" of the provider.',
};

function diagnosticOf(
  what: Partial<Attempt>,
  reason: PaletteErrorReason,
  mayHaveHappened = false,
  said = 'What Palette said.',
): Diagnostic {
  const error = new PaletteError(said, { reason, method: 'PUT', path: '/v1/x', mayHaveHappened });
  const found = asDiagnostics(error, { tried: 'update the registry "charts"', ...what });
  if (!(found instanceof DiagnosticsError)) throw new Error('expected diagnostics');
  return found.diagnostics[0]!;
}

describe("an error of Palette's", () => {
  it.each(Object.entries(REASONS))('%s has the title "%s"', (reason, summary) => {
    const advice = ADVICE[reason as PaletteErrorReason];
    expect(diagnosticOf({}, reason as PaletteErrorReason)).toEqual({
      severity: 'error',
      summary,
      detail: `${['Could not update the registry "charts".', advice].filter(Boolean).join(' ')}\n\nWhat Palette said.`,
      path: undefined,
    });
  });

  it('may have a title, a place and advice of its own, and says what is left behind', () => {
    const what = {
      leftBehind: 'It is in state.',
      summaries: { conflict: 'Registry Not Deleted' },
      paths: { conflict: pathTo('name') },
      advice: { conflict: 'Choose another name.' },
    };
    expect(diagnosticOf(what, 'conflict')).toEqual({
      severity: 'error',
      summary: 'Registry Not Deleted',
      detail: 'Could not update the registry "charts". It is in state. Choose another name.\n\nWhat Palette said.',
      path: pathTo('name'),
    });
    expect(diagnosticOf(what, 'server')).toMatchObject({ summary: 'Palette Failed', path: undefined });
  });

  it('about a CA certificate says whose argument is meant', () => {
    expect(diagnosticOf({}, 'tls', false, 'Add it as CA certificate.').detail).toBe(
      'Could not update the registry "charts". A CA certificate for Palette belongs into "ca_certificate" of the provider.\n\nAdd it as CA certificate.',
    );
  });

  it('with a lost answer claims nothing about what is left behind', () => {
    expect(diagnosticOf({ leftBehind: 'It is still there.' }, 'unreachable', true).detail).toBe(
      'Could not update the registry "charts". Palette may have done it all the same: run "terraform plan" to see.\n\nWhat Palette said.',
    );
    expect(diagnosticOf({ leftInDoubt: 'Look there.' }, 'unreachable', true).detail).toBe(
      'Could not update the registry "charts". Look there.\n\nWhat Palette said.',
    );
  });

  it.each([
    [
      'Operation Timed Out',
      new OperationTimeout(2_000),
      'Could not update the registry "charts": the operation\'s timeout of 2 s passed. To allow more time, raise "timeouts".\n\nWhat Palette said.',
    ],
    [
      'Operation Interrupted',
      new OperationStopped(),
      'Could not update the registry "charts": Terraform asked the provider to stop.\n\nWhat Palette said.',
    ],
  ])('with the title "%s" says who gave up', (summary, why, detail) => {
    expect(diagnosticOf({ signal: AbortSignal.abort(why) }, 'cancelled')).toMatchObject({ summary, detail });
  });
});

it.each([
  ['none', 'Registry Not Found', 'All of it.'],
  ['several', 'Several Registries Found', 'All of it.'],
  ['system', 'System Registry', 'All of it. Read it with the data source "palette_oci_registry".'],
] as const)('a look-up that found %s has the title "%s"', async (reason, summary, detail) => {
  const looked = attempt({ tried: 'look', argument: pathTo('name') }, () =>
    Promise.reject(new RegistryLookUpError(reason, 'All of it.')),
  );
  await expect(looked).rejects.toMatchObject({
    diagnostics: [{ severity: 'error', summary, detail, path: pathTo('name') }],
  });
});

it('an error of another origin stays what it is', async () => {
  const bug = new TypeError('x is not a function');
  await expect(attempt({ tried: 'look' }, () => Promise.reject(bug))).rejects.toBe(bug);
});
