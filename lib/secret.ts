import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import { type Problem, textProblems } from './problems';
import { isKnownOnlyToTerraform, terraformText } from './terraform-text';

/** A secret and how Terraform treats it. */
export interface Secret {
  readonly value: string;
  readonly version?: number;
  readonly keepInState?: boolean;
}

/** A secret as arguments of the resource: exactly one of `kept` and `writeOnly`, none of one that `secretProblems` refuses. */
export interface SecretArguments {
  readonly kept?: string;
  readonly writeOnly?: string;
  readonly writeOnlyVersion?: number;
}

/** Of a secret that must be given. */
export function secretProblems(prop: string, value: string): Problem[] {
  const name = prop.split('.').at(-1) ?? prop;
  const variable = `new TerraformVariable(stack, '${name}', { type: 'string', sensitive: true }).stringValue`;
  // Without the value: it may be a secret of another type.
  return textProblems(prop, value, `Write ${name}: ${variable}`).map(({ reason }) => ({ prop, reason }));
}

/**
 * Write-only unless the state is to keep it. Warns when the secret is written out in the program: synthesis would put it
 * in plain text into cdk.tf.json.
 */
export function secretArguments(
  scope: Construct,
  prop: string,
  { value, version, keepInState }: Secret,
): SecretArguments {
  if (secretProblems(prop, value).length > 0) return {};
  if (!isKnownOnlyToTerraform(value)) {
    Annotations.of(scope).addWarning(
      `'${prop}' is a literal string, so it stands in plain text in the synthesized configuration. Use a variable and set ` +
        `TF_VAR_${prop}: new TerraformVariable(stack, '${prop}', { type: 'string', sensitive: true }).stringValue`,
    );
  }
  if (keepInState) return { kept: terraformText(value) };
  return { writeOnly: terraformText(value), writeOnlyVersion: version };
}
