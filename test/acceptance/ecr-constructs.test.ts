import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../../lib';
import { EcrAccessPolicy, EcrHelmRegistry, EcrIdentity, PaletteEcrUser, PaletteTrustRole } from '../../lib/aws';
import { useAws } from '../support/aws-provider';
import { temporaryFolder } from '../support/temporary-folder';

const aws = useAws();

/** The registry is not there: what is looked at is what Palette is told. */
const UNSEEN = { validate: false, waitForSync: false };
const ENDPOINT = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const ECR = { endpoint: ENDPOINT, baseContentPaths: ['charts'], ...UNSEEN };

const QUOTED = 'Quoted references are deprecated';

type Build = (stack: TerraformStack) => unknown;

/** Values that are filled in at deploy: of another resource, of a variable, and by IAM. */
function policyWithValuesOfAllKinds(stack: TerraformStack): void {
  const account = new TerraformVariable(stack, 'account', { type: 'string', default: '210987654321' }).stringValue;
  const charts = new EcrRepository(stack, 'charts', { name: 'charts' });
  new EcrAccessPolicy(stack, 'policy', {
    repositories: [
      charts.arn,
      `arn:aws:ecr:us-east-1:${account}:repository/tokens`,
      'arn:aws:ecr:us-east-1:${var.account}:repository/expressions',
      'arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team}/*',
    ],
    listRepositories: true,
  });
}

/** Name, stack, and the types of the objects that it makes. */
const BUILDS: readonly (readonly [string, Build, string[]])[] = [
  [
    'EcrHelmRegistry with a role',
    (stack) => new EcrHelmRegistry(stack, 'ecr', ECR).check(),
    ['aws_iam_policy', 'aws_iam_role', 'aws_iam_role_policy_attachment', 'palette_oci_registry'],
  ],
  [
    'EcrHelmRegistry with a user',
    (stack) => new EcrHelmRegistry(stack, 'ecr', { ...ECR, identity: EcrIdentity.user() }),
    ['aws_iam_access_key', 'aws_iam_policy', 'aws_iam_user', 'aws_iam_user_policy_attachment', 'palette_oci_registry'],
  ],
  [
    'EcrHelmRegistry of ECR Public',
    (stack) => new EcrHelmRegistry(stack, 'ecr', { ...ECR, endpoint: 'public.ecr.aws' }),
    ['palette_oci_registry'],
  ],
  [
    'PaletteTrustRole with repositories of the same stack',
    (stack) => {
      const charts = new EcrRepository(stack, 'charts', { name: 'charts' });
      const role = new PaletteTrustRole(stack, 'role', { repositories: [charts.arn], listRepositories: true });
      new OciHelmRegistry(stack, 'ecr', { ...ECR, auth: RegistryAuth.ecrRole(role) });
    },
    ['aws_ecr_repository', 'aws_iam_policy', 'aws_iam_role', 'aws_iam_role_policy_attachment', 'palette_oci_registry'],
  ],
  [
    'PaletteEcrUser with the published policy',
    (stack) => {
      const user = new PaletteEcrUser(stack, 'user', { path: '/palette/', tags: { team: 'platform' } });
      new OciHelmRegistry(stack, 'ecr', { ...ECR, auth: RegistryAuth.ecrUser(user) });
    },
    ['aws_iam_access_key', 'aws_iam_policy', 'aws_iam_user', 'aws_iam_user_policy_attachment', 'palette_oci_registry'],
  ],
  ['EcrAccessPolicy with values of all kinds', policyWithValuesOfAllKinds, ['aws_ecr_repository', 'aws_iam_policy']],
];

describe.each(BUILDS)('%s', (_name, build, types) => {
  test('is applied, needs no second apply, and is destroyed', async () => {
    const sandbox = await aws.sandbox();
    const folder = await aws.stack(
      (stack) => {
        new PaletteProvider(stack, 'palette');
        build(stack);
      },
      { sandbox },
    );
    await folder.succeed('apply', '-auto-approve', '-input=false');
    const addresses = Object.keys(await folder.objects()).filter((address) => !address.startsWith('data.'));
    expect(addresses.map((address) => address.split('.')[0]).sort()).toEqual([...types].sort());
    expect(await folder.plan()).toMatchObject({ code: 0 });
    await folder.destroy();
    expect(await folder.objects()).toEqual({});
  });

  test('is valid as HCL', async () => {
    const folder = await aws.folder('');
    await folder.write('versions.tf', '').write('main.tf', synthesizedHcl(build)).init();
    const { stdout } = await folder.succeed('validate', '-json');
    const { valid, diagnostics } = JSON.parse(stdout) as { valid: boolean; diagnostics: { summary: string }[] };
    expect(valid).toBe(true);
    // cdktf quotes depends_on; Terraform takes it with a warning.
    expect(diagnostics.map(({ summary }) => summary).filter((text) => text !== QUOTED)).toEqual([]);
  });
});

test('the role trusts the account and the external ID of the tenant, and Palette is told both', async () => {
  const sandbox = await aws.sandbox();
  const folder = await aws.stack(
    (stack) => {
      new PaletteProvider(stack, 'palette');
      new EcrHelmRegistry(stack, 'ecr', ECR);
    },
    { sandbox },
  );
  await folder.succeed('apply', '-auto-approve', '-input=false');
  const trust = await folder.state('data.palette_aws_trust.PaletteAwsTrust-aws');
  const role = await folder.state(folder.addressOf('aws_iam_role'));
  expect(JSON.parse(String(role['assume_role_policy']))).toEqual(JSON.parse(String(trust['trust_policy'])));
  expect(await folder.state(folder.addressOf('palette_oci_registry'))).toMatchObject({
    ecr: { sts: { role_arn: role['arn'], external_id: trust['external_id'] } },
  });
  await folder.destroy();
});

test('a rotated access key reaches Palette before the old one is deleted', async () => {
  const sandbox = await aws.sandbox();
  const folder = await aws.stack(
    (stack) => {
      new PaletteProvider(stack, 'palette');
      new EcrHelmRegistry(stack, 'ecr', { ...ECR, identity: EcrIdentity.user() });
    },
    { sandbox },
  );
  await folder.succeed('apply', '-auto-approve', '-input=false');
  const key = folder.addressOf('aws_iam_access_key');
  const registry = folder.addressOf('palette_oci_registry');
  const { id: uid } = await folder.state(registry);
  const { text } = await folder.succeed('apply', '-auto-approve', '-input=false', '-no-color', `-replace=${key}`);
  const steps = [`${key}: Creation complete`, `${registry}: Modifications complete`, ': Destruction complete'];
  expect(steps.map((step) => text.indexOf(step)).sort((a, b) => a - b)).toEqual(
    steps.map((step) => text.indexOf(step)),
  );
  expect(steps.filter((step) => !text.includes(step))).toEqual([]);
  const { id: newKey } = await folder.state(key);
  expect(await folder.state(registry)).toMatchObject({ id: uid, ecr: { credentials: { access_key: newKey } } });
  await folder.destroy();
});

test('values of all kinds end up in the policy as IAM reads them', async () => {
  const folder = await aws.stack(policyWithValuesOfAllKinds);
  await folder.succeed('apply', '-auto-approve', '-input=false');
  const { policy } = await folder.state(folder.addressOf('aws_iam_policy'));
  const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string; Resource: unknown }[] };
  const resources = Object.fromEntries(Statement.map(({ Sid, Resource }) => [Sid, Resource]));
  expect(resources).toMatchObject({
    EcrRepositories: [
      'arn:aws:ecr:us-east-1:123456789012:repository/charts',
      'arn:aws:ecr:us-east-1:210987654321:repository/tokens',
      'arn:aws:ecr:us-east-1:210987654321:repository/expressions',
      'arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team}/*',
    ],
    EcrRepositoryList: expect.arrayContaining([
      'arn:aws:ecr:us-east-1:123456789012:repository/*',
      'arn:aws:ecr:us-east-1:210987654321:repository/*',
    ]),
  });
  await folder.destroy();
});

/** What `cdktf synth --hcl` writes. */
function synthesizedHcl(build: Build): string {
  const before = process.env['SYNTH_HCL_OUTPUT'];
  process.env['SYNTH_HCL_OUTPUT'] = 'true';
  try {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'stack');
    new AwsProvider(stack, 'aws', { region: 'us-east-1' });
    new PaletteProvider(stack, 'palette');
    build(stack);
    return Testing.synthHcl(stack);
  } finally {
    if (before === undefined) delete process.env['SYNTH_HCL_OUTPUT'];
    else process.env['SYNTH_HCL_OUTPUT'] = before;
  }
}
