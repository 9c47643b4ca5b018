import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import { isKnownOnlyToTerraform, terraformText } from './terraform-text';

/** A secret and how Terraform treats it. */
export interface Secret {
  readonly value: string;
  readonly version?: number;
  readonly keepInState?: boolean;
}

/** A secret as arguments of the resource: exactly one of `kept` and `writeOnly`. */
export interface SecretArguments {
  readonly kept?: string;
  readonly writeOnly?: string;
  readonly writeOnlyVersion?: number;
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
  if (!isKnownOnlyToTerraform(value)) {
    Annotations.of(scope).addWarning(
      `'${prop}' is a literal string, so it stands in plain text in the synthesized configuration. Use a variable and set ` +
        `TF_VAR_${prop}: new TerraformVariable(stack, '${prop}', { type: 'string', sensitive: true }).stringValue`,
    );
  }
  if (keepInState) return { kept: terraformText(value) };
  return { writeOnly: terraformText(value), writeOnlyVersion: version };
}
