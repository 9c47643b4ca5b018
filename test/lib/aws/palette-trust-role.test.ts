import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformVariable } from 'cdktf';
import { OciHelmRegistry, PaletteProviderBinding, RegistryAuth } from '../../../lib';
import { EcrAccessPolicy, EcrActionSet, PaletteTrustRole, type PaletteTrustRoleProps } from '../../../lib/aws';
import { newStack, resolve, synthesize } from '../synthesized';
import { onlyResource, refusal, resourcesOf } from './parts';

const ACCOUNT = '210987654321';
const EXTERNAL_ID = '5a1b2c3d-palette';
const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository/charts';

function trust(principal: string, externalId = EXTERNAL_ID): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: principal },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  });
}

describe('whom the role trusts', () => {
  test('is by default what the tenant says, read once for all roles of the stack', () => {
    const stack = newStack();
    const role = new PaletteTrustRole(stack, 'one');
    new PaletteTrustRole(stack, 'two');
    expect(synthesize(stack)['data']).toEqual({
      palette_aws_trust: { 'PaletteAwsTrust-aws': { partition: 'aws' } },
    });
    const expected =
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", ' +
      '"Principal" = {"AWS" = data.palette_aws_trust.PaletteAwsTrust-aws.principal_arn}, "Action" = "sts:AssumeRole", ' +
      '"Condition" = {"StringEquals" = {"sts:ExternalId" = data.palette_aws_trust.PaletteAwsTrust-aws.external_id}}}]})}';
    expect(resourcesOf(stack, 'aws_iam_role').map((resource) => resource['assume_role_policy'])).toEqual([
      expected,
      expected,
    ]);
    expect(resolve(stack, role.externalId)).toBe('${data.palette_aws_trust.PaletteAwsTrust-aws.external_id}');
    expect(role.partition).toBe('aws');
  });

  test('is read once for each partition and each provider block', () => {
    const stack = newStack();
    const paletteProvider = new PaletteProviderBinding(stack, 'palette', { alias: 'eu' });
    new PaletteTrustRole(stack, 'gov', { partition: 'aws-us-gov' });
    new PaletteTrustRole(stack, 'eu', { paletteProvider });
    expect(synthesize(stack)['data']).toEqual({
      palette_aws_trust: {
        'PaletteAwsTrust-aws-us-gov': { partition: 'aws-us-gov' },
        'PaletteAwsTrust-aws-eu': { partition: 'aws', provider: 'palette.eu' },
      },
    });
  });

  test.each<[string, PaletteTrustRoleProps, string]>([
    ['an account', { accountId: ACCOUNT, externalId: EXTERNAL_ID }, trust(`arn:aws:iam::${ACCOUNT}:root`)],
    [
      'an account of another partition',
      { accountId: ACCOUNT, externalId: EXTERNAL_ID, partition: 'aws-cn' },
      trust(`arn:aws-cn:iam::${ACCOUNT}:root`),
    ],
    [
      'a role',
      { principalArn: `arn:aws:iam::${ACCOUNT}:role/palette`, externalId: EXTERNAL_ID },
      trust(`arn:aws:iam::${ACCOUNT}:role/palette`),
    ],
  ])('can be %s, and then nothing is read', (_who, props, expected) => {
    const stack = newStack();
    const role = new PaletteTrustRole(stack, 'role', props);
    expect(onlyResource(stack, 'aws_iam_role')['assume_role_policy']).toBe(expected);
    expect(role.externalId).toBe(EXTERNAL_ID);
    expect(synthesize(stack)).not.toHaveProperty('data');
  });

  test('is read in a partition that only Terraform knows', () => {
    const stack = newStack();
    const partition = new TerraformVariable(stack, 'partition', { type: 'string' }).stringValue;
    for (const id of ['one', 'two']) new PaletteTrustRole(stack, id, { partition });
    expect(synthesize(stack)['data']).toEqual({
      palette_aws_trust: { 'PaletteAwsTrust-varpartition': { partition: '${var.partition}' } },
    });
  });

  test('can be known only to Terraform', () => {
    const stack = newStack();
    const accountId = new TerraformVariable(stack, 'account', { type: 'string' }).stringValue;
    new PaletteTrustRole(stack, 'role', { accountId, externalId: '${var.external_id}' });
    expect(onlyResource(stack, 'aws_iam_role')['assume_role_policy']).toBe(
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", ' +
        '"Principal" = {"AWS" = "arn:aws:iam::${var.account}:root"}, "Action" = "sts:AssumeRole", ' +
        '"Condition" = {"StringEquals" = {"sts:ExternalId" = var.external_id}}}]})}',
    );
  });
});

test('every setting reaches the role; path, tags and provider also the policy that is made', () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'aws', { alias: 'eu' });
  new PaletteTrustRole(stack, 'role', {
    accountId: ACCOUNT,
    externalId: EXTERNAL_ID,
    roleName: 'palette',
    description: 'For charts',
    path: '/palette/',
    permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary',
    maxSessionDuration: 7_200,
    tags: { team: 'platform' },
    provider,
    repositories: [ARN],
    actions: EcrActionSet.PULL,
  });
  const shared = { path: '/palette/', tags: { team: 'platform' }, provider: 'aws.eu' };
  expect(onlyResource(stack, 'aws_iam_role')).toEqual({
    name: 'palette',
    description: 'For charts',
    assume_role_policy: trust(`arn:aws:iam::${ACCOUNT}:root`),
    permissions_boundary: 'arn:aws:iam::123456789012:policy/boundary',
    max_session_duration: 7_200,
    ...shared,
  });
  expect(onlyResource(stack, 'aws_iam_policy')).toMatchObject(shared);
  expect(onlyResource(stack, 'aws_iam_policy')['policy']).toContain('"Sid":"EcrRepositories"');
  expect(onlyResource(stack, 'aws_iam_role_policy_attachment')['provider']).toBe('aws.eu');
});

test('without names IAM makes unique ones', () => {
  const stack = newStack();
  new PaletteTrustRole(stack, 'role');
  expect(onlyResource(stack, 'aws_iam_role')).toMatchObject({ name_prefix: 'palette-ecr-' });
  expect(onlyResource(stack, 'aws_iam_role')).not.toHaveProperty('name');
});

test('one policy can be attached to several roles', () => {
  const stack = newStack();
  const accessPolicy = new EcrAccessPolicy(stack, 'policy');
  new PaletteTrustRole(stack, 'one', { accessPolicy });
  const two = new PaletteTrustRole(stack, 'two', { accessPolicy });
  expect(resourcesOf(stack, 'aws_iam_policy')).toHaveLength(1);
  expect(resourcesOf(stack, 'aws_iam_role_policy_attachment')).toHaveLength(2);
  expect(two.accessPolicy).toBe(accessPolicy);
});

test('a registry logs in with the role, and waits for role, policy and attachment', () => {
  const stack = newStack();
  const role = new PaletteTrustRole(stack, 'role', { accountId: ACCOUNT, externalId: EXTERNAL_ID });
  new OciHelmRegistry(stack, 'ecr', {
    endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    auth: RegistryAuth.ecrRole(role),
    baseContentPaths: ['charts'],
  });
  expect(onlyResource(stack, 'palette_oci_registry')).toMatchObject({
    ecr: {
      private: true,
      sts: { role_arn: `\${aws_iam_role.${role.resource.friendlyUniqueId}.arn}`, external_id: EXTERNAL_ID },
    },
    depends_on: [
      expect.stringMatching(/^aws_iam_role\.role_/),
      expect.stringMatching(/^aws_iam_policy\.role_/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\.role_/),
    ],
  });
  expect(resolve(stack, [role.roleArn, role.roleName])).toEqual([
    `\${aws_iam_role.${role.resource.friendlyUniqueId}.arn}`,
    `\${aws_iam_role.${role.resource.friendlyUniqueId}.name}`,
  ]);
});

const COPY =
  'Copy the external ID that Palette shows ("Add OCI Registry", STS), or remove it and \'accountId\' to have both read from ' +
  'the tenant.';

test.each<[string, PaletteTrustRoleProps, string[]]>([
  [
    'an account without external ID',
    { accountId: ACCOUNT },
    [
      `'externalId' is missing beside 'accountId': without it anyone who uses Palette could have the role assumed. Copy it ` +
        'from Palette ("Add OCI Registry", STS), or remove \'accountId\' to have both read from the tenant.',
    ],
  ],
  [
    'a principal without external ID',
    { principalArn: `arn:aws:iam::${ACCOUNT}:root` },
    [
      `'externalId' is missing beside 'principalArn': without it anyone who uses Palette could have the role assumed. Copy ` +
        'it from Palette ("Add OCI Registry", STS), or remove \'principalArn\' to have both read from the tenant.',
    ],
  ],
  [
    'an external ID without account',
    { externalId: EXTERNAL_ID },
    [
      `'externalId' ("${EXTERNAL_ID}") is set without 'accountId'. Set both, or none to have both read from the tenant.`,
    ],
  ],
  [
    'account and principal',
    { accountId: ACCOUNT, principalArn: `arn:aws:iam::${ACCOUNT}:root`, externalId: EXTERNAL_ID },
    [`'accountId' ("${ACCOUNT}") and 'principalArn' exclude each other. Remove one.`],
  ],
  [
    'the account as external ID',
    { accountId: ACCOUNT, externalId: ACCOUNT },
    [`'externalId' ("${ACCOUNT}") is the same as 'accountId'. ${COPY}`],
  ],
  [
    'another account as external ID',
    { accountId: ACCOUNT, externalId: '123456789012' },
    [`'externalId' ("123456789012") is hardly an external ID. It looks like an AWS account ID. ${COPY}`],
  ],
  [
    'an ARN as external ID',
    { accountId: ACCOUNT, externalId: 'arn:aws:iam::123456789012:role/r' },
    [`'externalId' ("arn:aws:iam::123456789012:role/r") is hardly an external ID. It is an ARN. ${COPY}`],
  ],
  [
    'a placeholder as external ID',
    { accountId: ACCOUNT, externalId: '<external id>' },
    [
      `'externalId' ("<external id>") is not possible. Expected an external ID of 2 to 1224 letters, digits and ` +
        '_+=,.@:/-, got one with "<". Copy it again, without anything else.',
    ],
  ],
  [
    'an empty external ID',
    { accountId: ACCOUNT, externalId: '' },
    [
      `'externalId' ("") is not possible. Expected an external ID of 2 to 1224 letters, digits and _+=,.@:/-, got one of 0. ` +
        'Copy it again, whole.',
    ],
  ],
  [
    'a partition in which no tenant knows an account',
    { partition: 'aws-cn' },
    [
      `'partition' ("aws-cn") is not one in which a tenant knows an AWS account of Palette: 'aws', 'aws-us-gov'. Write one ` +
        "of them, or set 'accountId' and 'externalId'.",
    ],
  ],
  [
    'a partition that is none',
    { partition: 'gov', accountId: ACCOUNT, externalId: EXTERNAL_ID },
    [
      `'partition' ("gov") is not a partition of AWS. Write one of 'aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', ` +
        "'aws-iso-b', 'aws-iso-e', 'aws-iso-f'.",
    ],
  ],
  [
    'several things at once',
    {
      accountId: '12',
      externalId: EXTERNAL_ID,
      roleName: 'my role',
      path: 'team',
      permissionsBoundary: 'boundary',
      maxSessionDuration: 2,
    },
    [
      `'accountId' ("12") is not possible. Expected an AWS account ID of 12 digits such as "123456789012", got "12". It has ` +
        '2. Zeros in front belong to it: write the ID in quotes, as text.',
      `'roleName' ("my role") must have letters, digits and _+=,.@- only. Write 'my-role'.`,
      `'path' ("team") must begin and end with a slash and have no spaces. Write '/team/'.`,
      `'permissionsBoundary' ("boundary") is not the ARN of a managed policy. Write one such as ` +
        "'arn:aws:iam::123456789012:policy/boundary'.",
      `'maxSessionDuration' (2) must be a whole number of seconds from 3600 (1 hour) to 43200 (12 hours). For 2 hours write ` +
        '7200.',
    ],
  ],
])('%s: refused with what to write', (_what, props, problems) => {
  expect(refusal(() => new PaletteTrustRole(newStack(), 'role', props))).toBe(
    ['"stack/role" cannot be built from these props:', ...problems.map((problem) => `  ${problem}`)].join('\n'),
  );
});

test('options of the policy are refused beside a policy', () => {
  const stack = newStack();
  const accessPolicy = new EcrAccessPolicy(stack, 'policy');
  expect(refusal(() => new PaletteTrustRole(stack, 'role', { accessPolicy, repositories: [ARN] }))).toBe(
    `"stack/role" cannot be built from these props:\n  'repositories' (["${ARN}"]) has no effect beside 'accessPolicy', ` +
      "which says what may be read. Move it there, or remove 'accessPolicy'.",
  );
});
