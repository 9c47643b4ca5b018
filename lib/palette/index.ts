/** LAW: bindings, one to one with the provider's schema; nothing clever. */
export * from './provider-binding';
export * from './oci-registry';
export type {
  OciRegistryBasic,
  OciRegistryEcr,
  OciRegistryEcrCredentials,
  OciRegistryEcrSts,
  OciRegistryTimeouts,
  OciRegistryTls,
} from './oci-registry-blocks';
export * from './oci-registry-sync';
export * from './data-oci-registry';
export * from './data-oci-registries';
export * from './data-oci-registry-charts';
export * from './data-aws-trust';
export * from './data-registry-probe';
