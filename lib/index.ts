/** The constructs that need no AWS provider. May enter src/aws and nothing else of src. */
export * from './palette';
export * from './palette-provider';
export * from './registry-auth';
export * from './registry-options';
export type { RegistryTlsProps } from './registry-tls';
export * from './oci-helm-registry';
export type { IOciHelmRegistry, RegistryReferenceProps } from './registry-reference';
