import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import { endpointPolicy, otherBucketsStatement, starportReadStatement } from '../../../src/aws';
import type { Problem } from '../../problems';
import { isKnownOnlyToTerraform } from '../../terraform-text';
import { policyArgument } from '../policy-json';
import type { AllowlistRegion } from '../starport-allowlist-regions';
import { listProblems } from './network-problems';

const BUCKET_ARN = /^arn:(aws[a-z-]*):s3:::[a-z0-9*?][a-z0-9.*?-]*(\/.+)?$/;

export function otherBucketProblems(arns: readonly string[] | undefined, region?: AllowlistRegion): Problem[] {
  const problems = listProblems('otherBucketArns', arns, 'arn:aws:s3:::my-bucket');
  if (arns === undefined || problems.length > 0) return problems;
  return arns.flatMap((arn, index) => {
    const reason = arn === '*' || isKnownOnlyToTerraform(arn) ? undefined : bucketProblem(arn, region);
    return reason === undefined ? [] : [{ prop: `otherBucketArns[${index}]`, value: arn, reason }];
  });
}

function bucketProblem(arn: string, region: AllowlistRegion | undefined): string | undefined {
  const found = BUCKET_ARN.exec(arn)?.[1];
  const partition = region?.place.partition.id ?? found ?? 'aws';
  if (found === partition) return undefined;
  if (found === undefined) {
    const name = /^[a-z0-9][a-z0-9.-]+$/.test(arn) ? arn : 'my-bucket';
    return `must be the ARN of a bucket, or '*' for all. Write 'arn:${partition}:s3:::${name}'`;
  }
  const here = arn.replace(found, partition);
  return `is in the partition '${found}', which an endpoint in '${partition}' does not reach. Write '${here}'`;
}

/**
 * Policy of an S3 gateway endpoint. All traffic of its route tables to Amazon S3 goes through it, so whatever the policy
 * leaves out is cut off there; `otherBucketArns`, even empty, says that somebody thought of it.
 */
export function starportBucketPolicy(
  scope: Construct,
  region: AllowlistRegion,
  otherBucketArns: readonly string[] | undefined,
): string {
  if (otherBucketArns === undefined) {
    Annotations.of(scope).addWarning(
      'The policy of this gateway endpoint lets through reads of the starport bucket only. Whatever else uses Amazon S3 ' +
        "through the endpoint's route tables (buckets of yours, package mirrors, Systems Manager) is refused. Name what " +
        `must go on: otherBucketArns: ['arn:${region.place.partition.id}:s3:::my-bucket'], or otherBucketArns: [] if there is nothing.`,
    );
  }
  const others = otherBucketArns?.length ? [otherBucketsStatement(otherBucketArns)] : [];
  return policyArgument(scope, endpointPolicy([starportReadStatement([region.starport]), ...others]));
}
