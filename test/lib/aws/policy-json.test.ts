import { Fn, TerraformVariable, Token } from 'cdktf';
import { policyDocument } from '../../../src/aws';
import { isKnownOnlyToTerraformInPolicy, literalPart, policyArgument } from '../../../lib/aws/policy-json';
import { newStack, resolve } from '../synthesized';

function rendered(stack: ReturnType<typeof newStack>, resource: string | string[]): string {
  const document = policyDocument({ Effect: 'Allow', Action: 's3:GetObject', Resource: resource });
  const text = String(resolve(stack, policyArgument(stack, document)));
  return /"Resource"(?: = |:)(.*?)\}\]\}/.exec(text)?.[1] ?? text;
}

const stack = newStack();
const token = new TerraformVariable(stack, 'v', { type: 'string' }).stringValue;
const list = Token.asList(new TerraformVariable(stack, 'l', { type: 'list(string)' }).listValue);

test.each<[string, string | string[], string]>([
  ['a literal', 'arn:aws:s3:::logs', '"arn:aws:s3:::logs"'],
  ['a token', token, 'var.v'],
  ['a token twice', [token, `${token}/*`], '[var.v, "${var.v}/*"]'],
  ['an expression twice', ['${a.b.arn}', '${a.b.arn}/*'], '[a.b.arn, "${a.b.arn}/*"]'],
  ['expressions inside', 'x-${a.b}-${c.d[0].e}-y', '"x-${a.b}-${c.d[0].e}-y"'],
  ['a function call', Fn.join(':', ['a', token]), 'join(":", ["a", var.v])'],
  ['a list', list, 'var.l'],
  ["IAM's variable", 'arn:${aws:username}/x', '"arn:${"$${aws:username}"}/x"'],
  ["IAM's wildcard letters", ['${*}${?}${$}', token], '["${"$${*}"}${"$${?}"}${"$${$}"}", var.v]'],
])('%s becomes what Terraform reads', (_what, resource, expected) => {
  expect(rendered(stack, resource)).toBe(expected);
});

test.each([
  ['plain', false],
  ['${var.x}', true],
  ['${provider::palette::ecr_hosts("us-east-1")}', true],
  ['${aws:PrincipalTag/team}', false],
  ['${aws:username}-${var.x}', true],
  [token, true],
  [list[0] ?? '', true],
])('%s is known only to Terraform: %s', (text, expected) => {
  expect(isKnownOnlyToTerraformInPolicy(text)).toBe(expected);
});

test.each([
  ['a-${var.x}-b', 'a--b'],
  ['a-${aws:username}-b', 'a-${aws:username}-b'],
  [`a-${token}`, 'a-'],
])('of %s what is known is %s', (text, expected) => {
  expect(literalPart(text)).toBe(expected);
});
