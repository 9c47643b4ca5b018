import { Fn, TerraformVariable } from 'cdktf';
import { EcrAccessPolicy } from '../../../lib/aws';
import { idFromText } from '../../../lib/aws/id-from-text';
import { newStack } from '../synthesized';
import { resourcesOf } from './parts';

test.each([
  ['palette-role_1.x', 'palette-role_1.x'],
  ['10.0.0.0/16', '10.0.0.0-16-638e1131'],
  ['a@b', 'a-b-7508d8b5'],
  ['a+b', 'a-b-300273da'],
  ['a--b', 'a-b-90827a2e'],
])('the text %s makes the id %s', (text, id) => {
  expect(idFromText(newStack(), text)).toBe(id);
});

test('a token makes the same id whatever was made before it', () => {
  const idAfter = (tokens: number): string => {
    const stack = newStack();
    for (let made = 0; made < tokens; made += 1) Fn.upper('x');
    return idFromText(stack, new TerraformVariable(stack, 'name', {}).stringValue);
  };
  expect([idAfter(0), idAfter(7)]).toEqual(['var.name', 'var.name']);
});

test('users whose names differ in one sign have an attachment each', () => {
  const stack = newStack();
  const policy = new EcrAccessPolicy(stack, 'policy');
  for (const name of ['jane@example', 'jane-example', 'jane+example']) policy.attachToUser({ name });
  expect(
    resourcesOf(stack, 'aws_iam_user_policy_attachment')
      .map(({ user }) => user)
      .sort(),
  ).toEqual(['jane+example', 'jane-example', 'jane@example']);
});
