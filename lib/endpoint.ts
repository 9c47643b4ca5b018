import { parseEcrEndpoint } from '../src/aws';
import type { OciRegistryEcr } from './palette';
import { type Problem, textProblems } from './problems';
import { isKnownOnlyToTerraform } from './terraform-text';

/** GHCR lists charts by owner, so Palette takes these two without a scheme. */
const GHCR_OWNER = /^ghcr\.io\/(users|orgs)\/[^/\s]+$/i;

const SOME_URL = 'https://harbor.example.com';
const SOME_ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

/** Where a registry is. */
export interface EndpointProps {
  readonly endpoint: string;
  readonly endpointSuffix?: string;
}

/** The rules of the provider, already at synth. */
export function endpointProblems({ endpoint, endpointSuffix }: EndpointProps, ecr?: OciRegistryEcr): Problem[] {
  const problems = textProblems('endpoint', endpoint, write(ecr ? SOME_ECR_HOST : SOME_URL));
  if (problems.length === 0 && !isKnownOnlyToTerraform(endpoint)) {
    const reason = ecr ? problemOfEcrHost(endpoint, ecr) : problemOfUrl(endpoint);
    if (reason) problems.push({ prop: 'endpoint', value: withoutCredentials(endpoint), reason });
  }
  if (ecr && endpointSuffix !== undefined && !isKnownOnlyToTerraform(endpointSuffix)) {
    const reason = 'has no meaning with Amazon ECR. Remove it';
    problems.push({ prop: 'endpointSuffix', value: endpointSuffix, reason });
  }
  return problems;
}

function problemOfUrl(endpoint: string): string | undefined {
  if (GHCR_OWNER.test(endpoint)) return undefined;
  if (/\s/.test(endpoint)) return `must not contain white space. ${write(endpoint.replace(/\s+/g, ''))}`;
  const ecr = parseEcrEndpoint(endpoint);
  if (!('problem' in ecr))
    return `is an Amazon ECR. Write auth: RegistryAuth.${ecr.public ? 'ecrPublic()' : 'ecrRole(role), .ecrAssumeRole({ … }) or .ecrAccessKey({ … })'}`;
  if (!/^https?:\/\//i.test(endpoint)) {
    const host = endpoint.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
    return `must start with "https://" or "http://". ${write(`https://${host}`)}`;
  }
  if (!URL.canParse(endpoint)) return `is not a URL. ${write(SOME_URL)}`;
  const url = new URL(endpoint);
  if (url.username || url.password) {
    return `must not contain credentials. ${write(url.origin)} and auth: RegistryAuth.basic({ username, password })`;
  }
  if (url.search || url.hash) return `must not contain "${url.search ? '?' : '#'}". ${write(url.origin)}`;
  if (url.pathname === '/') return undefined;
  const path = url.pathname.replace(/^\/(v2(\/|$))?/, '').replace(/\/$/, '');
  const advice = ` and put "${path}" into baseContentPaths if charts are below it, or into endpointSuffix if the registry API is`;
  return `must not contain a path. ${write(url.origin)}${path && advice}`;
}

function problemOfEcrHost(endpoint: string, ecr: OciRegistryEcr): string | undefined {
  const parsed = parseEcrEndpoint(endpoint);
  if ('problem' in parsed) return `is not the host of an Amazon ECR. ${parsed.problem.replace(/\.$/, '')}`;
  if (!parsed.public && ecr.private === false) {
    return 'is a private registry, but auth is RegistryAuth.ecrPublic(). Use RegistryAuth.ecrRole, .ecrAssumeRole or .ecrAccessKey';
  }
  return undefined;
}

function write(endpoint: string): string {
  return `Write endpoint: '${endpoint}'`;
}

function withoutCredentials(endpoint: string): string {
  return endpoint.replace(/\/\/[^/@]*@/, '//…@');
}
