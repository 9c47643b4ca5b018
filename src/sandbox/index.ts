/** LAW: stands in for Palette. Knows its API, never the client. */
export { startSandbox, type Sandbox, type SandboxOptions } from './start';
export { type FaultEffect, type FaultRule } from './faults';
export { type SandboxRequest } from './request-log';
export { type SampleRegistry } from './sample-registry';
export { type SyncPoint } from './sync';
export { type AwsCredentials } from './assume-role';
