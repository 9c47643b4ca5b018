import { Token } from 'cdktf';
import { parseEcrEndpoint, partitionOfRegion, repositoryNameProblem } from '../../src/aws';
import type { Problem } from '../problems';
import { isKnownOnlyToTerraform } from '../terraform-text';

/** What an endpoint says about what is to be granted. */
export interface EcrHelmRegistryPlace {
  readonly public: boolean;
  /** 12 digits, a token, or "*" if it is not known. */
  readonly accountId: string;
  /** A region, a token, or "*" if it is not known. */
  readonly region: string;
  /** @default - not known */
  readonly partition?: string;
}

/** The role can read no more than what its own account and the owner of the repositories allow. */
const UNKNOWN = '*';

/** A host of which only Terraform knows the account or the region. */
const HOST_WITH_TOKENS = /^(\d{12}|\$\{[^}]+\})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+|\$\{[^}]+\})\./;

/** Of what is no host of an ECR nothing is known; the registry refuses it, together with what else is wrong. */
export function placeOf(endpoint: string): EcrHelmRegistryPlace {
  if (isKnownOnlyToTerraform(endpoint)) {
    const [, accountId = UNKNOWN, region = UNKNOWN] = HOST_WITH_TOKENS.exec(endpoint) ?? [];
    return { public: false, accountId, region, partition: partitionOfRegion(region) };
  }
  const host = typeof endpoint === 'string' ? parseEcrEndpoint(endpoint) : { problem: 'is no text' };
  if ('problem' in host) return { public: false, accountId: UNKNOWN, region: UNKNOWN };
  const { accountId = UNKNOWN, region = UNKNOWN, partition } = host;
  return { public: host.public, accountId, region, partition };
}

/** ARNs of the repositories at and below the base content paths. */
export function repositoriesBelow(place: EcrHelmRegistryPlace, paths: string[] | undefined): string[] {
  // The path in ECR Public begins with the alias of its owner, not with the name of a repository.
  if (place.public) return ['arn:aws:ecr-public::*:repository/*'];
  const registry = `arn:${place.partition ?? 'aws'}:ecr:${place.region}:${place.accountId}`;
  const known = !Array.isArray(paths) || Token.isUnresolved(paths) ? [] : paths;
  const names = known.filter((path) => isRepositoryName(path));
  if (names.length === 0) return [`${registry}:repository/*`];
  return names.flatMap((path) => [`${registry}:repository/${path}`, `${registry}:repository/${path}/*`]);
}

/** Charts can only be below what can be the name of a repository. */
export function pathProblems(place: EcrHelmRegistryPlace, paths: string[] | undefined): Problem[] {
  if (!Array.isArray(paths) || place.public || Token.isUnresolved(paths)) return [];
  return paths.flatMap((path: string, index) => {
    if (typeof path !== 'string' || isRepositoryName(path) || !/^\w[\w./-]*\w$/.test(path)) return [];
    const reason = `is no name of a repository in Amazon ECR. ${repositoryNameProblem(path)} Write '${path.toLowerCase()}'`;
    return [{ prop: `baseContentPaths[${index}]`, value: path, reason }];
  });
}

function isRepositoryName(path: string): boolean {
  if (isKnownOnlyToTerraform(path)) return true;
  return typeof path === 'string' && repositoryNameProblem(path) === undefined;
}
