/** LAW: facts about AWS, each with its source. Pure functions of strings. The only room of src that lib may enter. */
export { type EcrEndpoint, type EcrEndpointProblem, parseEcrEndpoint } from './ecr-endpoint';
export { type Partition, partitionOfRegion, PARTITIONS } from './partitions';
