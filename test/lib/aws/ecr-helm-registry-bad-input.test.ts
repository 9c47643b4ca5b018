import { TerraformVariable } from 'cdktf';
import {
  EcrAccessPolicy,
  EcrActionSet,
  EcrHelmRegistry,
  type EcrHelmRegistryProps,
  EcrIdentity,
} from '../../../lib/aws';
import { newStack } from '../synthesized';
import { refusal } from './parts';

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const ECR = { endpoint: HOST, baseContentPaths: ['charts'] };

test.each<[string, EcrHelmRegistryProps, string]>([
  [
    'all that is wrong with the registry',
    { endpoint: `https://${HOST}`, baseContentPaths: ['/charts'] },
    '"stack/ecr" cannot be built from these props:\n' +
      `  'endpoint' ("https://${HOST}") is not the host of an Amazon ECR. Expected a host such as "${HOST}", got ` +
      `"https://${HOST}". Remove "https://".\n` +
      `  'baseContentPaths[0]' ("/charts") must not begin or end with a slash. Write 'charts'.`,
  ],
  [
    'nobody at a private registry, and a path that no repository has',
    { endpoint: HOST, baseContentPaths: ['Charts'], identity: EcrIdentity.anonymous() },
    '"stack/ecr" cannot be built from these props:\n' +
      `  'identity' is EcrIdentity.anonymous(), but "${HOST}" is a private registry. Write identity: EcrIdentity.role(), or ` +
      'leave it out.\n' +
      `  'baseContentPaths[0]' ("Charts") is no name of a repository in Amazon ECR. Names of repositories have lower-case ` +
      `letters, digits and ._-/ only; "*" and "?" stand for others. Write 'charts'.`,
  ],
  [
    'a role in China without account',
    { ...ECR, endpoint: '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn' },
    '"stack/ecr" cannot be built from these props:\n' +
      `  'identity.partition' ("aws-cn") is not one in which a tenant knows an AWS account of Palette: 'aws', 'aws-us-gov'. Write one ` +
      "of them, or set 'accountId' and 'externalId'.",
  ],
])('%s: refused with what to write', (_what, props, message) => {
  expect(refusal(() => new EcrHelmRegistry(newStack(), 'ecr', props))).toBe(message);
});

test.each([
  ['role', EcrIdentity.role],
  ['user', EcrIdentity.user],
])('a %s with a policy and options for another is refused', (_what, identityOf) => {
  const stack = newStack();
  const identity = identityOf({ accessPolicy: new EcrAccessPolicy(stack, 'policy'), actions: EcrActionSet.PULL });
  expect(refusal(() => new EcrHelmRegistry(stack, 'ecr', { ...ECR, identity }))).toBe(
    `"stack/ecr" cannot be built from these props:\n  'identity.actions' ("pull") has no effect beside 'accessPolicy', which ` +
      "says what may be read. Move it there, or remove 'accessPolicy'.",
  );
});

test.each([
  [EcrIdentity.role(), "{ regions: ['us-east-1'], assumeRole: true }"],
  [EcrIdentity.user(), "{ regions: ['us-east-1'] }"],
])(
  'an allowlist whose region only Terraform knows is refused with the code for one, however often',
  (identity, props) => {
    const stack = newStack();
    const endpoint = new TerraformVariable(stack, 'host', { type: 'string' }).stringValue;
    const registry = new EcrHelmRegistry(stack, 'ecr', { ...ECR, endpoint, identity });
    const text =
      '"stack/ecr" cannot be built from these props:\n' +
      "  'endpoint' is known only to Terraform, so the region of the allowlist cannot be read off it. Make one beside the " +
      `registry: new StarportAllowlist(stack, 'allowlist', ${props}).`;
    expect([refusal(() => registry.allowlist), refusal(() => registry.allowlist)]).toEqual([text, text]);
  },
);

test('what does not compile', () => {
  const stack = newStack();
  // @ts-expect-error the identity says how Palette logs in: no RegistryAuth beside it
  new EcrHelmRegistry(stack, 'a', { ...ECR, auth: undefined });
  // @ts-expect-error an endpoint is needed
  expect(() => new EcrHelmRegistry(stack, 'b', { baseContentPaths: ['charts'] })).toThrow();
  // @ts-expect-error a role is never existing without its external ID
  EcrIdentity.existingRole({ roleArn: 'arn:aws:iam::123456789012:role/r' });
  // @ts-expect-error a user is not assumed, so it has no external ID
  EcrIdentity.user({ externalId: 'id' });
  // @ts-expect-error identities are made by the static methods
  expect(() => new EcrIdentity()).not.toThrow();
  // @ts-expect-error ECR has no path between host and API
  expect(() => new EcrHelmRegistry(stack, 'c', { ...ECR, endpointSuffix: '/api' })).toThrow();
});
