import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformVariable } from 'cdktf';
import { EcrAccessPolicy, EcrHelmRegistry, EcrIdentity, PaletteEcrUser, PaletteTrustRole } from '../../../lib/aws';
import { newStack } from '../synthesized';
import { refusal } from './parts';

const ECR = { endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com', baseContentPaths: ['charts'] };
const ONE_ROLE =
  'Leave it out for a unique one. For one role of several registries write const role = new PaletteTrustRole(stack, ' +
  "'role', { roleName: 'palette', … }), and in each identity: EcrIdentity.existingRole(role).";

test.each([
  ['roleName', 'Role', EcrIdentity.role({ roleName: 'palette' }), ONE_ROLE],
  [
    'userName',
    'User',
    EcrIdentity.user({ userName: 'palette' }),
    'Give each a name of its own, or leave it out for a unique one.',
  ],
])('one identity with a %s for two registries is refused, as IAM would at apply', (prop, id, identity, advice) => {
  const stack = newStack();
  new EcrHelmRegistry(stack, 'a', { ...ECR, identity });
  expect(refusal(() => new EcrHelmRegistry(stack, 'b', { ...ECR, identity }))).toBe(
    `"stack/b" cannot be built from these props:\n  'identity.${prop}' ("palette") is that of "stack/a/${id}" too, and IAM ` +
      `takes a name once in an account. ${advice}`,
  );
});

test('so is a second policy of a name, which IAM compares without regard to case', () => {
  const stack = newStack();
  new EcrAccessPolicy(stack, 'a', { policyName: 'Charts' });
  expect(refusal(() => new EcrAccessPolicy(stack, 'b', { policyName: 'charts' }))).toBe(
    '"stack/b" cannot be built from these props:\n' +
      `  'policyName' ("charts") is that of "stack/a" too, and IAM takes a name once in an account. Leave it out for a ` +
      'unique one, or attach one policy to several roles.',
  );
});

test('one role of several registries is what the advice says', () => {
  const stack = newStack();
  const role = new PaletteTrustRole(stack, 'role', { roleName: 'palette' });
  for (const id of ['a', 'b']) {
    new EcrHelmRegistry(stack, id, { ...ECR, identity: EcrIdentity.existingRole(role) });
  }
  expect(() => new PaletteEcrUser(stack, 'user', { userName: 'palette' })).not.toThrow();
});

test('names of two accounts, made names, and those that only Terraform knows are fine', () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'other', { alias: 'other' });
  const roleName = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
  const props = [{ roleName: 'palette' }, { roleName: 'palette', provider }, {}, {}, { roleName }, { roleName }];
  expect(() => props.forEach((of, index) => new PaletteTrustRole(stack, `role${index}`, of))).not.toThrow();
});
