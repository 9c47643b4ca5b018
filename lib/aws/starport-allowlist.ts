import { Annotations, Fn, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ECR_PUBLIC_NOTE,
  type EcrHost,
  ecrHostsOfEndpoint,
  ecrServiceHosts,
  type EndpointPolicyStatement,
  GIVEN,
  hostLines,
  placeOfRegion,
  squidRules,
  starportReadStatement,
  undocumentedNotes,
  withoutCovered,
} from '../../src/aws';
import { givenProps, type Problem, throwProblems } from '../problems';
import { EcrInterfaceEndpoints, type EcrInterfaceEndpointsProps } from './network/ecr-interface-endpoints';
import { StarportDnsFirewall, type StarportDnsFirewallProps } from './network/starport-dns-firewall';
import { StarportEndpointPolicy, type StarportEndpointPolicyProps } from './network/starport-endpoint-policy';
import { StarportGatewayEndpoint, type StarportGatewayEndpointProps } from './network/starport-gateway-endpoint';
import {
  StarportNetworkFirewallRuleGroup,
  type StarportNetworkFirewallRuleGroupProps,
} from './network/starport-network-firewall-rule-group';
import {
  StarportSecurityGroupRules,
  type StarportSecurityGroupRulesProps,
} from './network/starport-security-group-rules';
import type { AllowedHost, StarportAllowlistProps } from './starport-allowlist-props';
import {
  type AllowlistRegion,
  allowlistProblems,
  readEndpoint,
  readRegion,
  regionOf,
} from './starport-allowlist-regions';

/**
 * What a restricted network must allow for charts in Amazon ECR. The registry itself is not enough: it answers requests
 * for a chart with a redirect to an S3 bucket of AWS, named "starport".
 *
 * As data and text for those who run proxies and firewalls, and, by the `add…` methods, as resources of AWS. A method
 * adds only what it is named after; none is called by itself.
 *
 * @example
 * const allowlist = new StarportAllowlist(stack, 'allowlist', {
 *   endpoints: ['123456789012.dkr.ecr.us-east-1.amazonaws.com'],
 *   assumeRole: true,
 * });
 * allowlist.addOutputs();
 * // In a VPC without a way to the internet:
 * allowlist.addInterfaceEndpoints('Endpoints', { vpcId, subnetIds, clientCidrBlocks: ['10.0.0.0/16'] });
 * allowlist.addS3GatewayEndpoint('S3', { vpcId, routeTableIds, otherBucketArns: [] });
 */
export class StarportAllowlist extends Construct {
  /** Without repetitions, and without hosts that a "*." among them covers. */
  public readonly hosts: AllowedHost[];
  /** What a list of hosts cannot settle, in sentences; also warned about at synth. */
  public readonly notes: string[];
  /** Regions of the private registries. */
  public readonly regions: string[];
  /** Whether AWS STS is among the hosts. */
  public readonly assumeRole: boolean;

  /** @internal */
  public readonly _regions: readonly AllowlistRegion[];
  /** @internal */
  public readonly _registryHosts: readonly string[];

  constructor(scope: Construct, id: string, props: StarportAllowlistProps) {
    super(scope, id);
    throwProblems(this, allowlistProblems(givenProps(props)));
    this.assumeRole = props.assumeRole ?? false;
    const { endpoints, regions } = readProps(props);
    this._regions = regions;
    this._registryHosts = endpoints.map(({ host }) => host);
    this.regions = regions.map(({ place }) => place.region);
    const hosts = withoutCovered([
      ...endpoints.flatMap((endpoint) => {
        const starport = regions.find(({ place }) => place.region === endpoint.region)?.starport;
        return ecrHostsOfEndpoint({ endpoint, starport, assumesRole: this.assumeRole });
      }),
      ...regionHosts(props, regions, this.assumeRole),
    ]);
    this.hosts = hosts.map(({ variant: _, ...host }) => host);
    this.notes = notesOn(hosts);
    for (const note of this.notes) Annotations.of(this).addWarning(note);
  }

  /** One host a line. */
  public plainList(): string {
    return hostLines(this.hosts);
  }

  /** Rules for squid that let clients reach these hosts; to be included above `http_access deny all`. */
  public squid(): string {
    const places = this.regions.length > 0 ? ` in ${this.regions.join(', ')}` : ' Public';
    return squidRules(this.hosts, `Amazon ECR${places}`);
  }

  /** Adds Terraform outputs, named after the construct: `<path>_hosts`, `<path>_plain_list` and `<path>_squid`. */
  public addOutputs(): void {
    if (this.node.tryFindChild('Hosts')) return;
    const path = this.node.path.slice(TerraformStack.of(this).node.path.length + 1);
    const prefix = path.replace(/[^A-Za-z0-9-]+/g, '_');
    throwProblems(this, outputNameProblems(this, prefix));
    const output = (id: string, name: string, value: unknown, description: string): void =>
      new TerraformOutput(this, id, { value, description }).overrideLogicalId(`${prefix}_${name}`);
    output('Hosts', 'hosts', this.hosts, 'Hosts that a restricted network must allow for Amazon ECR');
    output('PlainList', 'plain_list', linesOf(this.plainList()), 'The same, one host a line');
    output('Squid', 'squid', linesOf(this.squid()), 'The same, as rules for squid.conf');
  }

  /** Interface endpoints for Amazon ECR, and for AWS STS with `assumeRole`. */
  public addInterfaceEndpoints(id: string, props: EcrInterfaceEndpointsProps): EcrInterfaceEndpoints {
    return new EcrInterfaceEndpoints(this, id, givenProps(props));
  }

  /** A gateway endpoint for Amazon S3 that lets through reads of the starport bucket. */
  public addS3GatewayEndpoint(id: string, props: StarportGatewayEndpointProps): StarportGatewayEndpoint {
    return new StarportGatewayEndpoint(this, id, givenProps(props));
  }

  /** The policy of an S3 gateway endpoint that exists already. It replaces the policy that the endpoint has. */
  public addS3EndpointPolicy(id: string, props: StarportEndpointPolicyProps): StarportEndpointPolicy {
    return new StarportEndpointPolicy(this, id, givenProps(props));
  }

  /**
   * A statement to add to a restrictive policy of your own for an S3 gateway endpoint. An endpoint without a policy of its
   * own lets everything through and needs none.
   */
  public s3GatewayStatement(): EndpointPolicyStatement {
    return starportReadStatement(this._regions.map(({ starport }) => starport));
  }

  /** Security-group rules between clients, the interface endpoints and Amazon S3. */
  public addSecurityGroupRules(id: string, props: StarportSecurityGroupRulesProps): StarportSecurityGroupRules {
    return new StarportSecurityGroupRules(this, id, givenProps(props));
  }

  /** A rule group for AWS Network Firewall with all hosts. */
  public addNetworkFirewallRuleGroup(
    id: string,
    props: StarportNetworkFirewallRuleGroupProps = {},
  ): StarportNetworkFirewallRuleGroup {
    return new StarportNetworkFirewallRuleGroup(this, id, props);
  }

  /** A rule for Route 53 Resolver DNS Firewall that allows the names of all hosts. */
  public addDnsFirewall(id: string, props: StarportDnsFirewallProps = {}): StarportDnsFirewall {
    return new StarportDnsFirewall(this, id, props);
  }
}

/** Terraform refuses names that begin otherwise, and cdktf writes the second output of a name over the first. */
function outputNameProblems(allowlist: StarportAllowlist, prefix: string): Problem[] {
  const { id } = allowlist.node;
  const advice = 'Give the construct another id, or write outputs of your own: new TerraformOutput(…)';
  if (!/^[A-Za-z_]/.test(prefix)) {
    const reason = `makes outputs named "${prefix}_…", and Terraform's names begin with a letter. ${advice}`;
    return [{ prop: 'id', value: id, reason }];
  }
  const outputs = TerraformStack.of(allowlist)
    .node.findAll()
    .filter((node) => node instanceof TerraformOutput);
  const wanted = ['hosts', 'plain_list', 'squid'].map((name) => `${prefix}_${name}`);
  if (!outputs.some(({ friendlyUniqueId }) => wanted.includes(friendlyUniqueId))) return [];
  return [
    { prop: 'id', value: id, reason: `makes outputs named "${prefix}_…", which the stack has already. ${advice}` },
  ];
}

/**
 * As an expression: cdktf writes a text of several lines into HCL as it is, which Terraform refuses. It does not escape
 * quotes in it either; these lines have none.
 */
function linesOf(text: string): string {
  return Fn.join('\n', text.split('\n'));
}

/** Props without problems, as values. */
function readProps(props: StarportAllowlistProps) {
  const endpoints = (props.endpoints ?? [])
    .map(readEndpoint)
    .flatMap((endpoint) => (endpoint === undefined || 'problem' in endpoint ? [] : [endpoint]));
  const places = [
    ...endpoints.flatMap(({ region, partition }) => (region ? [placeOfRegion(region, partition)] : [])),
    ...(props.regions ?? []).map((region) => readRegion(region, props.partition)),
  ].flatMap((place) => ('problem' in place ? [] : [place]));
  const regions = [...new Map(places.map((place) => [place.region, place])).values()];
  return { endpoints, regions: regions.map((place) => regionOf(place, props.starports)) };
}

function regionHosts(
  { regions = [] }: StarportAllowlistProps,
  known: readonly AllowlistRegion[],
  assumesRole: boolean,
): readonly EcrHost[] {
  return known
    .filter(({ place }) => regions.includes(place.region))
    .flatMap(({ place, starport }) => ecrServiceHosts(place, '*', starport))
    .filter(({ variant, serves }) => variant === 'standard' && (serves !== 'sts' || assumesRole))
    .map(({ serves: _, ...host }) => host);
}

/** Names that the user gave need no note. */
function notesOn(hosts: readonly EcrHost[]): string[] {
  const isPublic = hosts.some(({ variant }) => variant === 'public');
  const privateHosts = hosts.filter(({ variant, source }) => variant !== 'public' && source !== GIVEN);
  return [...undocumentedNotes(privateHosts), ...(isPublic ? [ECR_PUBLIC_NOTE] : [])];
}
