/** A part of AWS with its own accounts, regions and host names. */
export interface Partition {
  /** As in ARNs: "aws", "aws-cn". */
  readonly id: string;
  /** What the names of its regions look like. */
  readonly regionPattern: RegExp;
  /** What its IPv4 host names end in: `<account>.dkr.ecr.<region>.<suffix>`. */
  readonly suffix: string;
  /** What the names of hosts that answer on IPv4 and IPv6 end in: `<account>.dkr-ecr.<region>.<suffix>`. */
  readonly dualStackSuffix: string;
  /** What the names of hosts that serve APIs on IPv4 and IPv6 end in: `ecr.<region>.<suffix>`. */
  readonly dualStackApiSuffix: string;
}

/**
 * Region patterns and suffixes: partitions.json of AWS's SDKs (botocore 1.43). Only "aws" is wider here: the SDKs list its
 * continents (us, eu, ap, …), so that a region in a new one would be refused until the next release.
 * Dual-stack suffixes: amazon-ecr-credential-helper for on.aws and China; for the isolated partitions the comments in
 * amazon-ecs-agent (ecs-agent, package uri); for the European sovereign cloud derived from its api.amazonwebservices.eu.
 * Dual-stack suffixes of APIs: the partitions of the AWS SDK for JavaScript.
 */
export const PARTITIONS: readonly Partition[] = [
  partition('aws', /^(?!cn-)[a-z]{2}-[a-z]+-\d+$/, 'amazonaws.com', 'on.aws', 'api.aws'),
  partition(
    'aws-cn',
    /^cn-[a-z]+-\d+$/,
    'amazonaws.com.cn',
    'on.amazonwebservices.com.cn',
    'api.amazonwebservices.com.cn',
  ),
  partition('aws-us-gov', /^us-gov-[a-z]+-\d+$/, 'amazonaws.com', 'on.aws', 'api.aws'),
  partition('aws-eusc', /^eusc-de-[a-z]+-\d+$/, 'amazonaws.eu', 'on.amazonwebservices.eu', 'api.amazonwebservices.eu'),
  partition('aws-iso', /^us-iso-[a-z]+-\d+$/, 'c2s.ic.gov', 'on.aws.ic.gov', 'api.aws.ic.gov'),
  partition('aws-iso-b', /^us-isob-[a-z]+-\d+$/, 'sc2s.sgov.gov', 'on.aws.scloud', 'api.aws.scloud'),
  partition('aws-iso-e', /^eu-isoe-[a-z]+-\d+$/, 'cloud.adc-e.uk', 'on.cloud-aws.adc-e.uk', 'api.cloud-aws.adc-e.uk'),
  partition('aws-iso-f', /^us-isof-[a-z]+-\d+$/, 'csp.hci.ic.gov', 'on.aws.hci.ic.gov', 'api.aws.hci.ic.gov'),
];

/** The partition's id, or undefined where no partition has regions of that shape ("mars-1"). */
export function partitionOfRegion(region: string): string | undefined {
  return PARTITIONS.find(({ regionPattern }) => regionPattern.test(region))?.id;
}

function partition(
  id: string,
  regionPattern: RegExp,
  suffix: string,
  dualStackSuffix: string,
  dualStackApiSuffix: string,
): Partition {
  return { id, regionPattern, suffix, dualStackSuffix, dualStackApiSuffix };
}
