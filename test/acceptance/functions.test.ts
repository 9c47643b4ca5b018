import { spawnSync } from 'node:child_process';
import { PaletteWorld } from '../support/palette-folder';
import { type TerraformFolder } from '../support/terraform';

const world = new PaletteWorld();
afterEach(() => world.end());

/** Functions never connect, so nothing needs to listen there. */
async function folder(config: string): Promise<TerraformFolder> {
  return world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).write('main.tf', config).init();
}

const ENDPOINT = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository/charts';

describe("the provider's functions", () => {
  it('make a whole ECR configuration out of its endpoint', async () => {
    const terraform = await folder(`
      locals {
        ecr   = provider::palette::parse_ecr_endpoint("${ENDPOINT}")
        hosts = provider::palette::ecr_hosts(local.ecr.region, local.ecr.partition)
        arn   = "arn:\${local.ecr.partition}:ecr:\${local.ecr.region}:\${local.ecr.account_id}:repository/charts/$\${aws:PrincipalTag/team}"
      }
      output "ecr"       { value = local.ecr }
      output "allowlist" { value = [for host in local.hosts : "\${host.host}:\${host.port}" if host.variant == "standard"] }
      output "access"    { value = jsondecode(provider::palette::ecr_access_policy([local.arn])) }
      output "trust"     { value = jsondecode(provider::palette::ecr_trust_policy("012345678901", "tenant-1")) }
    `);
    await terraform.succeed('apply', '-auto-approve', '-no-color');
    const { stdout } = await terraform.succeed('output', '-json');
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    expect(outputs['ecr']?.value).toEqual({
      account_id: '123456789012',
      region: 'us-east-1',
      partition: 'aws',
      fips: false,
      dual_stack: false,
      public: false,
    });
    expect(outputs['allowlist']?.value).toEqual([
      '*.dkr.ecr.us-east-1.amazonaws.com:443',
      'api.ecr.us-east-1.amazonaws.com:443',
      'sts.us-east-1.amazonaws.com:443',
      'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com:443',
    ]);
    expect(outputs['access']?.value).toMatchObject({
      Statement: [{ Resource: '*' }, { Resource: `${ARN}/\${aws:PrincipalTag/team}` }, { Resource: '*' }],
    });
    expect(outputs['trust']?.value).toMatchObject({
      Statement: [{ Principal: { AWS: 'arn:aws:iam::012345678901:root' } }],
    });
    expect(await terraform.plan()).toMatchObject({ code: 0 });
  });

  it.each([
    ['parse_ecr_endpoint("public.ecr.aws").public', 'true'],
    ['parse_ecr_endpoint("public.ecr.aws").account_id', 'tostring(null)'],
    ['ecr_hosts("cn-north-1")[3].host', '"prod-cn-north-1-starport-layer-bucket.s3.cn-north-1.amazonaws.com.cn"'],
    ['ecr_hosts("eusc-fr-west-1", "aws-eusc")[1].host', '"api.ecr.eusc-fr-west-1.amazonaws.eu"'],
    ['ecr_access_policy(["*"]) == file("published.json")', 'true'],
  ])('answer in "terraform console": %s', async (expression, answer) => {
    const terraform = await folder('');
    const policy = JSON.parse(PUBLISHED) as object;
    terraform.write('published.json', JSON.stringify(policy));
    const options = { cwd: terraform.path, env: terraform.env, encoding: 'utf8' } as const;
    const { stdout, stderr } = spawnSync('terraform', ['console'], {
      ...options,
      input: `provider::palette::${expression}\n`,
    });
    expect({ stdout, stderr }).toEqual({ stdout: `${answer}\n`, stderr: '' });
  });

  it('are planned with arguments that are only known after apply', async () => {
    const terraform = await folder(`
      resource "terraform_data" "role" { input = "us-gov-west-1" }
      output "starport" { value = provider::palette::ecr_hosts(terraform_data.role.output)[3].host }
      output "policy"   { value = provider::palette::ecr_access_policy(["\${terraform_data.role.output}"]) == "" }
    `);
    expect((await terraform.plan()).text).toContain('+ starport = (known after apply)');
    const { code, text } = await terraform.apply();
    expect(code).toBe(1);
    expect(text).toContain('repository_arns[0]: Expected the ARN of a repository such as');
  });

  it.each([
    [
      'ecr_hosts("us-east-1a")',
      'Invalid value for "region" parameter: Expected the name of an AWS region such as "us-east-1", got "us-east-1a". ' +
        'That is an availability zone of the region "us-east-1".',
    ],
    [
      'ecr_hosts("cn-north-1", "aws")',
      'Invalid value for "partition" parameter: The region "cn-north-1" is of the partition "aws-cn", not of "aws". ' +
        'Leave the partition out: it is read off the region.',
    ],
    [
      `ecr_access_policy(["${ENDPOINT}/charts"])`,
      'Invalid value for "repository_arns" parameter: repository_arns[0]: Expected the ARN of a repository such as ' +
        `"${ARN}", got "${ENDPOINT}/charts". That is the URI of a repository. Write "${ARN}".`,
    ],
    [
      'ecr_trust_policy(12345678901, "tenant-1")',
      'Invalid value for "account_id" parameter: Expected an AWS account ID of 12 digits such as "123456789012", got ' +
        '"12345678901". It has 11. Zeros in front belong to it: write the ID in quotes, as text.',
    ],
    [
      'ecr_trust_policy("123456789012", "")',
      'Invalid value for "external_id" parameter: Expected an external ID of 2 to 1224 letters, digits and ' +
        '_+=,.@:/-, got one of 0. Copy it again, whole.',
    ],
    [
      `parse_ecr_endpoint("https://${ENDPOINT}")`,
      `Invalid value for "endpoint" parameter: Expected a host such as "${ENDPOINT}", got "https://${ENDPOINT}". ` +
        'Remove "https://".',
    ],
  ])('point at the argument that is wrong: %s', async (call, detail) => {
    const terraform = await folder(`output "o" {\n  value = provider::palette::${call}\n}`);
    const [error, ...more] = await terraform.diagnostics('validate');
    expect(more).toEqual([]);
    expect(error).toMatchObject({ severity: 'error', at: `value = provider::palette::${call}` });
    expect(error?.summary).toBe('Invalid function argument');
    expect(error?.detail.replace(/\s+/g, ' ')).toBe(detail);
  });
});

const PUBLISHED = `{
  "Version": "2012-10-17",
  "Statement": [{
    "Sid": "VisualEditor0",
    "Effect": "Allow",
    "Action": [
      "ecr-public:DescribeRegistries", "ecr:DescribeImageReplicationStatus", "ecr:ListTagsForResource",
      "ecr:ListImages", "ecr:DescribeRepositories", "ecr:BatchCheckLayerAvailability", "ecr:GetLifecyclePolicy",
      "ecr-public:DescribeImageTags", "ecr-public:DescribeImages", "ecr:GetRegistryPolicy",
      "ecr-public:GetAuthorizationToken", "ecr:DescribeImageScanFindings", "ecr:GetLifecyclePolicyPreview",
      "ecr:GetDownloadUrlForLayer", "ecr-public:GetRepositoryCatalogData", "ecr:DescribeRegistry",
      "ecr:GetAuthorizationToken", "ecr-public:GetRepositoryPolicy", "ecr-public:DescribeRepositories",
      "ecr:BatchGetImage", "ecr:DescribeImages", "ecr-public:GetRegistryCatalogData",
      "ecr-public:ListTagsForResource", "ecr-public:BatchCheckLayerAvailability", "ecr:GetRepositoryPolicy"
    ],
    "Resource": "*"
  }]
}`;
