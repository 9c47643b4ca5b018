import { accountIdProblem } from './account-id';
import { PARTITIONS } from './partitions';
import { type PolicyDocument } from './policy-document';
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
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  };
}

function externalIdProblem(externalId: string): string | undefined {
  const expected = `Expected an external ID of ${SHORTEST} to ${LONGEST} letters, digits and _+=,.@:/-, got`;
  const wrong = [...externalId].find((character) => !ALLOWED_CHARACTER.test(character));
  if (wrong !== undefined)
    return `${expected} one with ${JSON.stringify(wrong)}. Copy it again, without anything else.`;
  if (externalId.length >= SHORTEST && externalId.length <= LONGEST) return undefined;
  return `${expected} one of ${externalId.length}. Copy it again, whole.`;
}
