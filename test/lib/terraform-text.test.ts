import { TerraformVariable } from 'cdktf';
import { isKnownOnlyToTerraform, terraformText } from '../../lib/terraform-text';
import { newStack } from './synthesized';

test.each([
  ['plain', 'plain'],
  ['p${ss', 'p$${ss'],
  ['p%{ss', 'p%%{ss'],
  ['100%', '100%'],
  ['${var.password}', '${var.password}'],
  ['user-${var.team}', 'user-${var.team}'],
  ['${var.a} and ${', '$${var.a} and $${'],
  ['${}', '$${}'],
])('%s is for Terraform %s', (value, expected) => {
  expect(terraformText(value)).toBe(expected);
});

test('a token stays a token', () => {
  const { stringValue } = new TerraformVariable(newStack(), 'password', { type: 'string' });
  expect(terraformText(stringValue)).toBe(stringValue);
  expect(isKnownOnlyToTerraform(stringValue)).toBe(true);
});

test.each([
  ['${ephemeral.vault_secret.x.data}', true],
  ['p${ss', false],
  ['secret', false],
])('%s is known only to Terraform: %s', (value, expected) => {
  expect(isKnownOnlyToTerraform(value)).toBe(expected);
});
