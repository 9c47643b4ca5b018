import { TerraformVariable } from 'cdktf';
import { OciHelmRegistry, RegistryAuth } from '../../lib';
import { newStack, synthesize, warningsOf } from './synthesized';

const SECRET = '${var.secret}';
const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

function authArguments(auth: RegistryAuth, endpoint = 'https://harbor.example.com'): unknown {
  const stack = newStack();
  new OciHelmRegistry(stack, 'r', { endpoint, auth, synchronization: false });
  const { palette_oci_registry: registries } = synthesize(stack).resource as Record<string, Record<string, object>>;
  const { basic, ecr } = Object.values(registries ?? {})[0] as { basic?: unknown; ecr?: unknown };
  return { basic, ecr };
}

test.each<[string, RegistryAuth, string | undefined, object]>([
  ['anonymous', RegistryAuth.anonymous(), undefined, { basic: {} }],
  [
    'basic',
    RegistryAuth.basic({ username: 'robot', password: SECRET }),
    undefined,
    { basic: { username: 'robot', password_wo: SECRET } },
  ],
  [
    'basic with a version',
    RegistryAuth.basic({ username: 'robot', password: SECRET, passwordVersion: 3 }),
    undefined,
    { basic: { username: 'robot', password_wo: SECRET, password_wo_version: 3 } },
  ],
  [
    'basic kept in state',
    RegistryAuth.basic({ username: 'robot', password: SECRET, keepInState: true }),
    undefined,
    { basic: { username: 'robot', password: SECRET } },
  ],
  [
    'token',
    RegistryAuth.token({ token: SECRET, tokenVersion: 1 }),
    undefined,
    { basic: { token_wo: SECRET, token_wo_version: 1 } },
  ],
  [
    'token kept in state',
    RegistryAuth.token({ token: SECRET, keepInState: true }),
    undefined,
    { basic: { token: SECRET } },
  ],
  ['ecrPublic', RegistryAuth.ecrPublic(), 'public.ecr.aws', { ecr: { private: false } }],
  [
    'ecrAccessKey',
    RegistryAuth.ecrAccessKey({ accessKey: 'AKIA', secretKey: SECRET, secretKeyVersion: 1 }),
    ECR_HOST,
    { ecr: { private: true, credentials: { access_key: 'AKIA', secret_key_wo: SECRET, secret_key_wo_version: 1 } } },
  ],
  [
    'ecrAccessKey kept in state',
    RegistryAuth.ecrAccessKey({ accessKey: 'AKIA', secretKey: SECRET, keepInState: true }),
    ECR_HOST,
    { ecr: { private: true, credentials: { access_key: 'AKIA', secret_key: SECRET } } },
  ],
  [
    'ecrAssumeRole',
    RegistryAuth.ecrAssumeRole({ roleArn: 'arn:aws:iam::123456789012:role/r', externalId: 'id', partition: 'aws' }),
    ECR_HOST,
    {
      ecr: {
        private: true,
        partition: 'aws',
        sts: { role_arn: 'arn:aws:iam::123456789012:role/r', external_id: 'id' },
      },
    },
  ],
])('%s writes its block and nothing else', (_name, auth, endpoint, expected) => {
  expect(authArguments(auth, endpoint)).toEqual({ basic: undefined, ecr: undefined, ...expected });
});

test('a literal secret is warned about, with the code to write instead', () => {
  const stack = newStack();
  const auth = RegistryAuth.basic({ username: 'robot', password: 'hunter2' });
  new OciHelmRegistry(stack, 'r', { endpoint: 'https://harbor.example.com', auth, synchronization: false });
  expect(warningsOf(stack)).toEqual([
    "'password' is a literal string, so it stands in plain text in the synthesized configuration. Use a variable and set " +
      "TF_VAR_password: new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue",
  ]);
});

test.each<[string, (stack: ReturnType<typeof newStack>) => string]>([
  [
    'a sensitive variable',
    (stack) => new TerraformVariable(stack, 'p', { type: 'string', sensitive: true }).stringValue,
  ],
  ['an expression', () => '${ephemeral.vault_secret.registry.data}'],
])('%s is not warned about', (_name, secret) => {
  const stack = newStack();
  const auth = RegistryAuth.basic({ username: 'robot', password: secret(stack) });
  new OciHelmRegistry(stack, 'r', { endpoint: 'https://harbor.example.com', auth, synchronization: false });
  expect(warningsOf(stack)).toEqual([]);
});

test('a template mark inside a literal secret reaches Palette as it is', () => {
  expect(authArguments(RegistryAuth.basic({ username: 'robot', password: 'p${ss' }))).toEqual({
    basic: { username: 'robot', password_wo: 'p$${ss' },
    ecr: undefined,
  });
});

describe('a role or user that is made by the program', () => {
  const dependables = [{ fqn: 'aws_iam_role_policy_attachment.reads' }];

  test.each<[string, RegistryAuth, object]>([
    [
      'ecrRole',
      RegistryAuth.ecrRole({ roleArn: '${aws_iam_role.r.arn}', externalId: 'id', dependables }),
      { private: true, sts: { role_arn: '${aws_iam_role.r.arn}', external_id: 'id' } },
    ],
    [
      'ecrUser',
      RegistryAuth.ecrUser({ accessKeyId: 'AKIA', secretAccessKey: SECRET, dependables }),
      { private: true, credentials: { access_key: 'AKIA', secret_key_wo: SECRET } },
    ],
  ])('%s: the registry waits for what makes it able to read', (_name, auth, ecr) => {
    const stack = newStack();
    new OciHelmRegistry(stack, 'r', { endpoint: ECR_HOST, auth, synchronization: false });
    const { palette_oci_registry: registries } = synthesize(stack).resource as Record<string, Record<string, object>>;
    expect(Object.values(registries ?? {})[0]).toMatchObject({ ecr, depends_on: [dependables[0]?.fqn] });
  });

  test('needs nothing that waits', () => {
    const auth = RegistryAuth.ecrRole({ roleArn: 'arn:aws:iam::123456789012:role/r', externalId: 'id' });
    expect(authArguments(auth, ECR_HOST)).toMatchObject({ ecr: { private: true, sts: { external_id: 'id' } } });
  });

  test('a literal secret of a user is warned about', () => {
    const stack = newStack();
    const auth = RegistryAuth.ecrUser({ accessKeyId: 'AKIA', secretAccessKey: 'literal' });
    new OciHelmRegistry(stack, 'r', { endpoint: ECR_HOST, auth, synchronization: false });
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/^'secretAccessKey' is a literal string/)]);
  });
});
