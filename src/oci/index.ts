/** LAW: reads OCI registries (distribution API, ECR login). */
export { type AwsRequestHandler, awsRequestHandler, type AwsRequestOptions } from './aws-request-handler';
export { type Environment } from '../http';
export { readCharts, type Chart, type ChartVersion, type ReadChartsOptions } from './charts';
export { ecrLogin, type EcrLogin, type EcrLoginOptions } from './ecr-login';
export { findRepositories } from './find-repositories';
export { type OciDescriptor, type OciManifest } from './manifest';
export { OciError, type OciErrorReason } from './oci-error';
export { type CallOptions, type OciCredentials, type OciRegistryOptions, type OciTls } from './options';
export { type ProbeCheck, type ProbeWatcher } from './probe/check-list';
export { type EcrCredentials } from './probe/log-in';
export { probeRegistry, type ProbeOptions, type ProbeResult } from './probe';
export { type BlobOptions, type ListOptions, type LocatedBlob, OciRegistry } from './registry';
