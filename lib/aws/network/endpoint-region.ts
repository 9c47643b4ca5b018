import type { Problem } from '../../problems';
import type { AllowlistRegion } from '../starport-allowlist-regions';

/** The region in which a construct's VPC is, or what is wrong with what was said about it. */
export interface EndpointRegion {
  /** Undefined if there are problems. */
  readonly region?: AllowlistRegion;
  readonly problems: Problem[];
}

/** A VPC endpoint reaches the services of its own region only. */
export function endpointRegion(regions: readonly AllowlistRegion[], wanted: string | undefined): EndpointRegion {
  const names = regions.map(({ place }) => `'${place.region}'`).join(', ');
  const fails = (reason: string): EndpointRegion => ({ problems: [{ prop: 'region', value: wanted, reason }] });
  if (regions.length === 0) {
    return fails('finds no private registry in the allowlist: no VPC endpoint serves the layers of Amazon ECR Public');
  }
  if (wanted === undefined && regions.length > 1) {
    return fails(`must say in which of ${names} the VPC is: a VPC endpoint reaches its own region only`);
  }
  const region = wanted === undefined ? regions[0] : regions.find(({ place }) => place.region === wanted);
  if (region !== undefined) return { region, problems: [] };
  return fails(`must be a region of the allowlist: ${names}`);
}
