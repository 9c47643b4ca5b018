import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';
import { OciHelmRegistry, PaletteProvider, RegistryAuth } from '../../../lib';
import { EcrAccessPolicy, EcrHelmRegistry, EcrIdentity, PaletteEcrUser, PaletteTrustRole } from '../../../lib/aws';
import { newApp, readStackFile } from '../synthesized';

const ECR = { endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com', baseContentPaths: ['charts'] };

interface Resource {
  readonly depends_on?: readonly string[];
  readonly provider?: string;
}

function twoStacks() {
  const app = newApp();
  const [iam, registries] = ['iam', 'registries'].map((id) => {
    const stack = new TerraformStack(app, id);
    new PaletteProvider(stack, 'palette', { bundled: false });
    new AwsProvider(stack, 'aws', { region: 'us-east-1' });
    return stack;
  });
  if (iam === undefined || registries === undefined) throw new Error('two names make two stacks');
  return { app, iam, registries };
}

/** Type -> the resources of it, as Terraform gets them. */
function resourcesIn(app: App, stack: string, type: string): Resource[] {
  const { resource = {} } = JSON.parse(readStackFile(app, stack, 'cdk.tf.json')) as {
    resource?: Record<string, Record<string, Resource>>;
  };
  return Object.values(resource[type] ?? {});
}

test.each<[string, (stack: TerraformStack) => RegistryAuth]>([
  ['role', (stack) => RegistryAuth.ecrRole(new PaletteTrustRole(stack, 'role'))],
  ['user', (stack) => RegistryAuth.ecrUser(new PaletteEcrUser(stack, 'user'))],
])('a registry waits for the stack of its %s, and names nothing of it in depends_on', (_what, authIn) => {
  const { app, iam, registries } = twoStacks();
  new OciHelmRegistry(registries, 'charts', { ...ECR, auth: authIn(iam) });
  app.synth();
  expect(resourcesIn(app, 'registries', 'palette_oci_registry').map((registry) => registry.depends_on)).toEqual([
    undefined,
  ]);
  expect(registries.dependencies).toEqual([iam]);
});

test('a role uses the policy of another stack: it is attached in the stack of the role, for which the registry waits', () => {
  const { app, iam, registries } = twoStacks();
  const accessPolicy = new EcrAccessPolicy(iam, 'policy');
  new EcrHelmRegistry(registries, 'charts', { ...ECR, identity: EcrIdentity.role({ accessPolicy }) });
  app.synth();
  const cross = 'data.terraform_remote_state.cross-stack-reference-input-iam.outputs';
  expect(resourcesIn(app, 'iam', 'aws_iam_role_policy_attachment')).toEqual([]);
  expect(resourcesIn(app, 'registries', 'aws_iam_role_policy_attachment')).toMatchObject([
    {
      role: '${aws_iam_role.charts_Role_48C731C2.name}',
      policy_arn: expect.stringContaining(cross) as string,
    },
  ]);
  const [registry] = resourcesIn(app, 'registries', 'palette_oci_registry');
  expect(registry?.depends_on?.map((address) => address.split('.')[0])).toEqual([
    'aws_iam_role',
    'aws_iam_role_policy_attachment',
  ]);
});

test('an attachment in the stack of the role is made by the provider of the role, and once', () => {
  const { app, iam, registries } = twoStacks();
  const policy = new EcrAccessPolicy(iam, 'policy', { provider: new AwsProvider(iam, 'iam-gov', { alias: 'gov' }) });
  const provider = new AwsProvider(registries, 'other', { alias: 'other' });
  const role = new IamRole(registries, 'role', { assumeRolePolicy: '{}', provider });
  expect(policy.attachToRole(role)).toBe(policy.attachToRole(role));
  app.synth();
  expect(resourcesIn(app, 'registries', 'aws_iam_role_policy_attachment').map((made) => made.provider)).toEqual([
    'aws.other',
  ]);
});
