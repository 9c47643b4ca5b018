interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal: { readonly AWS: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Caller {
  readonly arn: string;
  readonly externalId?: string;
}

/**
 * Whether a role may be assumed by a caller. moto cannot tell: it looks for the role in the caller's account, takes
 * ":root" for a user, and overlooks a missing external ID. This knows what AWS knows of the statements that Palette needs
 * (IAM User Guide, "AWS JSON policy elements: Principal"); others are an error here and not a silent yes or no.
 * @param document the role's trust policy; none = no such role
 */
export function isTrusted(document: string | undefined, caller: Caller): boolean {
  if (document === undefined) return false;
  const { Statement } = JSON.parse(document) as { Statement: Statement | readonly Statement[] };
  return listOf(Statement).some((statement) => allows(statement, caller));
}

function allows({ Effect, Action, Principal, Condition = {} }: Statement, { arn, externalId }: Caller): boolean {
  const { StringEquals: { 'sts:ExternalId': wanted, ...otherKeys } = {}, ...otherOperators } = Condition;
  if (Effect !== 'Allow' || Object.keys({ ...otherKeys, ...otherOperators }).length > 0) {
    throw new Error(`this trust policy is not understood here: ${JSON.stringify({ Effect, Condition })}`);
  }
  const [, , , , account = ''] = arn.split(':');
  const names = [arn, account, `arn:aws:iam::${account}:root`];
  const isNamed = listOf(Principal.AWS).some((name) => names.includes(name));
  return listOf(Action).includes('sts:AssumeRole') && isNamed && (wanted === undefined || wanted === externalId);
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
