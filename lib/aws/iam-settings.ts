import type { TerraformProvider } from 'cdktf';
import { iamNameProblem, iamPathProblem, policyArnProblem } from '../../src/aws';
import type { Problem } from '../problems';
import { isKnownOnlyToTerraform } from '../terraform-text';

/** Tags by their keys. */
export interface IamTags {
  readonly [key: string]: string;
}

/** What organizations ask of every IAM role and user. */
export interface IamSettings {
  /**
   * IAM path, such as `/palette/`.
   * @default "/"
   */
  readonly path?: string;
  /**
   * ARN of the managed policy that limits what it can be allowed at most. It must allow the actions of the access policy.
   * @default - none
   */
  readonly permissionsBoundary?: string;
  /**
   * Tags, also of the access policy that is made.
   * @default - none
   */
  readonly tags?: IamTags;
  /**
   * AWS provider block, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}

/** Applies a rule unless the value is left out or only Terraform knows it. */
export function problemsOf<Value>(
  prop: string,
  value: Value | undefined,
  rule: (value: Value) => string | undefined,
): Problem[] {
  if (value === undefined || isKnownOnlyToTerraform(value)) return [];
  const reason = rule(value);
  return reason === undefined ? [] : [{ prop, value, reason }];
}

export function nameProblems(prop: string, name: string | undefined, longest: number): Problem[] {
  return problemsOf(prop, name, (value) => iamNameProblem(value, longest));
}

export function settingsProblems({ path, permissionsBoundary }: IamSettings): Problem[] {
  return [
    ...problemsOf('path', path, iamPathProblem),
    ...problemsOf('permissionsBoundary', permissionsBoundary, policyArnProblem),
  ];
}
