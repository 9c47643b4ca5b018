import type { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ecrVpcEndpointServices } from '../../../src/aws';
import { throwProblems } from '../../problems';
import type { StarportAllowlist } from '../starport-allowlist';
import { awsNetwork } from './aws-network';
import { endpointRegion } from './endpoint-region';
import { idListProblems, idProblems } from './network-problems';
import { otherBucketProblems, starportBucketPolicy } from './starport-bucket-policy';

export interface StarportGatewayEndpointProps {
  /** ID of the VPC, such as `vpc-0123456789abcdef0`. */
  readonly vpcId: string;
  /**
   * Route tables of the subnets that read charts. A route table takes one gateway endpoint for S3: if it has one, use
   * `addS3EndpointPolicy`, or nothing at all.
   */
  readonly routeTableIds: string[];
  /**
   * ARNs of other buckets that stay reachable through these route tables, with all their objects and for all actions;
   * `*` for every bucket.
   * @default - none, with a warning
   */
  readonly otherBucketArns?: string[];
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
 * A gateway endpoint for Amazon S3 whose policy lets through reads of the starport bucket. It serves the VPC alone: over
 * Direct Connect and VPN, S3 is reached by an interface endpoint.
 */
export class StarportGatewayEndpoint extends Construct {
  /** The gateway endpoint. */
  public readonly endpoint: VpcEndpoint;

  constructor(allowlist: StarportAllowlist, id: string, props: StarportGatewayEndpointProps) {
    super(allowlist, id);
    const { region, problems } = endpointRegion(allowlist._regions, props.region);
    throwProblems(this, [
      ...problems,
      ...idProblems('vpcId', props.vpcId, 'vpc'),
      ...idListProblems('routeTableIds', props.routeTableIds, 'rtb'),
      ...otherBucketProblems(props.otherBucketArns, region),
    ]);
    const { VpcEndpoint } = awsNetwork.vpcEndpoint();
    this.endpoint = new VpcEndpoint(this, 'Resource', {
      vpcId: props.vpcId,
      vpcEndpointType: 'Gateway',
      serviceName: region && ecrVpcEndpointServices(region.place).s3,
      routeTableIds: props.routeTableIds,
      policy: region && starportBucketPolicy(this, region, props.otherBucketArns),
      provider: props.provider,
    });
  }

  /** ID of Amazon S3's prefix list, for rules of security groups and network ACLs. */
  public get prefixListId(): string {
    return this.endpoint.prefixListId;
  }
}
