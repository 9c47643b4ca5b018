import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Annotations, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ecrReadStatements, ecrVpcEndpointServices, endpointPolicy, parseRepositoryArn } from '../../../src/aws';
import { type Problem, throwProblems } from '../../problems';
import type { StarportAllowlist } from '../starport-allowlist';
import { isKnownOnlyToTerraform } from '../../terraform-text';
import { isKnownOnlyToTerraformInPolicy, policyArgument } from '../policy-json';
import { awsNetwork } from './aws-network';
import { endpointRegion } from './endpoint-region';
import { allowHttpsIngress, clientProblems } from './https-ingress';
import { idListProblems, idProblems, listProblems } from './network-problems';

export interface EcrInterfaceEndpointsProps {
  /** ID of the VPC, such as `vpc-0123456789abcdef0`. */
  readonly vpcId: string;
  /** One subnet for each availability zone that is to have an address of the endpoints. */
  readonly subnetIds: string[];
  /**
   * Security groups of the endpoints; they must allow port 443 from the clients, see `addSecurityGroupRules`.
   * @default - a new one, which allows `clientCidrBlocks`
   */
  readonly securityGroupIds?: string[];
  /**
   * Addresses that may connect, such as the VPC's CIDR block; required without `securityGroupIds`.
   * @default - none
   */
  readonly clientCidrBlocks?: string[];
  /**
   * Let the names of Amazon ECR and AWS STS lead to the endpoints, for the whole VPC. Without it clients would have to use
   * names of the endpoints, which registries do not answer to. The VPC must have enableDnsSupport and enableDnsHostnames.
   * @default true
   */
  readonly privateDns?: boolean;
  /**
   * ARNs of the repositories that can be read through the endpoints of Amazon ECR.
   * @default - those that the IAM policies of the clients allow
   */
  readonly repositoryArns?: string[];
  /**
   * Whether the endpoints of Amazon ECR let through only what reads. With private DNS nobody in the VPC can push then.
   * @default true
   */
  readonly readOnly?: boolean;
  /**
   * The VPC's region.
   * @default - the only region of the allowlist
   */
  readonly region?: string;
  /**
   * Provider block of that region, when the stack has several.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}

/**
 * Interface endpoints (AWS PrivateLink) for the API of Amazon ECR and its registries, and for AWS STS if the allowlist has
 * `assumeRole`. The layers come from Amazon S3 all the same: add `addS3GatewayEndpoint`.
 *
 * The first pull through a pull-through cache rule needs a way to the internet in spite of them (ECR User Guide). The
 * policy is for Amazon ECR only: AWS STS serves the VPC's other workloads under the same name.
 */
export class EcrInterfaceEndpoints extends Construct {
  /** `ecr.api` */
  public readonly api: VpcEndpoint;
  /** `ecr.dkr` */
  public readonly registry: VpcEndpoint;
  /** Only with the allowlist's `assumeRole`. */
  public readonly sts?: VpcEndpoint;
  /** Only without `securityGroupIds`. */
  public readonly securityGroup?: SecurityGroup;

  constructor(allowlist: StarportAllowlist, id: string, props: EcrInterfaceEndpointsProps) {
    super(allowlist, id);
    const { region, problems } = endpointRegion(allowlist._regions, props.region);
    throwProblems(this, [...problems, ...propsProblems(props, region?.place.region)]);
    if (props.securityGroupIds === undefined) this.securityGroup = this.newSecurityGroup(props);
    const services = region && ecrVpcEndpointServices(region.place);
    const readOnly = endpointPolicy(ecrReadStatements(props.repositoryArns ?? ['*']));
    const policy = (props.readOnly ?? true) ? policyArgument(this, readOnly) : undefined;
    this.api = this.newEndpoint('Api', props, services?.api, policy);
    this.registry = this.newEndpoint('Registry', props, services?.registry, policy);
    if (allowlist.assumeRole) this.sts = this.newEndpoint('Sts', props, services?.sts);
    this.warnOfOtherHosts(allowlist, region?.place.region);
  }

  private newSecurityGroup(props: EcrInterfaceEndpointsProps): SecurityGroup {
    const { SecurityGroup } = awsNetwork.securityGroup();
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpcId: props.vpcId,
      description: 'HTTPS to the VPC endpoints of Amazon ECR',
      provider: props.provider,
    });
    allowHttpsIngress(this, group.id, props, props.provider);
    return group;
  }

  private newEndpoint(id: string, props: EcrInterfaceEndpointsProps, serviceName?: string, policy?: string) {
    const { VpcEndpoint } = awsNetwork.vpcEndpoint();
    return new VpcEndpoint(this, id, {
      vpcId: props.vpcId,
      vpcEndpointType: 'Interface',
      serviceName,
      subnetIds: props.subnetIds,
      securityGroupIds: this.securityGroup ? [this.securityGroup.id] : props.securityGroupIds,
      privateDnsEnabled: props.privateDns ?? true,
      policy,
      provider: props.provider,
    });
  }

  /** Private DNS covers the standard names; FIPS and dual-stack names have no endpoint service in AWS's documents. */
  private warnOfOtherHosts(allowlist: StarportAllowlist, region: string | undefined): void {
    const others = allowlist._registryHosts.filter((host) => /\.(dkr-ecr|dkr\.ecr-fips)/.test(host));
    const here = others.filter((host) => region !== undefined && host.includes(`.${region}.`));
    for (const host of here) {
      Annotations.of(this).addWarning(
        `The interface endpoints answer for standard hosts such as "*.dkr.ecr.${region}.…" only: "${host}" still leaves the ` +
          'VPC by another way. Register the standard host of the registry instead.',
      );
    }
  }
}

function propsProblems(props: EcrInterfaceEndpointsProps, region: string | undefined): Problem[] {
  const { securityGroupIds, clientCidrBlocks = [], repositoryArns, readOnly } = props;
  return [
    ...idProblems('vpcId', props.vpcId, 'vpc'),
    ...idListProblems('subnetIds', props.subnetIds, 'subnet'),
    ...(securityGroupIds ? idListProblems('securityGroupIds', securityGroupIds, 'sg') : []),
    ...clientProblems(props),
    ...securityGroupProblems(securityGroupIds, clientCidrBlocks.length > 0),
    ...repositoryProblems(repositoryArns, readOnly ?? true, region),
  ];
}

function securityGroupProblems(securityGroupIds: readonly string[] | undefined, hasClients: boolean): Problem[] {
  if (securityGroupIds === undefined && !hasClients) {
    const reason =
      'must name who may connect, or the endpoints would answer nobody. ' +
      "Write clientCidrBlocks: ['10.0.0.0/16'] with the VPC's block, or name existing securityGroupIds";
    return [{ prop: 'clientCidrBlocks', reason }];
  }
  if (securityGroupIds === undefined || !hasClients) return [];
  const reason =
    "leaves no new group for which 'clientCidrBlocks' could be. Leave one of them out; rules for groups of yours are " +
    'made by addSecurityGroupRules';
  return [{ prop: 'securityGroupIds', value: securityGroupIds, reason }];
}

function repositoryProblems(
  arns: readonly string[] | undefined,
  readOnly: boolean,
  region: string | undefined,
): Problem[] {
  const prop = 'repositoryArns';
  const ofList = listProblems(prop, arns, 'arn:aws:ecr:us-east-1:123456789012:repository/charts');
  if (arns === undefined || ofList.length > 0) return ofList;
  const fails = (reason: string): Problem[] => [{ prop, value: arns, reason }];
  if (!readOnly) return fails('has no meaning with readOnly: false. Leave one of them out');
  if (arns.length === 0) return fails('must name at least one. Leave it out for all repositories');
  return arns.flatMap((arn, index) => {
    const reason = isKnownOnlyToTerraformInPolicy(arn) ? undefined : repositoryProblem(arn, region);
    return reason === undefined ? [] : [{ prop: `${prop}[${index}]`, value: arn, reason }];
  });
}

function repositoryProblem(arn: string, region: string | undefined): string | undefined {
  const repository = parseRepositoryArn(arn);
  if ('problem' in repository) return `is not the ARN of a repository. ${repository.problem}`;
  if (repository.public) return 'is of Amazon ECR Public, which these endpoints do not serve. Remove it';
  const there = repository.registry.split(':')[3];
  if (there === '*' || there === region || region === undefined || isKnownOnlyToTerraform(region)) return undefined;
  return `is in ${there}, and endpoints in ${region} serve the repositories of their own region alone. Remove it`;
}
