import { IamAccessKey } from '@cdktf/provider-aws/lib/iam-access-key';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { IamUserPolicyAttachment } from '@cdktf/provider-aws/lib/iam-user-policy-attachment';
import { TerraformOutput } from 'cdktf';
import { OciRegistry, PaletteProvider } from '../../lib';
import { useAws } from '../support/aws-provider';
import { loadFacts, readSchemas, withoutDescriptions } from '../support/aws-provider/real-schema';

const aws = useAws();
const POLICY = '{"Version":"2012-10-17","Statement":[]}';
const role = (more = '') => `
resource "aws_iam_role" "it" {
  name               = "puller"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
  ${more}
}`;
const endpoint = (more: string) => `
resource "aws_vpc_endpoint" "it" {
  vpc_id = "vpc-1"
  ${more}
}`;

test('Terraform is served exactly the real schema, and our provider beside it', async () => {
  const folder = await aws.folder('');
  const { stdout } = await folder.succeed('providers', 'schema', '-json');
  const served = withoutDescriptions(readSchemas(stdout));
  const facts = loadFacts();
  for (const kind of ['resource_schemas', 'data_source_schemas'] as const) {
    const types = Object.entries(served[kind]).filter(([type]) => type in facts[kind]);
    expect(Object.fromEntries(types)).toEqual(facts[kind]);
  }
  expect(Object.keys(JSON.parse(stdout).provider_schemas)).toEqual([
    'registry.terraform.io/hashicorp/aws',
    'registry.terraform.io/palette-oci/palette',
  ]);
});

test('a synthesized stack of both providers goes through the whole of Terraform', async () => {
  const sandbox = await aws.sandbox();
  const { endpoint, username, password, caCertificate, baseContentPath } = sandbox.sampleRegistry;
  const folder = await aws.stack(
    (stack) => {
      new PaletteProvider(stack, 'palette');
      const user = new IamUser(stack, 'user', { name: 'syncer' });
      const policy = new IamPolicy(stack, 'policy', { namePrefix: 'ecr-', policy: POLICY });
      new IamUserPolicyAttachment(stack, 'attachment', { user: user.name, policyArn: policy.arn });
      const key = new IamAccessKey(stack, 'key', { user: user.name });
      new OciRegistry(stack, 'registry', {
        name: 'charts',
        endpoint,
        baseContentPaths: [baseContentPath],
        basic: { username, password },
        tls: { caCertificate },
        labels: { key: key.id },
      });
      new TerraformOutput(stack, 'secret', { value: key.secret, sensitive: true });
    },
    { sandbox },
  );
  await folder.succeed('validate');
  expect(await folder.apply()).toMatchObject({ code: 0 });
  const { id } = await folder.state(folder.addressOf('aws_iam_access_key'));
  expect(await folder.state(folder.addressOf('palette_oci_registry'))).toMatchObject({ labels: { key: id } });
  expect(await folder.plan()).toMatchObject({ code: 0 });
  expect((await folder.destroy()).text).toContain('Destroy complete! Resources: 5 destroyed.');
});

describe('a plan is as the real provider would make it', () => {
  test('computed values are unknown; region and tags are known, those of the provider block among them', async () => {
    const folder = await aws.folder(`
provider "aws" {
  region = "eu-central-1"
  default_tags {
    tags = { team = "platform" }
  }
}
resource "aws_ecr_repository" "it" {
  name = "charts"
  tags = { stage = "test" }
}`);
    const { text } = await folder.plan();
    expect(text).toContain('+ arn = (known after apply)');
    expect(text).toContain('+ region = "eu-central-1"');
    expect(text).toMatch(/tags_all = \{ \+ "stage" = "test" \+ "team" = "platform" \}/);
    expect(text).toContain('Plan: 1 to add');
  });

  test.each([
    ['tags', role('tags = { team = "a" }'), ['update']],
    ['a name', role().replace('puller', 'reader'), ['delete', 'create']],
  ])('a change of %s', async (_, changed, actions) => {
    const folder = await aws.folder(role());
    await folder.succeed('apply', '-auto-approve', '-input=false');
    folder.write('main.tf', changed);
    expect(await folder.plannedActions()).toEqual({ 'aws_iam_role.it': actions });
    await folder.succeed('apply', '-auto-approve', '-input=false');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  test('secrets are not shown, write-only ones not stored', async () => {
    const folder = await aws.folder(`
resource "aws_iam_access_key" "it" { user = "syncer" }
resource "aws_ssm_parameter" "it" {
  name             = "/palette/key"
  type             = "SecureString"
  value_wo         = "wo-s3cr3t"
  value_wo_version = 1
}`);
    const { text } = await folder.succeed('apply', '-auto-approve', '-input=false');
    expect(text).toContain('+ secret = (sensitive value)');
    const { secret } = await folder.state('aws_iam_access_key.it');
    expect(text).not.toContain(secret);
    expect(folder.read('terraform.tfstate')).not.toContain('wo-s3cr3t');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('what the real provider refuses is refused', () => {
  test.each([
    ['a misspelt argument', role('assume_role_polcy = "x"'), 'Unsupported argument'],
    ['a missing argument', 'resource "aws_iam_policy" "it" {}', 'Missing required argument'],
    ['a value of another type', role('max_session_duration = "long"'), 'Incorrect attribute value type'],
    ['a block too many', endpoint('dns_options {}\n  dns_options {}'), 'Too many dns_options blocks'],
    [
      'a missing block',
      'resource "aws_networkfirewall_rule_group" "it" {\n name = "a"\n type = "STATEFUL"\n capacity = 1\n rule_group {}\n}',
      'Insufficient rules_source blocks',
    ],
    ['a policy that is no JSON', 'resource "aws_iam_policy" "it" {\n policy = "{"\n}', 'Invalid JSON Policy'],
  ])('%s', async (_situation, hcl, summary) => {
    const folder = await aws.folder(hcl);
    expect((await folder.diagnostics('validate')).map((diagnostic) => diagnostic.summary)).toEqual([summary]);
  });

  test('a region that does not exist', async () => {
    const folder = await aws.folder(`provider "aws" { region = "mars-1" }\n${role()}`);
    expect((await folder.diagnostics('plan')).map(({ summary }) => summary)).toEqual(['Invalid AWS Region']);
  });
});
