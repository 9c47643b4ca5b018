/** An IAM policy as data, in the order of keys in which AWS's documents show them. */
export interface PolicyDocument {
  /** Version of the policy language. */
  readonly Version: '2012-10-17';
  /** What is allowed. */
  readonly Statement: readonly PolicyStatement[];
}

/** One statement of a policy, in the words of IAM's JSON. */
export interface PolicyStatement {
  /** Name of the statement. @default - none */
  readonly Sid?: string;
  /** Nothing here denies. */
  readonly Effect: 'Allow';
  /** Who is allowed: trust policies and policies of a resource. @default - whoever the policy is attached to */
  readonly Principal?: { readonly AWS: string };
  /** What is allowed, such as `ecr:BatchGetImage`. */
  readonly Action: string | readonly string[];
  /** ARNs; trust policies have none. @default - what the policy is attached to */
  readonly Resource?: string | readonly string[];
  /** Operator, key and value, such as `StringEquals`, `sts:ExternalId`. @default - none */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The policy of a VPC endpoint. It grants nothing: it lets through what IAM allows besides. */
export interface EndpointPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly EndpointPolicyStatement[];
}

/** One statement of a VPC endpoint's policy, in the words of IAM's JSON. */
export interface EndpointPolicyStatement {
  /** Name of the statement. */
  readonly Sid: string;
  /** Nothing here denies; what no statement lets through is stopped. */
  readonly Effect: 'Allow';
  /** Whoever it is: IAM decides. */
  readonly Principal: '*';
  /** What is let through, such as `s3:GetObject`. */
  readonly Action: readonly string[];
  /** ARNs. */
  readonly Resource: readonly string[];
}

/** "IAM and AWS STS quotas", IAM User Guide: characters of a managed policy; cannot be raised. */
export const MANAGED_POLICY_QUOTA = 6_144;

export function policyDocument(...statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** The document as text. IAM policy variables ("${aws:PrincipalTag/team}") stay as they are. */
export function policyJson(document: PolicyDocument | EndpointPolicy): string {
  return JSON.stringify(document);
}

/** Its size as IAM counts it against the quota: white space is free. */
export function policySize(document: PolicyDocument): number {
  return policyJson(document).replace(/\s/g, '').length;
}
