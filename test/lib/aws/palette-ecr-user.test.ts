import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { OciHelmRegistry, RegistryAuth } from '../../../lib';
import { EcrAccessPolicy, EcrActionSet, PaletteEcrUser } from '../../../lib/aws';
import { newStack, resolve, warningsOf } from '../synthesized';
import { onlyResource, refusal } from './parts';

test('every setting reaches the user; path, tags and provider also the policy that is made', () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'aws', { alias: 'eu' });
  new PaletteEcrUser(stack, 'user', {
    userName: 'palette',
    path: '/palette/',
    permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary',
    tags: { team: 'platform' },
    actions: EcrActionSet.PULL,
    provider,
  });
  const shared = { path: '/palette/', tags: { team: 'platform' }, provider: 'aws.eu' };
  expect(onlyResource(stack, 'aws_iam_user')).toEqual({
    name: 'palette',
    permissions_boundary: 'arn:aws:iam::123456789012:policy/boundary',
    ...shared,
  });
  expect(onlyResource(stack, 'aws_iam_policy')).toMatchObject(shared);
  expect(onlyResource(stack, 'aws_iam_policy')['policy']).toContain('"Sid":"EcrRead"');
  expect(onlyResource(stack, 'aws_iam_access_key')['provider']).toBe('aws.eu');
});

test('a new access key is made before the old one is deleted', () => {
  const stack = newStack();
  new PaletteEcrUser(stack, 'user');
  expect(onlyResource(stack, 'aws_iam_access_key')['lifecycle']).toEqual({ create_before_destroy: true });
});

test('users are named after their place in the program, within the 64 characters of IAM', () => {
  const nameOf = (stackId: string, id: string): string => {
    const stack = newStack(stackId);
    new PaletteEcrUser(stack, id);
    return String(onlyResource(stack, 'aws_iam_user')['name']);
  };
  expect(nameOf('shop', 'user')).toMatch(/^palette-ecr-shop-user-[0-9a-f]{8}$/);
  expect(nameOf('shop', 'x'.repeat(100))).toMatch(/^palette-ecr-shop-x{38}-[0-9a-f]{8}$/);
  expect(nameOf('shop', 'one')).not.toBe(nameOf('bank', 'one'));
});

test('a registry logs in with the key, whose secret is write-only, and waits for user, policy and attachment', () => {
  const stack = newStack();
  const user = new PaletteEcrUser(stack, 'user');
  new OciHelmRegistry(stack, 'ecr', {
    endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    auth: RegistryAuth.ecrUser(user),
    baseContentPaths: ['charts'],
  });
  const key = `aws_iam_access_key.${user.accessKey.friendlyUniqueId}`;
  expect(onlyResource(stack, 'palette_oci_registry')).toMatchObject({
    ecr: { private: true, credentials: { access_key: `\${${key}.id}`, secret_key_wo: `\${${key}.secret}` } },
    depends_on: [
      expect.stringMatching(/^aws_iam_user\.user_/),
      expect.stringMatching(/^aws_iam_policy\.user_/),
      expect.stringMatching(/^aws_iam_user_policy_attachment\.user_/),
    ],
  });
  expect(JSON.stringify(onlyResource(stack, 'palette_oci_registry'))).not.toContain('"secret_key":');
  expect(warningsOf(stack)).toEqual([]);
  const reference = `aws_iam_user.${user.resource.friendlyUniqueId}`;
  expect(resolve(stack, [user.userArn, user.userName])).toEqual([`\${${reference}.arn}`, `\${${reference}.name}`]);
});

test('what is wrong is told at once', () => {
  const stack = newStack();
  const accessPolicy = new EcrAccessPolicy(stack, 'policy');
  const build = () =>
    new PaletteEcrUser(stack, 'user', { accessPolicy, listRepositories: true, userName: '', path: '' });
  expect(refusal(build)).toBe(
    [
      '"stack/user" cannot be built from these props:',
      "  'listRepositories' (true) has no effect beside 'accessPolicy', which says what may be read. Move it there, or remove 'accessPolicy'.",
      `  'userName' ("") must not be empty. Leave it out to have a unique one made.`,
      `  'path' ("") must begin and end with a slash and have no spaces. Write '//'.`,
    ].join('\n'),
  );
});
