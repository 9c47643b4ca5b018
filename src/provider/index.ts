/** LAW: what this provider manages. Joins framework, palette, oci and aws; nothing else may. */
export { paletteProvider, PROVIDER_ADDRESS } from './provider';
