import { refusedAction } from '../../aws';
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
  const { summary, detail, path } = desired.kind === 'ecr' ? ecrVerdict(error, desired, trust) : basicVerdict(desired);
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

type EcrRegistry = Extract<Desired, { kind: 'ecr' }>;

function ecrVerdict(error: PaletteError, { registry }: EcrRegistry, trust: AwsAccountSts | undefined): Verdict {
  const { isPrivate, credentials } = registry.spec ?? {};
  if (isPrivate !== true) {
    const advice = 'It wants authentication: remove "private = false" and add a "credentials" or "sts" block.';
    return { summary: SUMMARY, detail: `${noLogin(registry)} ${advice}`, path: pathTo('ecr', 'private') };
  }
  const missing = missingOf(error);
  if (credentials?.sts) return roleVerdict(missing, credentials.sts, trust);
  const path = pathTo('ecr', 'credentials');
  if (missing.half === 'permission') {
    const happened = 'AWS accepts the access key, but does not allow its IAM user';
    return { summary: NO_PERMISSION, detail: `${happened} ${permissionMissing(missing.action, 'user')}`, path };
  }
  const advice =
    'Check the access key and the secret key, and that the IAM user has the policy that Palette needs, attached to it.';
  return { summary: SUMMARY, detail: `${noLogin(registry)} ${advice}`, path };
}

/** Of what a role needs, the half that AWS misses: that Palette may assume it, or that it may use the registry. */
type Missing = { readonly half: 'trust' | 'unknown' } | { readonly half: 'permission'; readonly action: string };

/** Palette passes on what AWS said, in a message of its own; where it does not, nobody can tell the halves apart. */
function missingOf({ paletteMessage = '' }: PaletteError): Missing {
  const action = refusedAction(paletteMessage);
  if (action === undefined)
    return { half: /\bassume (the |this )?role\b|\bAssumeRole\b/i.test(paletteMessage) ? 'trust' : 'unknown' };
  return action.startsWith('sts:') ? { half: 'trust' } : { half: 'permission', action };
}

const NO_PERMISSION = 'Missing IAM Permission';

function roleVerdict(
  missing: Missing,
  { arn, externalId }: { readonly arn?: string; readonly externalId?: string },
  trust: AwsAccountSts | undefined,
): Verdict {
  if (trust?.externalId && trust.externalId !== externalId) {
    const detail =
      `The external ID ${JSON.stringify(externalId)} is not the one of this tenant. Expected ` +
      `${JSON.stringify(trust.externalId)}: write it here and into the role's trust policy.`;
    return { summary: 'Wrong External ID', detail, path: pathTo('ecr', 'sts', 'external_id') };
  }
  const path = pathTo('ecr', 'sts', 'role_arn');
  const role = `the role ${JSON.stringify(arn)}`;
  if (missing.half === 'permission') {
    const happened = `Palette could assume ${role}, so its trust policy is right. But AWS does not allow the role`;
    return { summary: NO_PERMISSION, detail: `${happened} ${permissionMissing(missing.action, 'role')}`, path };
  }
  const account = trust?.accountId ? `the AWS account ${JSON.stringify(trust.accountId)}` : "Palette's AWS account";
  const needed = `The role must trust ${account} with the external ID ${JSON.stringify(externalId)}`;
  if (missing.half === 'trust') {
    const detail =
      `Palette could not assume ${role}. ${needed}. Correct the role's trust policy, and apply again; "trust_policy" of ` +
      'data.palette_aws_trust is one that does so. AWS says the same of a role that does not exist.';
    return { summary: 'Missing IAM Trust Relationship', detail, path };
  }
  const detail =
    `Palette could not use ${role}, and does not say why. ${needed}, and have the policy that Palette needs. Check its ` +
    'trust policy first, then its permissions, and apply again.';
  return { summary: SUMMARY, detail, path };
}

/** Continues "does not allow the role". */
function permissionMissing(action: string, holder: 'role' | 'user'): string {
  return (
    `${JSON.stringify(action)}. Attach a policy that allows it to the ${holder}, and apply again: the function ` +
    '"ecr_access_policy" makes the one that Palette needs. If it is attached, a permissions boundary or a service control ' +
    'policy forbids the action.'
  );
}

function noLogin(registry: Desired['registry']): string {
  return `Palette could not log in to ${JSON.stringify(registry.spec?.endpoint)}.`;
}
