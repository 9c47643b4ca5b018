import { type OciCredentials, OciRegistry } from '../oci';
import { type EcrAccess, openEcrRegistry } from './ecr-access';
import { ociTls } from './tls-meaning';
import { type BasicOciRegistrySpec, type EcrRegistrySpec, type RegistryAuth } from './wire';

/** A registry to connect to: the spec of a stored one, or the body of a validate call. */
export type ConnectionTarget =
  | { readonly kind: 'basic'; readonly spec: BasicOciRegistrySpec }
  | { readonly kind: 'ecr'; readonly spec: EcrRegistrySpec };

export type ConnectionSettings = EcrAccess;

/** Logs in where that is a step of its own (ECR); the registry itself is first contacted by the caller's first call. */
export async function openRegistry(target: ConnectionTarget, settings: ConnectionSettings): Promise<OciRegistry> {
  if (target.kind === 'ecr') return openEcrRegistry(target.spec, settings);
  const { endpoint, basePath, auth } = target.spec;
  return new OciRegistry({
    endpoint: withScheme(endpoint),
    basePath: basePath || undefined,
    credentials: basicCredentials(auth),
    tls: ociTls(auth.tls),
    ...settings.network,
  });
}

function basicCredentials(auth: RegistryAuth): OciCredentials {
  if (auth.type === 'basic') return { type: 'basic', username: auth.username ?? '', password: auth.password ?? '' };
  if (auth.type === 'token') return { type: 'token', token: auth.token ?? '' };
  return { type: 'anonymous' };
}

/** GHCR's endpoint is documented without a scheme ("ghcr.io/orgs/..."). */
function withScheme(endpoint: string): string {
  return /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
}
