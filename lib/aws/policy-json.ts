import { Fn, ref, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { type EndpointPolicy, type PolicyDocument, policyJson } from '../../src/aws';
import { isKnownOnlyToTerraform } from '../terraform-text';

/** A variable that IAM fills in, such as `${aws:PrincipalTag/team}`; Terraform has no expression of that form. */
const POLICY_VARIABLE = /\$\{([a-z][a-z0-9-]*:[A-Za-z][^{}]*|[*?$])\}/g;
/** A whole expression of Terraform, tokens among them. */
const EXPRESSION = /(?<!\$)\$\{[^{}]+\}/g;
/** The only element of a list that is a token as a whole. */
const LIST_TOKEN = /^#\{TfToken\[[^\]]+\]\}$/;

/** `isKnownOnlyToTerraform` for texts in which `${aws:…}` is IAM's business. */
export function isKnownOnlyToTerraformInPolicy(text: string): boolean {
  return LIST_TOKEN.test(text) || isKnownOnlyToTerraform(withoutPolicyVariables(text));
}

/** Stands in for IAM's variables, so that what is around them can be checked. */
export function withoutPolicyVariables(text: string): string {
  return text.replace(POLICY_VARIABLE, '*');
}

/** Without what only Terraform knows: the least that the text will be. */
export function literalPart(text: string): string {
  return text.replace(EXPRESSION, (found) => (found.match(POLICY_VARIABLE) ? found : '')).replace(LIST_TOKEN, '');
}

/**
 * The document as an argument of a resource. Plain JSON where nothing in it is Terraform's or IAM's to fill in; else
 * `jsonencode(…)`, because JSON with a token in it is not escaped for HCL (hashicorp/terraform-cdk#3911) and a value
 * with a quote would break it.
 */
export function policyArgument(scope: Construct, document: PolicyDocument | EndpointPolicy): string {
  const json = policyJson(document);
  if (!/[$#]\{/.test(json)) return json;
  return Fn.jsonencode(withReferences(TerraformStack.of(scope), document));
}

/** `Fn` takes only tokens for expressions, so those that are written out become tokens, IAM's variables as literals. */
function withReferences(stack: TerraformStack, value: unknown): unknown {
  if (Array.isArray(value) && Token.isUnresolved(value)) return value;
  if (Array.isArray(value)) return value.map((element) => withReferences(stack, element));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, withReferences(stack, element)]));
  }
  if (typeof value !== 'string') return value;
  if (LIST_TOKEN.test(value)) return [value];
  return value.replace(EXPRESSION, (found) => {
    if (Token.isUnresolved(found)) return found;
    return Token.asString(ref(found.match(POLICY_VARIABLE) ? `"$${found}"` : found.slice(2, -1), stack));
  });
}
