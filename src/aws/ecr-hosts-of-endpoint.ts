import { type EcrEndpoint } from './ecr-endpoint';
import { type EcrHost, type EcrHostVariant, ecrServiceHosts } from './ecr-hosts';
import { ecrPublicHostsOf } from './ecr-public-hosts';
import { placeOfRegion } from './region';
import { type Starport } from './starport';

export interface EcrClient {
  readonly endpoint: EcrEndpoint;
  /** Assumes an IAM role, for which it calls AWS STS. */
  readonly assumesRole: boolean;
  /** @default derived from the endpoint's region */
  readonly starport?: Starport;
}

/**
 * What a client of exactly this registry needs. Which hosts of the APIs it calls is the client's choice, not the
 * endpoint's, so the standard ones are always among them.
 */
export function ecrHostsOfEndpoint({ endpoint, assumesRole, starport }: EcrClient): readonly EcrHost[] {
  if (endpoint.public) return ecrPublicHostsOf(endpoint.host);
  const place = placeOfRegion(endpoint.region ?? '', endpoint.partition);
  if ('problem' in place) return [];
  const own = variantOf(endpoint);
  const apis: readonly EcrHostVariant[] = ['standard', own];
  const layers: readonly EcrHostVariant[] = endpoint.dualStack ? ['standard', 'dual-stack'] : ['standard'];
  const hosts = ecrServiceHosts(place, endpoint.accountId, starport).filter(({ serves, variant }) => {
    if (serves === 'registry') return variant === own;
    if (serves === 'layers') return layers.includes(variant);
    return apis.includes(variant) && (serves === 'api' || assumesRole);
  });
  const registry = hosts.some(({ serves }) => serves === 'registry') ? [] : [unpublished(endpoint.host, own)];
  return [...registry, ...hosts.map(({ serves: _, ...host }) => host)];
}

function variantOf({ fips, dualStack }: EcrEndpoint): EcrHostVariant {
  if (fips) return dualStack ? 'fips-dual-stack' : 'fips';
  return dualStack ? 'dual-stack' : 'standard';
}

/** AWS may have begun to serve FIPS or IPv6 in a region since: what was named is allowed, and marked. */
function unpublished(host: string, variant: EcrHostVariant): EcrHost {
  return {
    host,
    port: 443,
    purpose: 'Registry: login, manifests, lists of tags',
    variant,
    documented: false,
    source: 'taken as it was named',
  };
}
