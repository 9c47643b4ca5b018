import { ecrActions } from './ecr-actions';
import { type EndpointPolicy, type EndpointPolicyStatement } from './policy-document';
import { type Starport } from './starport';

/**
 * What reading layers needs of Amazon S3 ("Minimum Amazon S3 Bucket Permissions for Amazon ECR", Amazon ECR User Guide).
 * Without any condition: a registry redirects to URLs that AWS signed as a principal of its own, so conditions on the
 * principal's or the bucket's account or organization (aws:PrincipalAccount, aws:PrincipalOrgID, aws:ResourceAccount)
 * refuse every layer.
 */
export function starportReadStatement(starports: readonly Starport[]): EndpointPolicyStatement {
  return statement('ReadStarport', ['s3:GetObject'], [...new Set(starports.map(({ arn }) => `${arn}/*`))]);
}

/** All that the users of other buckets do; of a bucket without a path, its objects too. */
export function otherBucketsStatement(arns: readonly string[]): EndpointPolicyStatement {
  const resources = arns.flatMap((arn) => (arn === '*' || arn.includes('/') ? [arn] : [arn, `${arn}/*`]));
  return statement('OtherBuckets', ['s3:*'], resources);
}

/** What reading private repositories needs of the ECR endpoints; nothing can be pushed. A login takes only "*". */
export function ecrReadStatements(repositoryArns: readonly string[]): readonly EndpointPolicyStatement[] {
  return [
    statement('EcrRegistry', ecrActions('full', 'nothing'), ['*']),
    statement('EcrRepositories', ecrActions('full', 'repository'), repositoryArns),
  ];
}

export function endpointPolicy(statements: readonly EndpointPolicyStatement[]): EndpointPolicy {
  return { Version: '2012-10-17', Statement: statements };
}

function statement(Sid: string, Action: readonly string[], Resource: readonly string[]): EndpointPolicyStatement {
  return { Sid, Effect: 'Allow', Principal: '*', Action, Resource };
}
