/** LAW: facts about AWS, each with its source. Pure functions of strings. The only room of src that lib may enter. */
export { ecrAccessPolicy, type EcrAccessProblem } from './ecr-access-policy';
export { type EcrEndpoint, type EcrEndpointProblem, parseEcrEndpoint } from './ecr-endpoint';
export { type EcrHost, ecrHosts, type EcrHostsProblem, type EcrHostsRequest, type EcrHostVariant } from './ecr-hosts';
export { ECR_PUBLIC_HOSTS, ECR_PUBLIC_NOTE } from './ecr-public-hosts';
export { ecrTrustPolicy, type EcrTrustProblem, type EcrTrustRequest } from './ecr-trust-policy';
export { type Partition, partitionOfRegion, PARTITIONS } from './partitions';
export { type PolicyDocument, policyJson, type PolicyStatement } from './policy-document';
export { placeOfRegion, type RegionPlace, type RegionProblem } from './region';
export { type Starport, starportOf } from './starport';
