import { type RegionPlace } from './region';

/** Names of the VPC endpoint services through which a VPC reads charts without a way to the internet. */
export interface EcrVpcEndpointServices {
  /** Interface: the API of Amazon ECR. Answers for `api.ecr.<region>…`, not for the older `ecr.<region>…`. */
  readonly api: string;
  /** Interface: the registries, `*.dkr.ecr.<region>…`. */
  readonly registry: string;
  /** Interface: AWS STS. */
  readonly sts: string;
  /** Gateway: Amazon S3. */
  readonly s3: string;
}

/**
 * The names begin with the partition's suffix in reverse, but not for every service. Which ones is a table of AWS CDK
 * (aws-ec2, InterfaceVpcEndpointAwsService): in partitions other than "aws" and "aws-us-gov" those of ECR do everywhere,
 * that of STS in China alone; gateway endpoints never do.
 */
export function ecrVpcEndpointServices({ region, partition }: RegionPlace): EcrVpcEndpointServices {
  const reversed = partition.suffix.split('.').reverse().join('.');
  const usual = 'com.amazonaws';
  return {
    api: `${reversed}.${region}.ecr.api`,
    registry: `${reversed}.${region}.ecr.dkr`,
    sts: `${partition.id === 'aws-cn' ? reversed : usual}.${region}.sts`,
    s3: `${usual}.${region}.s3`,
  };
}
