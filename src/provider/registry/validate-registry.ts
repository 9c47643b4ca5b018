import { type Operation, pathTo } from '../../bridge/framework';
import { type AwsAccountSts, type PaletteClient, PaletteError } from '../../palette';
import { asDiagnostics, CHECK_API_KEY } from '../palette-failure';
import { credentialsRefused, refusesCredentials, whatPaletteTrusts } from './refused-credentials';
import type { Desired } from './to-palette';

/** How long new roles, keys and policies are given to be known everywhere; times in milliseconds. */
export interface IamSettling {
  readonly withinMs: number;
  readonly pauseMs: number;
}

/** IAM is eventually consistent; AWS names no bound, two minutes suffice. */
const IAM_SETTLING: IamSettling = { withinMs: 120_000, pauseMs: 5_000 };

/**
 * Asks Palette to connect to the registry, before anything is changed. For an Amazon ECR a refusal of the credentials is
 * tried again while IAM settles, because a role or key that the same apply created is not known everywhere at once.
 */
export async function validateRegistry(
  client: PaletteClient,
  desired: Desired,
  operation: Operation,
  settling: IamSettling = IAM_SETTLING,
): Promise<void> {
  const { signal, log } = operation;
  const startedAt = performance.now();
  let trust: AwsAccountSts | undefined;
  for (;;) {
    const refusal = await refusalOf(client, desired, signal);
    if (refusal === undefined) return;
    if (!refusesCredentials(refusal)) throw notValid(refusal, desired, signal);
    trust ??= await whatPaletteTrusts(client, desired, signal);
    const elapsedMs = Math.round(performance.now() - startedAt);
    const isLast = elapsedMs + settling.pauseMs > settling.withinMs;
    if (isLast || !maySettle(desired, trust?.externalId)) throw credentialsRefused(refusal, desired, trust);
    log.info('Palette cannot use the AWS credentials yet; IAM may still be settling', { elapsedMs });
    await pause(settling.pauseMs, signal);
    if (signal.aborted) throw credentialsRefused(refusal, desired, trust);
  }
}

async function refusalOf(client: PaletteClient, { kind, registry }: Desired, signal: AbortSignal): Promise<unknown> {
  try {
    await client.validateRegistry(kind, registry.spec!, { signal });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Only what IAM decides can change by itself: not a registry of another kind, nor an external ID that is not the tenant's. */
function maySettle({ kind, registry }: Desired, tenantsExternalId: string | undefined): boolean {
  if (kind !== 'ecr' || registry.spec?.isPrivate !== true) return false;
  const externalId = registry.spec.credentials?.sts?.externalId;
  return externalId === undefined || tenantsExternalId === undefined || externalId === tenantsExternalId;
}

function notValid(error: unknown, { registry }: Desired, signal: AbortSignal): unknown {
  const name = JSON.stringify(registry.metadata?.name);
  if (!isAboutRegistry(error)) {
    // A validation names no object that could be missing, so "not found" can only mean the API key.
    const summaries = { 'not-found': 'API Key Not Accepted' };
    const advice = { 'not-found': CHECK_API_KEY };
    const leftBehind = 'Nothing was changed.';
    const tried = `ask Palette to validate the registry ${name}`;
    return asDiagnostics(error, { tried, signal, leftBehind, leftInDoubt: leftBehind, summaries, advice });
  }
  const path = pathTo('endpoint');
  const summary = 'Registry Not Valid';
  return asDiagnostics(error, {
    tried: `validate the registry ${name}: Palette must reach ${JSON.stringify(registry.spec?.endpoint)}`,
    leftBehind:
      'Nothing was changed. If only your clusters can reach the registry, set "validate = false" and ' +
      '"synchronization = false".',
    paths: { invalid: path, server: path },
    summaries: { invalid: summary, server: summary },
  });
}

/** Palette answers a registry that it cannot use with 400 or 500 and a code; everything else is about Palette itself. */
function isAboutRegistry(error: unknown): boolean {
  if (!(error instanceof PaletteError)) return false;
  return error.reason === 'invalid' || (error.status === 500 && error.code !== undefined);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
