import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { NetworkfirewallFirewallPolicy } from '@cdktf/provider-aws/lib/networkfirewall-firewall-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StarportAllowlist } from '../../lib/aws';
import { type AwsFolder, synthesizedStack, useAws } from '../support/aws-provider';

const aws = useAws();

const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const SUBNETS = ['subnet-1123456789abcdef0', 'subnet-2123456789abcdef0'];
const ROUTE_TABLES = ['rtb-0123456789abcdef0'];
const STARPORT = 'prod-eu-central-1-starport-layer-bucket';

/** Everything that an allowlist can add, for a VPC of the same stack. */
function wholeNetwork(stack: TerraformStack): void {
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  const vpc = new Vpc(stack, 'vpc', { cidrBlock: '10.20.0.0/16', enableDnsHostnames: true });
  const clients = new SecurityGroup(stack, 'clients', { vpcId: vpc.id });
  const allowlist = new StarportAllowlist(stack, 'allowlist', { endpoints: [REGISTRY], assumeRole: true });
  const endpoints = allowlist.addInterfaceEndpoints('Endpoints', {
    vpcId: vpc.id,
    subnetIds: SUBNETS,
    clientCidrBlocks: [vpc.cidrBlock],
    repositoryArns: ['arn:aws:ecr:eu-central-1:123456789012:repository/charts/*'],
  });
  const bucket = new TerraformVariable(stack, 'log_bucket_arn', { type: 'string', default: 'arn:aws:s3:::logs' });
  const s3 = allowlist.addS3GatewayEndpoint('S3', {
    vpcId: vpc.id,
    routeTableIds: ROUTE_TABLES,
    otherBucketArns: [bucket.stringValue],
  });
  allowlist.addS3EndpointPolicy('Existing', { vpcEndpointId: 'vpce-0123456789abcdef0', otherBucketArns: [] });
  allowlist.addSecurityGroupRules('Rules', {
    endpointSecurityGroupId: endpoints.securityGroup?.id,
    clientSecurityGroupId: clients.id,
    s3PrefixListId: s3.prefixListId,
  });
  const { arn } = allowlist.addNetworkFirewallRuleGroup('Firewall', { homeNetworkCidrBlocks: [vpc.cidrBlock] });
  new NetworkfirewallFirewallPolicy(stack, 'policy', {
    name: 'egress',
    firewallPolicy: {
      statelessDefaultActions: ['aws:forward_to_sfe'],
      statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      statefulRuleGroupReference: [{ resourceArn: arn }],
    },
  });
  allowlist.addDnsFirewall('Dns', { vpcId: vpc.id });
  allowlist.addOutputs();
}

/** Types of what would be created, counted. */
async function plannedTypes(folder: AwsFolder): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [address, actions] of Object.entries(await folder.plannedActions())) {
    expect(actions).toEqual(['create']);
    const [type = ''] = address.split('.');
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

const WHOLE_NETWORK = {
  aws_networkfirewall_firewall_policy: 1,
  aws_networkfirewall_rule_group: 1,
  aws_route53_resolver_firewall_domain_list: 1,
  aws_route53_resolver_firewall_rule: 1,
  aws_route53_resolver_firewall_rule_group: 1,
  aws_route53_resolver_firewall_rule_group_association: 1,
  aws_security_group: 2,
  aws_vpc: 1,
  aws_vpc_endpoint: 4,
  aws_vpc_endpoint_policy: 1,
  aws_vpc_security_group_egress_rule: 2,
  aws_vpc_security_group_ingress_rule: 2,
};

test('all that an allowlist adds is created, changes nothing afterwards, and is destroyed', async () => {
  const folder = await aws.stack(wholeNetwork, { region: 'eu-central-1' });
  expect(await plannedTypes(folder)).toEqual(WHOLE_NETWORK);
  await folder.succeed('apply', '-auto-approve', '-input=false');
  expect(await folder.plan()).toMatchObject({ code: 0 });

  const { policy, prefix_list_id: prefixList } = await folder.state(`aws_vpc_endpoint.${nameOf(folder, /_S3_/)}`);
  expect(JSON.parse(policy as string)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadStarport',
        Effect: 'Allow',
        Principal: '*',
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${STARPORT}/*`],
      },
      {
        Sid: 'OtherBuckets',
        Effect: 'Allow',
        Principal: '*',
        Action: ['s3:*'],
        Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
      },
    ],
  });
  expect(await folder.state(`aws_vpc_security_group_egress_rule.${nameOf(folder, /_ToS3_/)}`)).toMatchObject({
    prefix_list_id: prefixList,
    to_port: 443,
  });
  const { stdout } = await folder.succeed('output', '-json');
  const { allowlist_hosts: hosts, allowlist_plain_list: list } = JSON.parse(stdout) as Outputs;
  expect(hosts.value.map(({ host, port }) => [host, port])).toEqual([
    [REGISTRY, 443],
    ['api.ecr.eu-central-1.amazonaws.com', 443],
    ['sts.eu-central-1.amazonaws.com', 443],
    [`${STARPORT}.s3.eu-central-1.amazonaws.com`, 443],
  ]);
  expect(list.value).toBe(hosts.value.map(({ host }) => `${host}\n`).join(''));
  expect(await folder.destroy()).toMatchObject({ code: 0 });
});

interface Outputs {
  readonly allowlist_hosts: { readonly value: readonly { readonly host: string; readonly port: number }[] };
  readonly allowlist_plain_list: { readonly value: string };
}

/** The name under which the stack has the only resource that matches. */
function nameOf(folder: AwsFolder, pattern: RegExp): string {
  const { resource } = JSON.parse(folder.read('cdk.tf.json')) as { resource: Record<string, Record<string, unknown>> };
  const names = Object.values(resource)
    .flatMap((named) => Object.keys(named))
    .filter((name) => pattern.test(name));
  expect(names).toHaveLength(1);
  return names[0] ?? '';
}

test('the same stack by "cdktf synth --hcl" is valid and plans the same', async () => {
  const folder = await aws.stack(wholeNetwork, { region: 'eu-central-1' });
  folder.write('cdk.tf.json', '{}').write('cdk.tf', synthesizedHcl(wholeNetwork));
  await folder.init();
  expect(await folder.succeed('validate')).toMatchObject({ code: 0 });
  expect(await plannedTypes(folder)).toEqual(WHOLE_NETWORK);
});

/** What the CLI's option makes cdktf write; without its backend, a file in the working directory. */
function synthesizedHcl(build: (stack: TerraformStack) => void): string {
  process.env['SYNTH_HCL_OUTPUT'] = 'true';
  try {
    return readFileSync(join(synthesizedStack(build), 'cdk.tf'), 'utf8').replace(/ *backend "local" \{[^}]*\}\n/, '');
  } finally {
    delete process.env['SYNTH_HCL_OUTPUT'];
  }
}

test('a region that Terraform looks up stands in endpoints, policy and hosts', async () => {
  const folder = await aws.stack(
    (stack) => {
      const { region } = new DataAwsRegion(stack, 'here', {});
      const allowlist = new StarportAllowlist(stack, 'allowlist', { regions: [region] });
      const vpcId = 'vpc-0123456789abcdef0';
      allowlist.addS3GatewayEndpoint('S3', { vpcId, routeTableIds: ROUTE_TABLES, otherBucketArns: [] });
      allowlist.addDnsFirewall('Dns');
    },
    { region: 'eu-central-1' },
  );
  await folder.succeed('apply', '-auto-approve', '-input=false');
  const endpoint = await folder.state(folder.addressOf('aws_vpc_endpoint'));
  expect(endpoint['service_name']).toBe('com.amazonaws.eu-central-1.s3');
  expect(JSON.parse(endpoint['policy'] as string)).toMatchObject({
    Statement: [{ Resource: [`arn:aws:s3:::${STARPORT}/*`] }],
  });
  const { domains } = await folder.state(folder.addressOf('aws_route53_resolver_firewall_domain_list'));
  expect(domains).toEqual(
    expect.arrayContaining(['*.dkr.ecr.eu-central-1.amazonaws.com', `${STARPORT}.s3.eu-central-1.amazonaws.com`]),
  );
});

test('a host more changes lists in place and replaces nothing', async () => {
  const withRegions = (regions: string[]) => (stack: TerraformStack) => {
    const allowlist = new StarportAllowlist(stack, 'allowlist', { regions });
    allowlist.addNetworkFirewallRuleGroup('Firewall');
    allowlist.addDnsFirewall('Dns', { vpcId: 'vpc-0123456789abcdef0' });
  };
  const folder = await aws.stack(withRegions(['eu-central-1']));
  await folder.succeed('apply', '-auto-approve', '-input=false');
  const wider = await aws.stack(withRegions(['eu-central-1', 'eu-west-1']));
  folder.write('cdk.tf.json', wider.read('cdk.tf.json'));
  expect(Object.values(await folder.plannedActions())).toEqual([['update'], ['update']]);
});
