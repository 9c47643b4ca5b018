/** LAW: bindings, one to one with the provider's schema; nothing clever. */
export * from './provider-binding';
export * from './oci-registry';
export * from './oci-registry-blocks';
export * from './data-oci-registry';
