/** An IAM policy as data, in the order of keys in which AWS's documents show them. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  readonly Principal?: { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The document as text. IAM policy variables ("${aws:PrincipalTag/team}") stay as they are. */
export function policyJson(document: PolicyDocument): string {
  return JSON.stringify(document);
}
