import type { VpcEndpointPolicy } from '@cdktf/provider-aws/lib/vpc-endpoint-policy';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { throwProblems } from '../../problems';
import type { StarportAllowlist } from '../starport-allowlist';
import { awsNetwork } from './aws-network';
import { endpointRegion } from './endpoint-region';
import { idProblems } from './network-problems';
import { otherBucketProblems, starportBucketPolicy } from './starport-bucket-policy';

export interface StarportEndpointPolicyProps {
  /** The S3 gateway endpoint, whose policy nothing else may manage. */
  readonly vpcEndpointId: string;
  /**
   * ARNs of other buckets that stay reachable through the endpoint, with all their objects and for all actions; `*` for
   * every bucket.
   * @default - none, with a warning
   */
  readonly otherBucketArns?: string[];
  /**
   * The endpoint's region.
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
 * The policy of an S3 gateway endpoint that exists already: reads of the starport bucket, and `otherBucketArns`. AWS keeps
 * one policy for an endpoint, so this replaces the one that it has; when it is destroyed, everything is let through.
 */
export class StarportEndpointPolicy extends Construct {
  /** The policy as a resource of its own. */
  public readonly policy: VpcEndpointPolicy;

  constructor(allowlist: StarportAllowlist, id: string, props: StarportEndpointPolicyProps) {
    super(allowlist, id);
    const { region, problems } = endpointRegion(allowlist._regions, props.region);
    throwProblems(this, [
      ...problems,
      ...idProblems('vpcEndpointId', props.vpcEndpointId, 'vpce'),
      ...otherBucketProblems(props.otherBucketArns, region),
    ]);
    const { VpcEndpointPolicy } = awsNetwork.vpcEndpointPolicy();
    this.policy = new VpcEndpointPolicy(this, 'Resource', {
      vpcEndpointId: props.vpcEndpointId,
      policy: region && starportBucketPolicy(this, region, props.otherBucketArns),
      provider: props.provider,
    });
  }
}
