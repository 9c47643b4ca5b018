import { accountIdProblem } from './account-id';
import { parseEcrEndpoint } from './ecr-endpoint';
import { partitionOfRegion, PARTITIONS } from './partitions';
import { partitionNames, placeOfRegion } from './region';

/** Repositories as an IAM policy takes them: region, account and name may hold wildcards. */
export interface RepositoryPlace {
  readonly arn: string;
  /** What stands in front of the resource: `arn:aws:ecr:us-east-1:123456789012`. */
  readonly registry: string;
  readonly partition: string;
  /** Of ECR Public, whose ARNs have no region. */
  readonly public: boolean;
}

export interface RepositoryArnProblem {
  /** Sentences for a user. */
  readonly problem: string;
}

const EXAMPLE = 'arn:aws:ecr:us-east-1:123456789012:repository/charts';
const ANY = '*';
/** Letters of repository names (CreateRepository), IAM's wildcards, and its policy variables as "${…}". */
const NAME = /^([a-z0-9._/*?-]|\$\{[^{}]+\})+$/;

export function parseRepositoryArn(arn: string): RepositoryPlace | RepositoryArnProblem {
  const [scheme, partition = '', service = '', region = '', accountId = '', ...rest] = arn.split(':');
  // Policy variables have colons of their own.
  const resource = rest.join(':');
  const isPublic = service === 'ecr-public';
  const advice =
    (scheme === 'arn' && rest.length > 0 ? undefined : notAnArnAdvice(arn)) ??
    serviceAdvice(service) ??
    (isPublic ? publicPlaceAdvice(partition, region, accountId, resource) : placeAdvice(partition, region)) ??
    (accountId === ANY ? undefined : accountIdProblem(accountId)) ??
    resourceAdvice(resource);
  const registry = `arn:${partition}:${service}:${region}:${accountId}`;
  if (advice === undefined) return { arn, registry, partition, public: isPublic };
  return { problem: `Expected the ARN of a repository such as "${EXAMPLE}", got "${arn}". ${advice}` };
}

/** The console shows a repository's URI first; from that, its ARN follows. */
function notAnArnAdvice(text: string): string {
  if (/\s/.test(text)) return 'Remove the spaces.';
  const [host = '', ...path] = text.replace(/^(https?|oci):\/\//, '').split('/');
  const endpoint = parseEcrEndpoint(host);
  const name = path.join('/').replace(/[:@].*$/, '');
  if ('problem' in endpoint || endpoint.public || name === '') return 'Copy it from the AWS console.';
  const { partition, region, accountId } = endpoint;
  return `That is the URI of a repository. Write "arn:${partition}:ecr:${region}:${accountId}:repository/${name}".`;
}

function serviceAdvice(service: string): string | undefined {
  if (service === 'ecr' || service === 'ecr-public') return undefined;
  return `Its service is "${service}". It must be "ecr", or "ecr-public" for Amazon ECR Public.`;
}

function placeAdvice(partition: string, region: string): string | undefined {
  const wrongPartition = partitionAdvice(partition);
  if (wrongPartition !== undefined || region === ANY) return wrongPartition;
  const known = partitionOfRegion(region);
  if (known !== undefined && known !== partition) {
    return `"${region}" is a region of the partition "${known}", not of "${partition}". Correct one of them.`;
  }
  return 'problem' in placeOfRegion(region, partition) ? `"${region}" is not the name of an AWS region.` : undefined;
}

function publicPlaceAdvice(partition: string, region: string, accountId: string, resource: string): string | undefined {
  if (partition !== 'aws') return `Amazon ECR Public exists in the partition "aws" only, not in "${partition}".`;
  if (region === '') return undefined;
  return `ARNs of Amazon ECR Public have no region. Write "arn:aws:ecr-public::${accountId}:${resource}".`;
}

function partitionAdvice(partition: string): string | undefined {
  if (PARTITIONS.some(({ id }) => id === partition)) return undefined;
  return `Its partition is "${partition}". It must be one of ${partitionNames()}.`;
}

function resourceAdvice(resource: string): string | undefined {
  const [, name] = /^repository\/(.+)$/s.exec(resource) ?? [];
  if (name === undefined) return `It must end in "repository/" and a name, not in "${resource}".`;
  return repositoryNameProblem(name);
}

/** What is wrong with the name of repositories, wildcards allowed; undefined if nothing is. */
export function repositoryNameProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return `Names of repositories have lower-case letters, digits and ._-/ only; "*" and "?" stand for others.`;
}
