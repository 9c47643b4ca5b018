import { randomBytes, randomUUID } from 'node:crypto';
import type { Value } from '../../../src/bridge/framework';
import type { Invention } from './invention';
import { renderPolicy } from './policy-document';
import { digits, hex } from './random-text';

type Inventor = (object: Invention) => Value;

/** By type and attribute: values in the form of AWS's. `*` holds for every type that says nothing else. */
export const INVENTORS: Readonly<Record<string, Readonly<Record<string, Inventor>>>> = {
  '*': {
    name: (object) => `${object.text('name_prefix') || 'terraform-'}${digits(26)}`,
    name_prefix: () => '',
    region: ({ aws }) => aws.region,
    tags_all: (object) => ({
      ...object.aws.defaultTags,
      ...(object.value('tags') as Readonly<Record<string, string>>),
    }),
    owner_id: ({ aws }) => aws.accountId,
    registry_id: ({ aws }) => aws.accountId,
    account_id: ({ aws }) => aws.accountId,
    create_date: () => new Date().toISOString().replace(/\.\d+/, ''),
    update_token: () => randomUUID(),
  },
  aws_iam_role: { id: nameOf, arn: iamArn('role'), unique_id: iamId('AROA') },
  aws_iam_user: { id: nameOf, arn: iamArn('user'), unique_id: iamId('AIDA') },
  aws_iam_policy: { id: arnOf, arn: iamArn('policy'), policy_id: iamId('ANPA'), attachment_count: () => 0 },
  aws_iam_role_policy: { id: joined('role', ':', 'name') },
  aws_iam_user_policy: { id: joined('user', ':', 'name') },
  aws_iam_role_policy_attachment: { id: joined('role', '/', 'policy_arn') },
  aws_iam_user_policy_attachment: { id: joined('user', '/', 'policy_arn') },
  aws_iam_group_policy_attachment: { id: joined('group', '/', 'policy_arn') },
  aws_iam_access_key: {
    id: iamId('AKIA'),
    secret: () => randomBytes(30).toString('base64'),
    ses_smtp_password_v4: () => randomBytes(33).toString('base64'),
    // Only with a PGP key.
    encrypted_secret: nothing,
    encrypted_ses_smtp_password_v4: nothing,
    key_fingerprint: nothing,
  },
  aws_vpc: { id: () => `vpc-${hex(17)}`, arn: ec2Arn('vpc') },
  aws_security_group: { id: () => `sg-${hex(17)}`, arn: ec2Arn('security-group') },
  aws_vpc_security_group_ingress_rule: securityGroupRule(),
  aws_vpc_security_group_egress_rule: securityGroupRule(),
  aws_vpc_endpoint: {
    id: () => `vpce-${hex(17)}`,
    arn: ec2Arn('vpc-endpoint'),
    state: () => 'available',
    prefix_list_id: (object) => (isInterface(object) ? null : `pl-${hex(8)}`),
    ip_address_type: () => 'ipv4',
    dns_entry: (object) => (isInterface(object) ? [endpointName(object)] : []),
    policy: () =>
      '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
  },
  aws_vpc_endpoint_policy: { id: (object) => object.text('vpc_endpoint_id') },
  aws_networkfirewall_rule_group: {
    id: arnOf,
    arn: (object) =>
      regionalArn(object, 'network-firewall', `${object.text('type').toLowerCase()}-rulegroup/${object.text('name')}`),
  },
  aws_networkfirewall_firewall_policy: {
    id: arnOf,
    arn: (object) => regionalArn(object, 'network-firewall', `firewall-policy/${object.text('name')}`),
  },
  aws_route53_resolver_firewall_domain_list: resolver('rslvr-fdl', 'firewall-domain-list'),
  aws_route53_resolver_firewall_rule_group: resolver('rslvr-frg', 'firewall-rule-group'),
  aws_route53_resolver_firewall_rule_group_association: resolver('rslvr-frgassoc', 'firewall-rule-group-association'),
  aws_route53_resolver_firewall_rule: { id: joined('firewall_rule_group_id', ':', 'firewall_domain_list_id') },
  aws_ecr_repository: ecrRepository(),
  'data.aws_ecr_repository': ecrRepository(),
  aws_ecrpublic_repository: {
    id: (object) => object.text('repository_name'),
    arn: publicRepositoryArn,
    repository_uri: (object) => `public.ecr.aws/alias/${object.text('repository_name')}`,
  },
  aws_ecr_repository_policy: { id: (object) => object.text('repository') },
  aws_ecr_pull_through_cache_rule: { id: (object) => object.text('ecr_repository_prefix') },
  // Write-only values leave these empty.
  aws_ssm_parameter: { id: nameOf, value: nothing, insecure_value: nothing },
  'data.aws_caller_identity': {
    id: ({ aws }) => aws.accountId,
    arn: ({ aws }) => `arn:${aws.partition}:iam::${aws.accountId}:user/terraform`,
    user_id: iamId('AIDA'),
  },
  'data.aws_region': {
    id: ({ aws }) => aws.region,
    name: ({ aws }) => aws.region,
    endpoint: ({ aws }) => `ec2.${aws.region}.${aws.suffix}`,
  },
  'data.aws_partition': {
    id: ({ aws }) => aws.partition,
    partition: ({ aws }) => aws.partition,
    dns_suffix: ({ aws }) => aws.suffix,
    reverse_dns_prefix: ({ aws }) => aws.suffix.split('.').reverse().join('.'),
  },
  'data.aws_prefix_list': {
    id: (object) => object.text('prefix_list_id') || `pl-${hex(8)}`,
    name: ({ aws }) => `com.amazonaws.${aws.region}.s3`,
  },
  'data.aws_ec2_managed_prefix_list': { id: () => `pl-${hex(8)}` },
  'data.aws_vpc': { id: () => `vpc-${hex(17)}`, arn: ec2Arn('vpc'), cidr_block: () => '10.0.0.0/16' },
  'data.aws_vpc_endpoint_service': {
    id: (object) => object.text('service_name'),
    service_name: (object) => `com.amazonaws.${object.aws.region}.${object.text('service')}`,
  },
  'data.aws_iam_policy_document': {
    id: () => digits(10),
    json: (object) => renderPolicy(object, 2),
    minified_json: (object) => renderPolicy(object, 0),
  },
};

function nameOf(object: Invention): Value {
  return object.text('name');
}

function arnOf(object: Invention): Value {
  return object.text('arn');
}

function nothing(): Value {
  return null;
}

function joined(first: string, separator: string, second: string): Inventor {
  return (object) => `${object.text(first)}${separator}${object.text(second)}`;
}

function iamArn(noun: string): Inventor {
  return (object) => {
    const { partition, accountId } = object.aws;
    return `arn:${partition}:iam::${accountId}:${noun}${object.text('path') || '/'}${object.text('name')}`;
  };
}

/** IAM's ids: four letters of the kind, then capitals and digits. */
function iamId(prefix: string): Inventor {
  return () => prefix + [...randomBytes(16)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
}

function regionalArn({ aws }: Invention, service: string, rest: string): string {
  return `arn:${aws.partition}:${service}:${aws.region}:${aws.accountId}:${rest}`;
}

function ec2Arn(noun: string): Inventor {
  return (object) => regionalArn(object, 'ec2', `${noun}/${object.text('id')}`);
}

function securityGroupRule(): Readonly<Record<string, Inventor>> {
  return {
    id: (object) => object.text('security_group_rule_id'),
    security_group_rule_id: () => `sgr-${hex(17)}`,
    arn: ec2Arn('security-group-rule'),
  };
}

function ecrRepository(): Readonly<Record<string, Inventor>> {
  return {
    id: nameOf,
    arn: (object) => regionalArn(object, 'ecr', `repository/${object.text('name')}`),
    repository_url: (object) => `${registryHost(object)}/${object.text('name')}`,
  };
}

function publicRepositoryArn(object: Invention): Value {
  const { partition, accountId } = object.aws;
  return `arn:${partition}:ecr-public::${accountId}:repository/${object.text('repository_name')}`;
}

function resolver(prefix: string, noun: string): Readonly<Record<string, Inventor>> {
  return {
    id: () => `${prefix}-${hex(17)}`,
    arn: (object) => regionalArn(object, 'route53resolver', `${noun}/${object.text('id')}`),
    share_status: () => 'NOT_SHARED',
  };
}

function isInterface(object: Invention): boolean {
  return object.text('vpc_endpoint_type') === 'Interface';
}

function endpointName(object: Invention): Value {
  const { region, suffix } = object.aws;
  const service = object.text('service_name').split('.').slice(3).reverse().join('.');
  return {
    dns_name: `${object.text('id')}-${hex(8)}.${service}.${region}.vpce.${suffix}`,
    hosted_zone_id: 'Z7HUB22UULQXV',
  };
}

function registryHost({ aws }: Invention): string {
  return `${aws.accountId}.dkr.ecr.${aws.region}.${aws.suffix}`;
}
