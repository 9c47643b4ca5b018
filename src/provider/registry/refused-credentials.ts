import { type DiagnosticsError, failure, type Path, pathTo } from '../../bridge/framework';
import { type AwsAccountSts, type PaletteClient, PaletteError } from '../../palette';
import type { Desired } from './to-palette';

/** Since 4.10 this code means authentication only; before, every failed validation had it. */
export function refusesCredentials(error: unknown): error is PaletteError {
  return error instanceof PaletteError && error.code === 'InvalidRegistryCredentials';
}

/** The AWS account and external ID that a role must trust; undefined where no role is involved or Palette does not say. */
export async function whatPaletteTrusts(
  client: PaletteClient,
  { kind, registry }: Desired,
  signal: AbortSignal,
): Promise<AwsAccountSts | undefined> {
  const credentials = kind === 'ecr' ? registry.spec?.credentials : undefined;
  const partition = credentials?.partition ?? 'aws';
  if (credentials?.sts === undefined || (partition !== 'aws' && partition !== 'aws-us-gov')) return undefined;
  // Only to say more about an error that is there already.
  return client.getAwsAccount(partition, { signal }).catch(() => undefined);
}

interface Verdict {
  readonly summary: string;
  readonly detail: string;
  readonly path: Path;
}

/** What to do about credentials that the registry, or AWS, does not accept. */
export function credentialsRefused(
  error: PaletteError,
  desired: Desired,
  trust: AwsAccountSts | undefined,
): DiagnosticsError {
  const { summary, detail, path } = desired.kind === 'ecr' ? ecrVerdict(desired, trust) : basicVerdict(desired);
  return failure(summary, `${detail} Nothing was changed.\n\n${error.message}`, path, error);
}

const SUMMARY = 'Registry Credentials Refused';

function basicVerdict({ registry }: Extract<Desired, { kind: 'basic' }>): Verdict {
  const { type } = registry.spec?.auth ?? {};
  const advice =
    type === 'noAuth'
      ? 'The registry wants authentication: set "basic.username" and "basic.password_wo".'
      : type === 'token'
        ? 'Check the token, and that it may read the base content paths.'
        : 'Check "username" and "password", and that this user may read the base content paths.';
  return { summary: SUMMARY, detail: `${noLogin(registry)} ${advice}`, path: pathTo('basic') };
}

function ecrVerdict({ registry }: Extract<Desired, { kind: 'ecr' }>, trust: AwsAccountSts | undefined): Verdict {
  const { isPrivate, credentials } = registry.spec ?? {};
  if (isPrivate !== true) {
    const advice = 'It wants authentication: remove "private = false" and add a "credentials" or "sts" block.';
    return { summary: SUMMARY, detail: `${noLogin(registry)} ${advice}`, path: pathTo('ecr', 'private') };
  }
  if (credentials?.sts) return roleVerdict(credentials.sts, trust);
  const advice =
    'Check the access key and the secret key, and that the IAM user has the policy that Palette needs, attached to it.';
  return { summary: SUMMARY, detail: `${noLogin(registry)} ${advice}`, path: pathTo('ecr', 'credentials') };
}

function roleVerdict(
  { arn, externalId }: { readonly arn?: string; readonly externalId?: string },
  trust: AwsAccountSts | undefined,
): Verdict {
  if (trust?.externalId && trust.externalId !== externalId) {
    const detail =
      `The external ID ${JSON.stringify(externalId)} is not the one of this tenant. Expected ` +
      `${JSON.stringify(trust.externalId)}: write it here and into the role's trust policy.`;
    return { summary: 'Wrong External ID', detail, path: pathTo('ecr', 'sts', 'external_id') };
  }
  const account = trust?.accountId ? `the AWS account ${JSON.stringify(trust.accountId)}` : "Palette's AWS account";
  const detail =
    `Palette could not use the role ${JSON.stringify(arn)}. The role must trust ${account} with the external ID ` +
    `${JSON.stringify(externalId)}, and have the policy that Palette needs. Correct the role's trust policy and ` +
    'permissions, and apply again.';
  return { summary: 'Missing IAM Trust Relationship', detail, path: pathTo('ecr', 'sts', 'role_arn') };
}

function noLogin(registry: Desired['registry']): string {
  return `Palette could not log in to ${JSON.stringify(registry.spec?.endpoint)}.`;
}
