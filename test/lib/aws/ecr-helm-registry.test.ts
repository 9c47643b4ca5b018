import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformVariable, Token } from 'cdktf';
import { PaletteProviderBinding } from '../../../lib';
import {
  EcrAccessPolicy,
  EcrActionSet,
  EcrHelmRegistry,
  type EcrHelmRegistryProps,
  EcrIdentity,
  PaletteTrustRole,
} from '../../../lib/aws';
import { newStack, resolve, synthesize, warningsOf } from '../synthesized';
import { onlyResource, resourcesBySid, resourcesOf } from './parts';

const HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const REGISTRY = 'arn:aws:ecr:us-east-1:123456789012:repository';
const ECR = { endpoint: HOST, baseContentPaths: ['charts'] };

function granted(props: Partial<EcrHelmRegistryProps> = {}): Readonly<Record<string, unknown>> {
  const { policy } = new EcrHelmRegistry(newStack(), 'ecr', { ...ECR, ...props });
  return policy ? resourcesBySid(policy.policyDocument) : {};
}

test('the fewest props make role, policy, attachment and registry', () => {
  const stack = newStack();
  const { role, policy, user, registry } = new EcrHelmRegistry(stack, 'ecr', ECR);
  expect(
    Object.entries(synthesize(stack)['resource'] as object).map(([type, all]) => [type, Object.keys(all).length]),
  ).toEqual([
    ['aws_iam_policy', 1],
    ['aws_iam_role', 1],
    ['aws_iam_role_policy_attachment', 1],
    ['palette_oci_registry', 1],
  ]);
  expect(onlyResource(stack, 'palette_oci_registry')).toMatchObject({
    name: 'ecr',
    endpoint: HOST,
    base_content_paths: ['charts'],
    synchronization: true,
    ecr: { private: true, sts: { external_id: '${data.palette_aws_trust.PaletteAwsTrust-aws.external_id}' } },
    depends_on: [
      expect.stringMatching(/^aws_iam_role\./),
      expect.stringMatching(/^aws_iam_policy\./),
      expect.stringMatching(/^aws_iam_role_policy_attachment\./),
    ],
  });
  expect(role?.accessPolicy).toBe(policy);
  expect(user).toBeUndefined();
  expect(registry.node.path).toBe('stack/ecr/Registry');
  expect(warningsOf(stack)).toEqual([]);
});

test('every prop of a registry reaches it', () => {
  const stack = newStack();
  const provider = new PaletteProviderBinding(stack, 'palette', { alias: 'eu' });
  const registry = new EcrHelmRegistry(stack, 'ecr', {
    ...ECR,
    name: 'charts',
    tls: { caCertificate: 'PEM' },
    labels: { team: 'platform' },
    validate: false,
    waitForSync: false,
    timeouts: { create: '20m' },
    provider,
  });
  expect(onlyResource(stack, 'palette_oci_registry')).toMatchObject({
    name: 'charts',
    tls: { ca_certificate: 'PEM' },
    labels: { team: 'platform' },
    validate: false,
    wait_for_sync: false,
    timeouts: { create: '20m' },
    provider: 'palette.eu',
  });
  expect(synthesize(stack)['data']).toEqual({
    palette_aws_trust: { 'PaletteAwsTrust-aws-eu': { partition: 'aws', provider: 'palette.eu' } },
  });
  const address = `palette_oci_registry.${registry.registry.resource.friendlyUniqueId}`;
  expect(resolve(stack, [registry.registryId, registry.registryName])).toEqual([
    `\${${address}.id}`,
    `\${${address}.name}`,
  ]);
});

describe('what Palette may read', () => {
  test('is what is at and below the base content paths, and the names of all repositories', () => {
    expect(granted({ baseContentPaths: ['charts', 'team/a'] })).toEqual({
      EcrRegistry: '*',
      EcrRepositories: [`${REGISTRY}/charts`, `${REGISTRY}/charts/*`, `${REGISTRY}/team/a`, `${REGISTRY}/team/a/*`],
      EcrRepositoryList: `${REGISTRY}/*`,
      EcrPublicRegistry: '*',
      EcrPublicBearerToken: '*',
    });
  });

  test.each<[string, Partial<EcrHelmRegistryProps>, unknown]>([
    ['all of the registry without paths', { baseContentPaths: undefined, synchronization: false }, `${REGISTRY}/*`],
    [
      'all of the registry where Terraform alone knows the paths',
      { baseContentPaths: Token.asList('${var.p}') },
      `${REGISTRY}/*`,
    ],
    ['repositories by name', { identity: EcrIdentity.role({ repositories: ['other'] }) }, `${REGISTRY}/other`],
    [
      'repositories by ARN',
      { identity: EcrIdentity.user({ repositories: [`${REGISTRY}/other`] }) },
      `${REGISTRY}/other`,
    ],
    ['every repository anywhere, by choice', { identity: EcrIdentity.role({ repositories: ['*'] }) }, undefined],
    [
      'in another partition',
      {
        endpoint: '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com',
        identity: EcrIdentity.role({ repositories: ['charts'] }),
      },
      'arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/charts',
    ],
    [
      'an account that Terraform alone knows',
      { endpoint: '${var.account}.dkr.ecr.us-east-1.amazonaws.com' },
      [
        'arn:aws:ecr:us-east-1:${var.account}:repository/charts',
        'arn:aws:ecr:us-east-1:${var.account}:repository/charts/*',
      ],
    ],
    [
      'any account and region where Terraform alone knows the host',
      { endpoint: '${var.host}' },
      ['arn:aws:ecr:*:*:repository/charts', 'arn:aws:ecr:*:*:repository/charts/*'],
    ],
  ])('can be %s', (_what, props, expected) => {
    expect(granted(props)['EcrRepositories']).toEqual(expected);
  });

  test('is Palette\'s published policy with "*"', () => {
    expect(granted({ identity: EcrIdentity.role({ repositories: ['*'] }) })).toEqual({ VisualEditor0: '*' });
  });

  test('can be limited further', () => {
    const identity = EcrIdentity.role({ actions: EcrActionSet.SYNC, listRepositories: false });
    expect(Object.keys(granted({ identity }))).toEqual(['EcrRegistry', 'EcrRepositories']);
  });

  test('can be a policy that exists', () => {
    const stack = newStack();
    const accessPolicy = new EcrAccessPolicy(stack, 'policy');
    const { policy } = new EcrHelmRegistry(stack, 'ecr', { ...ECR, identity: EcrIdentity.role({ accessPolicy }) });
    expect(policy).toBe(accessPolicy);
    expect(resourcesOf(stack, 'aws_iam_policy')).toHaveLength(1);
  });
});

describe('as whom', () => {
  test('a role in the partition of the endpoint', () => {
    const { role } = new EcrHelmRegistry(newStack(), 'ecr', {
      ...ECR,
      endpoint: '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com',
    });
    expect(role?.partition).toBe('aws-us-gov');
  });

  test('a user with an access key', () => {
    const stack = newStack();
    const provider = new AwsProvider(stack, 'aws', { alias: 'eu' });
    const identity = EcrIdentity.user({ path: '/palette/', provider });
    const { user, role } = new EcrHelmRegistry(stack, 'ecr', { ...ECR, identity });
    expect(onlyResource(stack, 'aws_iam_user')).toMatchObject({ path: '/palette/', provider: 'aws.eu' });
    expect(onlyResource(stack, 'aws_iam_policy')).toMatchObject({ path: '/palette/', provider: 'aws.eu' });
    expect(onlyResource(stack, 'palette_oci_registry')['ecr']).toHaveProperty('credentials.secret_key_wo');
    expect([user === undefined, role]).toEqual([false, undefined]);
    expect(synthesize(stack)).not.toHaveProperty('data');
  });

  test('a role of several registries', () => {
    const stack = newStack();
    const role = new PaletteTrustRole(stack, 'role');
    for (const id of ['one', 'two']) {
      new EcrHelmRegistry(stack, id, { ...ECR, identity: EcrIdentity.existingRole(role) });
    }
    expect(resourcesOf(stack, 'aws_iam_role')).toHaveLength(1);
    expect(resourcesOf(stack, 'palette_oci_registry').map(({ depends_on: on }) => (on as unknown[]).length)).toEqual([
      3, 3,
    ]);
  });

  test('a role that is known by ARN alone', () => {
    const stack = newStack();
    const roleArn = 'arn:aws:iam::123456789012:role/palette';
    const identity = EcrIdentity.existingRole({ roleArn, externalId: 'id-1' });
    const { policy, role } = new EcrHelmRegistry(stack, 'ecr', { ...ECR, identity });
    const registry = onlyResource(stack, 'palette_oci_registry');
    expect(registry['ecr']).toEqual({ private: true, sts: { role_arn: roleArn, external_id: 'id-1' } });
    expect(registry).not.toHaveProperty('depends_on');
    expect([policy, role]).toEqual([undefined, undefined]);
  });

  test('an access key that exists', () => {
    const stack = newStack();
    const secretKey = new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true }).stringValue;
    new EcrHelmRegistry(stack, 'ecr', { ...ECR, identity: EcrIdentity.existingUser({ accessKey: 'AKIA', secretKey }) });
    expect(onlyResource(stack, 'palette_oci_registry')['ecr']).toEqual({
      private: true,
      credentials: { access_key: 'AKIA', secret_key_wo: '${var.secret}' },
    });
  });

  test.each<[string, EcrIdentity | undefined]>([
    ['by default', undefined],
    ['by choice', EcrIdentity.anonymous()],
  ])('nobody for ECR Public, %s', (_how, identity) => {
    const stack = newStack();
    new EcrHelmRegistry(stack, 'ecr', { endpoint: 'public.ecr.aws', baseContentPaths: ['alias'], identity });
    expect(Object.keys(synthesize(stack)['resource'] as object)).toEqual(['palette_oci_registry']);
    expect(onlyResource(stack, 'palette_oci_registry')['ecr']).toEqual({ private: false });
  });
});

describe('the allowlist', () => {
  test.each<[string, Partial<EcrHelmRegistryProps>, string[]]>([
    [
      'of a role has AWS STS',
      {},
      [
        HOST,
        'api.ecr.us-east-1.amazonaws.com',
        'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com',
        'sts.us-east-1.amazonaws.com',
      ],
    ],
    [
      'of a user has not',
      { identity: EcrIdentity.user() },
      [HOST, 'api.ecr.us-east-1.amazonaws.com', 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com'],
    ],
  ])('%s', (_what, props, hosts) => {
    const registry = new EcrHelmRegistry(newStack(), 'ecr', { ...ECR, ...props });
    expect([...registry.allowlist.hosts.map(({ host }) => host)].sort()).toEqual([...hosts].sort());
    expect(registry.allowlist).toBe(registry.allowlist);
  });
});

test('check() adds a check block', () => {
  const stack = newStack();
  new EcrHelmRegistry(stack, 'ecr', ECR).check();
  expect(synthesize(stack)).toHaveProperty('check');
});
