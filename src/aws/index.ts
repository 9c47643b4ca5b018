/** LAW: facts about AWS, each with its source. Pure functions of strings. The only room of src that lib may enter. */
export { hostLines, squidRules, undocumentedNotes, withoutCovered } from './allowlist-text';
export { accountIdProblem } from './account-id';
export { ecrAccessPolicy, type EcrAccessProblem, EVERY_REPOSITORY, otherPartitionProblem } from './ecr-access-policy';
export { type EcrAccess, ecrAccessDocument, ecrRepositoryPolicy } from './ecr-access-statements';
export { ECR_ACTIONS, type EcrActionSetName, ecrActions, type EcrActionTarget } from './ecr-actions';
export { type EcrEndpoint, type EcrEndpointProblem, parseEcrEndpoint } from './ecr-endpoint';
export {
  type EcrHost,
  ecrHosts,
  type EcrHostsProblem,
  type EcrHostsRequest,
  type EcrHostVariant,
  ecrServiceHosts,
  type EcrServiceHost,
} from './ecr-hosts';
export { type EcrClient, ecrHostsOfEndpoint } from './ecr-hosts-of-endpoint';
export { ECR_PUBLIC_HOSTS, ECR_PUBLIC_NOTE } from './ecr-public-hosts';
export {
  accountPrincipal,
  assumeRolePolicy,
  ecrTrustPolicy,
  type EcrTrustProblem,
  type EcrTrustRequest,
  externalIdProblem,
  mistakenExternalId,
  principalArnProblem,
} from './ecr-trust-policy';
export { iamNameProblem, iamPathProblem, policyArnProblem, sessionDurationProblem } from './iam-limits';
export { type Partition, partitionOfRegion, PARTITIONS } from './partitions';
export {
  type EndpointPolicy,
  type EndpointPolicyStatement,
  MANAGED_POLICY_QUOTA,
  type PolicyDocument,
  policyDocument,
  policyJson,
  policySize,
  type PolicyStatement,
} from './policy-document';
export { refusedAction } from './refused-action';
export {
  parseRepositoryArn,
  type RepositoryArnProblem,
  repositoryNameProblem,
  type RepositoryPlace,
} from './repository-arn';
export { placeOfRegion, type RegionPlace, type RegionProblem } from './region';
export { GIVEN, type Starport, type StarportNames, starportOf } from './starport';
export {
  ecrReadStatements,
  endpointPolicy,
  otherBucketsStatement,
  starportReadStatement,
} from './starport-endpoint-policies';
export { ecrVpcEndpointServices, type EcrVpcEndpointServices } from './starport-vpc-endpoints';
