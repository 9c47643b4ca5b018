/** LAW: what this provider manages. Joins framework, palette, oci and aws; nothing else may. */
export { PROVIDER_ADDRESS } from './address';
export type { Environment } from './connection';
export { paletteProvider } from './provider';
