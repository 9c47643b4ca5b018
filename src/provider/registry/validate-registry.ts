import type { Operation } from '../../bridge/framework';
import { failure, pathTo } from '../../bridge/framework';
import { type PaletteClient, PaletteError, type PaletteErrorReason } from '../../palette';
import { attempt } from '../palette-failure';
import type { Desired } from './to-palette';

/** IAM needs a while until new roles, keys and policies are known everywhere; AWS names no bound, two minutes suffice. */
const IAM_SETTLES_MS = 120_000;
const PAUSE_MS = 5_000;

/**
 * Asks Palette to connect to the registry, before anything is changed. For an Amazon ECR a refusal of the credentials is
 * tried again while IAM settles, because a role or key that the same apply created is not known everywhere at once.
 */
export async function validateRegistry(client: PaletteClient, desired: Desired, operation: Operation): Promise<void> {
  const { signal, log } = operation;
  const startedAt = Date.now();
  for (;;) {
    try {
      return await client.validateRegistry(desired.kind, desired.registry.spec!, { signal });
    } catch (error) {
      const elapsedMs = Date.now() - startedAt;
      if (!maySettle(error, desired) || elapsedMs + PAUSE_MS > IAM_SETTLES_MS) return refused(error, desired);
      log.info('Palette cannot use the AWS credentials yet; IAM may still be settling', { elapsedMs });
      await pause(PAUSE_MS, signal);
      if (signal.aborted) return refused(error, desired);
    }
  }
}

function maySettle(error: unknown, { kind, registry }: Desired): boolean {
  const isRefusal = error instanceof PaletteError && error.code === 'InvalidRegistryCredentials';
  return isRefusal && kind === 'ecr' && registry.spec?.isPrivate === true;
}

async function refused(error: unknown, desired: Desired): Promise<never> {
  const { registry } = desired;
  const name = JSON.stringify(registry.metadata?.name);
  if (error instanceof PaletteError && error.code === 'InvalidRegistryCredentials') {
    throw failure(
      'Registry Credentials Refused',
      `Palette could not log in to ${JSON.stringify(registry.spec?.endpoint)}. ${adviceFor(desired)} ` +
        `Nothing was changed.\n\n${error.message}`,
      pathTo(...credentialsPath(desired)),
      error,
    );
  }
  const isAboutRegistry = error instanceof PaletteError && ABOUT_THE_REGISTRY.includes(error.reason);
  if (!isAboutRegistry) {
    // A validation names no object that could be missing, so "not found" can only mean the API key.
    const summaries = { 'not-found': 'API Key Not Accepted' };
    const tried = `ask Palette to validate the registry ${name}`;
    return attempt({ tried, leftBehind: 'Nothing was changed.', summaries }, () => Promise.reject(error));
  }
  const path = pathTo('endpoint');
  const summary = 'Registry Not Valid';
  return attempt(
    {
      tried: `validate the registry ${name}: Palette must reach ${JSON.stringify(registry.spec?.endpoint)}`,
      leftBehind:
        'Nothing was changed. If only your clusters can reach the registry, set "validate = false" and ' +
        '"synchronization = false".',
      paths: { invalid: path, server: path },
      summaries: { invalid: summary, server: summary },
    },
    () => Promise.reject(error),
  );
}

/** Palette answers a registry that it cannot use with 400 or 500; everything else is about Palette itself. */
const ABOUT_THE_REGISTRY: readonly PaletteErrorReason[] = ['invalid', 'server'];

function credentialsPath({ kind, registry }: Desired): string[] {
  if (kind === 'basic') return ['basic'];
  return registry.spec?.credentials?.credentialType === 'sts' ? ['ecr', 'sts', 'role_arn'] : ['ecr', 'credentials'];
}

function adviceFor({ kind, registry }: Desired): string {
  if (kind === 'basic') {
    return registry.spec?.auth.type === 'noAuth'
      ? 'The registry wants authentication: set "basic.username" and "basic.password_wo".'
      : 'Check "username" and "password" (or "token"), and that this user may read the base content paths.';
  }
  const sts = registry.spec?.credentials?.sts;
  if (!sts) return 'Check the access key and the secret key, and that the IAM user has the policy that Palette needs.';
  return (
    `The role ${JSON.stringify(sts.arn)} must trust Palette's AWS account with the external ID ` +
    `${JSON.stringify(sts.externalId)}, and have the policy that Palette needs.`
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
