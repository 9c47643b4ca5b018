import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Problem } from '../problems';
import { isKnownOnlyToTerraform } from '../terraform-text';

/** A name in IAM, where roles, users and policies each have their own; undefined = a unique one is made. */
export interface IamName {
  readonly prop: 'roleName' | 'userName' | 'policyName';
  readonly name?: string;
  /** A provider block stands for an account. */
  readonly provider?: TerraformProvider;
}

/** Paths of the constructs of a stack, by what is named and its name. */
const pathsByStack = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Of a second one of the same name, as an identity makes it that is given to two registries: the plan would be fine, and
 * IAM would refuse it with EntityAlreadyExists.
 */
export function takenNameProblems(scope: Construct, { prop, name, provider }: IamName, advice: string): Problem[] {
  const other = pathsOf(scope).get(keyOf({ prop, name, provider }));
  if (name === undefined || other === undefined) return [];
  return [
    { prop, value: name, reason: `is that of "${other}" too, and IAM takes a name once in an account. ${advice}` },
  ];
}

/** Says that the construct has the name from now on. */
export function takeName(construct: Construct, name: IamName): void {
  if (typeof name.name !== 'string' || isKnownOnlyToTerraform(name.name)) return;
  pathsOf(construct).set(keyOf(name), construct.node.path);
}

function pathsOf(scope: Construct): Map<string, string> {
  const stack = TerraformStack.of(scope);
  const paths = pathsByStack.get(stack) ?? new Map<string, string>();
  pathsByStack.set(stack, paths);
  return paths;
}

/** IAM does not tell upper from lower case in names. */
function keyOf({ prop, name, provider }: IamName): string {
  return JSON.stringify([prop, provider?.alias, String(name).toLowerCase()]);
}
