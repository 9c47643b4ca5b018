import { type Partition, partitionOfRegion, PARTITIONS } from './partitions';

/** What the host name of an Amazon ECR registry says. */
export interface EcrEndpoint {
  /** In lower case. */
  readonly host: string;
  /** Amazon ECR Public: no account and no region of its own. */
  readonly public: boolean;
  /** 12 digits. */
  readonly accountId?: string;
  readonly region?: string;
  /** "aws", "aws-cn", … */
  readonly partition: string;
  /** Answers with FIPS 140 validated cryptography. */
  readonly fips: boolean;
  /** Answers on IPv4 and IPv6. */
  readonly dualStack: boolean;
}

export interface EcrEndpointProblem {
  /** What was expected, what was given, and what to write instead; sentences for a user. */
  readonly problem: string;
}

const EXAMPLE = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
/** "Making requests to Amazon ECR Public registries", Amazon ECR Public User Guide. */
const PUBLIC_HOSTS: ReadonlyMap<string, { readonly dualStack: boolean }> = new Map([
  ['public.ecr.aws', { dualStack: false }],
  ['ecr-public.aws.com', { dualStack: true }],
]);
/** The forms of AWS's own amazon-ecr-credential-helper; the account is checked later, to say what is wrong with it. */
const PRIVATE_HOST = /^([^.]+)\.dkr([.-])ecr(-fips)?\.([^.]+)\.(.+)$/;
/** "Amazon ECR endpoints and quotas", AWS General Reference: these serve API calls, not registries. */
const API_HOST = /^(api\.)?ecr(-fips|-public)?\.[^.]+\.(amazonaws\.|api\.aws)/;

/** Reads an endpoint as a user writes it. The host must match to its last letter: others may own what follows. */
export function parseEcrEndpoint(endpoint: string): EcrEndpoint | EcrEndpointProblem {
  const host = endpoint.toLowerCase();
  const surplus = surplusParts(host);
  if (surplus.length > 0) return problem(endpoint, `Remove ${joinWords(surplus)}.`);
  const publicHost = PUBLIC_HOSTS.get(host);
  if (publicHost !== undefined) return { host, public: true, partition: 'aws', fips: false, ...publicHost };
  const match = PRIVATE_HOST.exec(host);
  if (match === null) return problem(endpoint, otherHostAdvice(host));
  const [, accountId = '', separator, fips, region = '', suffix = ''] = match;
  const dualStack = separator === '-';
  const partition = partitionOfRegion(region);
  const advice = accountAdvice(accountId) ?? placeAdvice(region, suffix, partition, dualStack);
  if (advice !== undefined || partition === undefined) return problem(endpoint, advice ?? '');
  return { host, public: false, accountId, region, partition, fips: fips !== undefined, dualStack };
}

/** What stands around the host name, as nouns to remove. */
function surplusParts(text: string): string[] {
  const [, scheme, credentials, port, path] =
    /^([a-z][a-z0-9+.-]*:\/\/)?(.*@)?[^/?#:]*(:[^/?#]*)?([/?#].*)?$/s.exec(text.trim()) ?? [];
  const parts: string[] = [];
  if (/\s/.test(text)) parts.push('the spaces');
  if (scheme !== undefined) parts.push(`"${scheme}"`);
  if (credentials !== undefined) parts.push('the user name and password');
  if (port !== undefined) parts.push(`the port "${port}"`);
  if (path !== undefined) parts.push(`"${path}"`);
  if (parts.length === 0 && text.endsWith('.')) parts.push('the dot at the end');
  return parts;
}

function otherHostAdvice(host: string): string {
  if (host === '') return 'Write the host of the registry.';
  if (API_HOST.test(host)) {
    return 'That host serves the API of Amazon ECR. Write the host of the registry, which begins with the account ID.';
  }
  const lookAlike = [...PUBLIC_HOSTS.keys()].find((name) => host.includes(name));
  if (lookAlike !== undefined) return `For Amazon ECR Public write "${lookAlike}".`;
  return 'Copy the host from the URI of a repository in the AWS console, up to its first "/".';
}

/** AWS account IDs have 12 digits, leading zeros included. */
function accountAdvice(accountId: string): string | undefined {
  if (/^\d{12}$/.test(accountId)) return undefined;
  if (!/^\d+$/.test(accountId)) return `It must begin with an AWS account ID of 12 digits, not with "${accountId}".`;
  return `The AWS account ID "${accountId}" has ${accountId.length} digits. It must have 12, zeros in front included.`;
}

/** Region and suffix name the partition independently of each other, so they can disagree. */
function placeAdvice(
  region: string,
  suffix: string,
  partitionId: string | undefined,
  dualStack: boolean,
): string | undefined {
  if (partitionId === undefined) return `"${region}" is not the name of an AWS region. Check it.`;
  const suffixOf = (partition: Partition): string => (dualStack ? partition.dualStackSuffix : partition.suffix);
  const expected = PARTITIONS.filter(({ id }) => id === partitionId).map(suffixOf)[0] ?? '';
  if (suffix === expected) return undefined;
  const others = PARTITIONS.filter((partition) => suffixOf(partition) === suffix).map(({ id }) => `"${id}"`);
  if (others.length > 0) {
    const belongs = `"${region}" is a region of the partition "${partitionId}", "${suffix}" belongs to ${others.join(' and ')}.`;
    return `${belongs} Correct the region, or write "${expected}" at the end.`;
  }
  if (PARTITIONS.some((partition) => [partition.suffix, partition.dualStackSuffix].includes(suffix))) {
    const name = dualStack ? 'dkr.ecr' : 'dkr-ecr';
    return `Hosts that end in "${suffix}" have "${name}" in their name. Correct it, or write "${expected}" at the end.`;
  }
  return `No host of AWS ends in "${suffix}". In the region "${region}" write "${expected}" at the end.`;
}

/** Whatever stands in front of an "@" may be a password and is not repeated. */
function problem(endpoint: string, advice: string): EcrEndpointProblem {
  const got = endpoint.replace(/^(\s*[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^]*@/, '$1***@');
  return { problem: `Expected a host such as "${EXAMPLE}", got "${got}". ${advice}` };
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
