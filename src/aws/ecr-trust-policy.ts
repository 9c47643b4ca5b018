import { accountIdProblem } from './account-id';
import { PARTITIONS } from './partitions';
import { type PolicyDocument, policyDocument } from './policy-document';
import { partitionNames } from './region';

export interface EcrTrustRequest {
  /** The account that is to assume the role; 12 digits. */
  readonly accountId: string;
  /** What that account must show; keeps others who use the same service from assuming the role (confused deputy). */
  readonly externalId: string;
  /** Of the role and the account: a role cannot be assumed across partitions. @default "aws" */
  readonly partition?: string;
}

export interface EcrTrustProblem {
  /** Sentences for a user. */
  readonly problem: string;
  readonly argument: keyof EcrTrustRequest;
}

/** The AWS STS API Reference, "AssumeRole", parameter ExternalId. */
const ALLOWED_CHARACTER = /[\w+=,.@:/-]/;
const SHORTEST = 2;
const LONGEST = 1_224;

/** The trust policy of a role that another account may assume, given the external ID. */
export function ecrTrustPolicy(request: EcrTrustRequest): PolicyDocument | EcrTrustProblem {
  const { accountId, externalId, partition = 'aws' } = request;
  const wrongAccount = accountIdProblem(accountId);
  if (wrongAccount !== undefined) return { problem: wrongAccount, argument: 'accountId' };
  const wrongExternalId = externalIdProblem(externalId);
  if (wrongExternalId !== undefined) return { problem: wrongExternalId, argument: 'externalId' };
  if (!PARTITIONS.some(({ id }) => id === partition)) {
    const problem = `Expected one of the partitions ${partitionNames()}, got "${partition}". Correct it.`;
    return { problem, argument: 'partition' };
  }
  return assumeRolePolicy(accountPrincipal(accountId, partition), externalId);
}

/** The account as a principal: everyone in it whom the account itself allows. */
export function accountPrincipal(accountId: string, partition: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

/** Lets `principalArn` assume a role if it shows `externalId`. */
export function assumeRolePolicy(principalArn: string, externalId: string): PolicyDocument {
  return policyDocument({
    Effect: 'Allow',
    Principal: { AWS: principalArn },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  });
}

export function externalIdProblem(externalId: string): string | undefined {
  const expected = `Expected an external ID of ${SHORTEST} to ${LONGEST} letters, digits and _+=,.@:/-, got`;
  const wrong = [...externalId].find((character) => !ALLOWED_CHARACTER.test(character));
  if (wrong !== undefined)
    return `${expected} one with ${JSON.stringify(wrong)}. Copy it again, without anything else.`;
  if (externalId.length >= SHORTEST && externalId.length <= LONGEST) return undefined;
  return `${expected} one of ${externalId.length}. Copy it again, whole.`;
}

/** What an external ID can hardly be, although AWS would take it. */
const MIX_UPS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^\d{12}$/, 'It looks like an AWS account ID.'],
  [/^\d{4}-\d{4}-\d{4}$/, 'It looks like an AWS account ID.'],
  [/^arn:/, 'It is an ARN.'],
  [/^[a-z]+:\/\//i, 'It is a URL.'],
  [/^(AKIA|ASIA)[A-Z0-9]{12,}$/, 'It looks like an access key ID.'],
];

/** What else it looks like; undefined if it can be an external ID. */
export function mistakenExternalId(externalId: string): string | undefined {
  return MIX_UPS.find(([pattern]) => pattern.test(externalId))?.[1];
}

const PRINCIPAL = /^arn:([a-z-]+):(?:iam|sts)::(\d*|\*):(root|(?:role|user|assumed-role)\/[\w+=,.@/-]+)$/;

/** What is wrong with the ARN of a principal that is to assume a role; undefined if nothing is. */
export function principalArnProblem(arn: string): string | undefined {
  const [, partition = '', accountId = ''] = PRINCIPAL.exec(arn) ?? [];
  if (PARTITIONS.some(({ id }) => id === partition)) return accountIdProblem(accountId);
  return (
    'Expected the ARN of an account, role or user such as "arn:aws:iam::123456789012:root", got ' +
    `"${arn}". ${/^\d{12}$/.test(arn) ? `Write "${accountPrincipal(arn, 'aws')}".` : 'Copy it from the AWS console.'}`
  );
}
