import {
  type EcrEndpoint,
  PARTITIONS,
  parseEcrEndpoint,
  placeOfRegion,
  type RegionPlace,
  type Starport,
  starportOf,
} from '../../src/aws';
import type { Problem } from '../problems';
import { isKnownOnlyToTerraform } from '../terraform-text';
import { listProblems } from './network/network-problems';
import type { StarportAllowlistProps, StarportOverride } from './starport-allowlist-props';

/** A region of an allowlist: the registries in it share the APIs and the starport bucket. */
export interface AllowlistRegion {
  readonly place: RegionPlace;
  readonly starport: Starport;
}

/** Where the tokens of an account ID stand in front of a host: the rest of the host says all that is asked here. */
const ACCOUNT_TOKEN = /^\$\{[^{}]+\}(?=\.dkr[.-]ecr)/;
const SOME_ACCOUNT = '000000000000';
const WHOLE_BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const WHOLE_HOST_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** What an endpoint says, with the account left as a token; undefined where Terraform alone knows the region too. */
export function readEndpoint(text: string): EcrEndpoint | { readonly problem: string } | undefined {
  const [account = SOME_ACCOUNT] = ACCOUNT_TOKEN.exec(text) ?? [];
  const plain = text.replace(ACCOUNT_TOKEN, SOME_ACCOUNT);
  if (isKnownOnlyToTerraform(plain)) return undefined;
  const endpoint = parseEcrEndpoint(plain);
  if ('problem' in endpoint || account === SOME_ACCOUNT) return endpoint;
  return { ...endpoint, accountId: account, host: endpoint.host.replace(SOME_ACCOUNT, account) };
}

/** The place of a region; one that only Terraform knows is taken to be in `partition`. */
export function readRegion(region: string, partition: string | undefined): RegionPlace | { readonly problem: string } {
  if (!isKnownOnlyToTerraform(region)) return placeOfRegion(region);
  const found = PARTITIONS.find(({ id }) => id === (partition ?? 'aws'));
  return found ? { region, partition: found } : { problem: 'is in no partition that is known' };
}

export function regionOf(place: RegionPlace, overrides: readonly StarportOverride[] = []): AllowlistRegion {
  const override = overrides.find(({ region }) => region === place.region);
  const given = override && { bucket: override.bucket, host: override.host };
  return { place, starport: starportOf(place, given) };
}

/** Everything that cannot work, whatever else is wrong. */
export function allowlistProblems(props: StarportAllowlistProps): Problem[] {
  const { endpoints = [], regions = [], partition } = props;
  const ofLists = [
    ...listProblems('endpoints', props.endpoints, '123456789012.dkr.ecr.us-east-1.amazonaws.com'),
    ...listProblems('regions', props.regions, 'us-east-1'),
  ];
  if (ofLists.length > 0) return ofLists;
  return [
    ...emptyProblem(props),
    ...endpoints.flatMap((text, index) => endpointProblem(text, `endpoints[${index}]`, regions)),
    ...regions.flatMap((region, index) => {
      const place = readRegion(region, partition);
      const isWrong = 'problem' in place && !isKnownOnlyToTerraform(region);
      return isWrong ? [{ prop: `regions[${index}]`, value: region, reason: `is not a region. ${place.problem}` }] : [];
    }),
    ...partitionProblem(partition),
    ...overrideProblems(props),
  ];
}

function emptyProblem({ endpoints = [], regions = [] }: StarportAllowlistProps): Problem[] {
  if (endpoints.length + regions.length > 0) return [];
  const reason =
    "must name at least one registry, unless 'regions' is given. " +
    "Write endpoints: ['123456789012.dkr.ecr.us-east-1.amazonaws.com'] or regions: ['us-east-1']";
  return [{ prop: 'endpoints', reason }];
}

function endpointProblem(text: string, prop: string, regions: readonly string[]): Problem[] {
  const endpoint = readEndpoint(text);
  if (endpoint !== undefined) {
    if (!('problem' in endpoint)) return [];
    return [{ prop, value: withoutCredentials(text), reason: `is not the host of an Amazon ECR. ${endpoint.problem}` }];
  }
  if (regions.length > 0) return [];
  const reason =
    "is known only to Terraform, so its region cannot be read off it. Give the region too: regions: ['us-east-1']";
  return [{ prop, reason }];
}

function partitionProblem(partition: string | undefined): Problem[] {
  if (partition === undefined || PARTITIONS.some(({ id }) => id === partition)) return [];
  const names = PARTITIONS.map(({ id }) => `'${id}'`).join(', ');
  return [{ prop: 'partition', value: partition, reason: `must be one of ${names}. Leave it out for 'aws'` }];
}

function overrideProblems({ endpoints = [], regions = [], starports = [] }: StarportAllowlistProps): Problem[] {
  const covered = new Set([
    ...regions,
    ...endpoints
      .map(readEndpoint)
      .flatMap((read) => (read && !('problem' in read) && read.region ? [read.region] : [])),
  ]);
  return starports.flatMap(({ region, bucket, host }, index) => {
    const prop = (name: string): string => `starports[${index}].${name}`;
    const problems: Problem[] = [];
    if (!covered.has(region)) {
      const names = [...covered].map((name) => `'${name}'`).join(', ');
      problems.push({ prop: prop('region'), value: region, reason: `must be a region of this allowlist: ${names}` });
    }
    if (bucket !== undefined && !isKnownOnlyToTerraform(bucket) && !WHOLE_BUCKET_NAME.test(bucket)) {
      const reason = `must be the name of a bucket, without its ARN. Write bucket: 'prod-${region}-starport-layer-bucket'`;
      problems.push({ prop: prop('bucket'), value: bucket, reason });
    }
    if (host !== undefined && !isKnownOnlyToTerraform(host) && !WHOLE_HOST_NAME.test(host)) {
      const reason = 'must be a host name in lower case, without scheme, port and path';
      problems.push({ prop: prop('host'), value: host, reason });
    }
    return problems;
  });
}

function withoutCredentials(endpoint: string): string {
  return endpoint.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i, '$1…@');
}
