import { ACCOUNT_ID, useAws } from '../support/aws-provider';

const aws = useAws();

describe('made-up values have the form of AWS', () => {
  const hcl = `
resource "aws_iam_role" "it" {
  name               = "puller"
  path               = "/palette/"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_iam_user" "it" { name = "syncer" }
resource "aws_iam_policy" "it" {
  name_prefix = "ecr-"
  policy      = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_iam_access_key" "it" { user = aws_iam_user.it.name }
resource "aws_iam_role_policy_attachment" "it" {
  role       = aws_iam_role.it.name
  policy_arn = aws_iam_policy.it.arn
}
resource "aws_iam_group_policy_attachment" "it" {
  group      = "palette"
  policy_arn = aws_iam_policy.it.arn
}
resource "aws_security_group" "it" { vpc_id = "vpc-1" }
resource "aws_vpc_security_group_egress_rule" "it" {
  security_group_id = aws_security_group.it.id
  ip_protocol       = "tcp"
  prefix_list_id    = aws_vpc_endpoint.gateway.prefix_list_id
}
resource "aws_vpc_endpoint" "gateway" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.us-east-1.s3"
}
resource "aws_vpc_endpoint" "it" {
  vpc_id            = "vpc-1"
  service_name      = "com.amazonaws.us-east-1.ecr.api"
  vpc_endpoint_type = "Interface"
}
resource "aws_vpc_endpoint_policy" "it" {
  vpc_endpoint_id = aws_vpc_endpoint.it.id
  policy          = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_networkfirewall_rule_group" "it" {
  name     = "starport"
  type     = "STATEFUL"
  capacity = 10
}
resource "aws_route53_resolver_firewall_domain_list" "it" { name = "starport" }
resource "aws_route53_resolver_firewall_rule_group" "it" { name = "starport" }
resource "aws_route53_resolver_firewall_rule" "it" {
  name                    = "allow"
  action                  = "ALLOW"
  priority                = 100
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.it.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.it.id
}
resource "aws_route53_resolver_firewall_rule_group_association" "it" {
  name                   = "starport"
  priority               = 101
  vpc_id                 = "vpc-1"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.it.id
}
resource "aws_ecr_repository" "it" { name = "platform/charts" }
resource "aws_ecr_pull_through_cache_rule" "it" {
  ecr_repository_prefix = "ecr-public"
  upstream_registry_url = "public.ecr.aws"
}
`;
  const one = (pattern: string) => expect.stringMatching(new RegExp(`^${pattern}$`));
  const forms: readonly (readonly [string, object])[] = [
    [
      'aws_iam_role',
      { id: 'puller', arn: `arn:aws:iam::${ACCOUNT_ID}:role/palette/puller`, unique_id: one('AROA\\w{16}') },
    ],
    ['aws_iam_user', { id: 'syncer', arn: `arn:aws:iam::${ACCOUNT_ID}:user/syncer` }],
    ['aws_iam_policy', { name: one('ecr-\\d{26}'), arn: one(`arn:aws:iam::${ACCOUNT_ID}:policy/ecr-\\d{26}`) }],
    ['aws_iam_access_key', { id: one('AKIA[A-Z2-7]{16}'), secret: one('[\\w+/]{40}'), encrypted_secret: null }],
    ['aws_iam_role_policy_attachment', { id: one(`puller/arn:aws:iam::${ACCOUNT_ID}:policy/ecr-\\d{26}`) }],
    ['aws_iam_group_policy_attachment', { id: one('palette/arn:.+') }],
    ['aws_security_group', { id: one('sg-[0-9a-f]{17}'), ingress: [], name: one('terraform-\\d{26}') }],
    ['aws_vpc_security_group_egress_rule', { id: one('sgr-[0-9a-f]{17}'), prefix_list_id: one('pl-[0-9a-f]{8}') }],
    [
      'aws_vpc_endpoint',
      {
        id: one('vpce-[0-9a-f]{17}'),
        prefix_list_id: null,
        state: 'available',
        dns_entry: [
          { dns_name: one('vpce-.+\\.api\\.ecr\\.us-east-1\\.vpce\\.amazonaws\\.com'), hosted_zone_id: one('Z\\w+') },
        ],
      },
    ],
    ['aws_vpc_endpoint_policy', { id: one('vpce-.+'), policy: '{"Statement":[],"Version":"2012-10-17"}' }],
    [
      'aws_networkfirewall_rule_group',
      { arn: `arn:aws:network-firewall:us-east-1:${ACCOUNT_ID}:stateful-rulegroup/starport` },
    ],
    ['aws_route53_resolver_firewall_domain_list', { id: one('rslvr-fdl-[0-9a-f]{17}') }],
    ['aws_route53_resolver_firewall_rule_group', { id: one('rslvr-frg-[0-9a-f]{17}'), share_status: 'NOT_SHARED' }],
    ['aws_route53_resolver_firewall_rule', { id: one('rslvr-frg-\\w+:rslvr-fdl-\\w+') }],
    ['aws_route53_resolver_firewall_rule_group_association', { id: one('rslvr-frgassoc-[0-9a-f]{17}') }],
    [
      'aws_ecr_repository',
      {
        arn: `arn:aws:ecr:us-east-1:${ACCOUNT_ID}:repository/platform/charts`,
        repository_url: `${ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/platform/charts`,
      },
    ],
    ['aws_ecr_pull_through_cache_rule', { id: 'ecr-public', registry_id: ACCOUNT_ID }],
  ];

  test('after apply; the next plan has nothing to do', async () => {
    const folder = await aws.folder(hcl);
    await folder.succeed('apply', '-auto-approve', '-input=false');
    const objects = await folder.objects();
    for (const [type, form] of forms) expect(objects[`${type}.it`]).toMatchObject(form);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('data sources', () => {
  const hcl = `
data "aws_caller_identity" "it" {}
data "aws_region" "it" {}
data "aws_partition" "it" {}
data "aws_prefix_list" "it" { name = "com.amazonaws.eu-central-1.s3" }
data "aws_vpc_endpoint_service" "it" { service = "ecr.api" }
data "aws_iam_policy_document" "it" {
  statement {
    sid       = "Trust"
    actions   = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["x"]
    }
  }
}
`;
  test.each([
    ['us-east-1', 'aws', 'amazonaws.com'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ])('tell of %s that it is in %s', async (region, partition, suffix) => {
    const folder = await aws.folder(hcl, { region });
    await folder.succeed('apply', '-auto-approve', '-input=false');
    const objects = await folder.objects();
    const read = (type: string) => objects[`data.${type}.it`];
    expect(read('aws_caller_identity')).toMatchObject({ account_id: ACCOUNT_ID });
    expect(read('aws_region')).toMatchObject({ region, endpoint: `ec2.${region}.${suffix}` });
    expect(read('aws_partition')).toMatchObject({ partition, dns_suffix: suffix });
    expect(read('aws_prefix_list')).toMatchObject({ id: expect.stringMatching(/^pl-/) });
    expect(read('aws_vpc_endpoint_service')).toMatchObject({ service_name: `com.amazonaws.${region}.ecr.api` });
    expect(JSON.parse(String(read('aws_iam_policy_document')?.['json']))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Trust',
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
        },
      ],
    });
  });
});
