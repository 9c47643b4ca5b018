import { type BasicOciRegistrySpec, type EcrRegistrySpec, type RegistryAuth } from './wire';

/**
 * What a secret looks like on every read. Known of live Palettes for auth.password and auth.token; for an ECR secretKey
 * only that it holds asterisks. accessKey, username and sts come back in clear; whether tls.key is masked is unverified,
 * so it is not.
 */
const MASK = '********';

export function maskAuth(auth: RegistryAuth): RegistryAuth {
  return { ...auth, password: mask(auth.password), token: mask(auth.token) };
}

export function maskBasicSpec(spec: BasicOciRegistrySpec): BasicOciRegistrySpec {
  return { ...spec, auth: maskAuth(spec.auth) };
}

export function maskEcrSpec(spec: EcrRegistrySpec): EcrRegistrySpec {
  if (spec.credentials === undefined) return spec;
  const { secretKey, secretToken } = spec.credentials;
  return { ...spec, credentials: { ...spec.credentials, secretKey: mask(secretKey), secretToken: mask(secretToken) } };
}

/** An absent or empty secret stays what it is: there is nothing to hide. */
function mask(secret: string | undefined): string | undefined {
  return secret ? MASK : secret;
}
