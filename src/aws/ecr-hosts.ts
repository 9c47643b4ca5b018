import { accountIdProblem } from './account-id';
import { placeOfRegion, type RegionPlace } from './region';
import { GIVEN, type Starport, starportOf } from './starport';

/** Which clients need a host: all of them, or only those that use hosts with these names. */
export type EcrHostVariant = 'standard' | 'fips' | 'dual-stack' | 'fips-dual-stack' | 'public';

/** A host that a restricted network must allow, for HTTPS. */
export interface EcrHost {
  /** A "*." in front stands for any account's registry. */
  readonly host: string;
  readonly port: number;
  readonly purpose: string;
  readonly variant: EcrHostVariant;
  /** False: derived from names that AWS documents, or only observed. */
  readonly documented: boolean;
  readonly source: string;
}

/** A host with the service behind it: networks treat them differently. */
export interface EcrServiceHost extends EcrHost {
  readonly serves: 'registry' | 'api' | 'sts' | 'layers';
}

export interface EcrHostsRequest {
  readonly region: string;
  /** @default read off the region */
  readonly partition?: string;
  /** 12 digits; names one registry instead of all of them. @default any account */
  readonly accountId?: string;
}

export interface EcrHostsProblem {
  /** Sentences for a user. */
  readonly problem: string;
  readonly argument: keyof EcrHostsRequest;
}

const HTTPS = 443;
const ECR_REFERENCE = 'AWS General Reference, "Amazon ECR endpoints and quotas"';
const STS_REFERENCE = 'AWS General Reference, "AWS Security Token Service endpoints and quotas"';
const SDK_RULES = 'endpoint rules of the AWS SDKs';
/** Without an entry there, the SDKs and amazon-ecr-credential-helper are all that AWS publishes. */
const IN_GENERAL_REFERENCE: readonly string[] = ['aws', 'aws-us-gov'];
/** ECR has FIPS hosts in these alone (endpoints.json of the SDKs, which list China and others without). */
const FIPS_REGION = /^us-(gov-)?(east|west)-\d$/;
/** Partitions whose dual-stack hosts AWS publishes: the General Reference, for China amazon-ecr-credential-helper. */
const WITH_DUAL_STACK: readonly string[] = [...IN_GENERAL_REFERENCE, 'aws-cn'];

/** All hosts of private ECR in a region, the standard ones first. Those of ECR Public are `ECR_PUBLIC_HOSTS`. */
export function ecrHosts({ region, partition, accountId }: EcrHostsRequest): readonly EcrHost[] | EcrHostsProblem {
  const place = placeOfRegion(region, partition);
  if ('problem' in place) return place;
  const problem = accountId === undefined ? undefined : accountIdProblem(accountId);
  if (problem !== undefined) return { problem, argument: 'accountId' };
  return ecrServiceHosts(place, accountId).map(({ serves: _, ...host }) => host);
}

/** The same with what they serve. `accountId` "*" stands for any registry; `starport` replaces what is derived. */
export function ecrServiceHosts(
  place: RegionPlace,
  accountId = '*',
  starport: Starport = starportOf(place),
): readonly EcrServiceHost[] {
  const fips = FIPS_REGION.test(place.region);
  const dualStack = WITH_DUAL_STACK.includes(place.partition.id);
  return [
    ...standardHosts(place, accountId, starport),
    ...(fips ? fipsHosts(place, accountId) : []),
    ...(dualStack ? dualStackHosts(place, accountId, '') : []),
    ...(dualStack ? [dualStackStarport(starport)] : []),
    ...(dualStack && fips ? dualStackHosts(place, accountId, '-fips') : []),
  ];
}

function standardHosts(place: RegionPlace, account: string, starport: Starport): EcrServiceHost[] {
  const end = `${place.region}.${place.partition.suffix}`;
  return [
    ...serviceHosts('standard', place, {
      registry: `${account}.dkr.ecr.${end}`,
      api: `api.ecr.${end}`,
      sts: `sts.${end}`,
    }),
    {
      host: starport.host,
      port: HTTPS,
      purpose: 'Amazon S3: the charts themselves and all other layers (starport bucket)',
      variant: 'standard',
      serves: 'layers',
      documented: starport.documented,
      source: starport.source,
    },
  ];
}

/** Layers come from the standard host of the starport bucket: AWS documents no other for FIPS. */
function fipsHosts(place: RegionPlace, account: string): EcrServiceHost[] {
  const end = `${place.region}.${place.partition.suffix}`;
  // In GovCloud the standard host of STS is the FIPS one.
  const sts = place.partition.id === 'aws-us-gov' ? undefined : `sts-fips.${end}`;
  const documented = serviceHosts('fips', place, {
    registry: `${account}.dkr.ecr-fips.${end}`,
    api: `ecr-fips.${end}`,
    sts,
  });
  const newer = serviceHosts('fips', place, { api: `api.ecr-fips.${end}` });
  return [...documented, ...newer.map((host) => ({ ...host, source: SDK_RULES }))];
}

function dualStackHosts(place: RegionPlace, account: string, infix: '' | '-fips'): EcrServiceHost[] {
  const { region, partition } = place;
  return serviceHosts(infix === '' ? 'dual-stack' : 'fips-dual-stack', place, {
    registry: `${account}.dkr-ecr${infix}.${region}.${partition.dualStackSuffix}`,
    api: `ecr${infix}.${region}.${partition.dualStackApiSuffix}`,
    sts: `sts${infix}.${region}.${partition.dualStackApiSuffix}`,
  });
}

function dualStackStarport({ dualStackHost, source }: Starport): EcrServiceHost {
  return {
    host: dualStackHost,
    port: HTTPS,
    purpose: 'Amazon S3 on IPv6: the charts themselves and all other layers (starport bucket)',
    variant: 'dual-stack',
    serves: 'layers',
    documented: false,
    source:
      source === GIVEN ? GIVEN : "derived from the starport bucket's name and Amazon S3's rule for dual-stack hosts",
  };
}

function serviceHosts(
  variant: EcrHostVariant,
  { partition }: RegionPlace,
  hosts: { readonly registry?: string; readonly api?: string; readonly sts?: string },
): EcrServiceHost[] {
  const sourceOf = (reference: string): string => (IN_GENERAL_REFERENCE.includes(partition.id) ? reference : SDK_RULES);
  const rows = [
    ['registry', 'Registry: login, manifests, lists of tags', ECR_REFERENCE],
    ['api', 'API of Amazon ECR: tokens for the login, lists of repositories', ECR_REFERENCE],
    ['sts', 'API of AWS STS: assumes the IAM role (not needed with access keys)', STS_REFERENCE],
  ] as const;
  return rows.flatMap(([serves, purpose, reference]) => {
    const host = hosts[serves];
    if (host === undefined) return [];
    return [{ host, port: HTTPS, purpose, variant, serves, documented: true, source: sourceOf(reference) }];
  });
}
