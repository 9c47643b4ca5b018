import { parseEcrEndpoint } from '../aws';
import { type Diagnostics, isUnknown, pathTo } from '../bridge/framework';

/** Arguments that say where a registry is, and of which kind; anything may be unknown yet. */
interface Place {
  readonly endpoint: unknown;
  readonly endpoint_suffix: unknown;
  readonly basic: unknown;
  readonly ecr: unknown;
}

/** Scheme, path and all that: what is right differs between an Amazon ECR and other registries. */
export function checkEndpoint({ endpoint, endpoint_suffix, basic, ecr }: Place, diagnostics: Diagnostics): void {
  if (isSet(endpoint_suffix) && isSet(ecr)) {
    const detail = '"endpoint_suffix" is set, but an Amazon ECR has none. Remove it, or use "basic" in place of "ecr".';
    diagnostics.error('Conflicting Arguments', detail, pathTo('endpoint_suffix'));
  }
  if (typeof endpoint !== 'string') return;
  if (isSet(ecr)) {
    const parsed = parseEcrEndpoint(endpoint);
    if ('problem' in parsed) diagnostics.error('Invalid Amazon ECR Endpoint', parsed.problem, pathTo('endpoint'));
  } else if (isSet(basic)) {
    const problem = problemOfBasicEndpoint(endpoint);
    if (problem) diagnostics.error('Invalid Endpoint', problem, pathTo('endpoint'));
  }
}

function problemOfBasicEndpoint(endpoint: string): string | undefined {
  const got = `endpoint is ${JSON.stringify(withoutCredentials(endpoint))}`;
  if (/^ghcr\.io\/(users|orgs)\/[^/\s]+$/i.test(endpoint)) return undefined;
  if (/\s/.test(endpoint)) return `${got}. Remove the white space.`;
  if (!/^https?:\/\//i.test(endpoint)) {
    const suggestion = /^[a-z][a-z0-9+.-]*:\/\//i.test(endpoint)
      ? endpoint.replace(/^[^:]+/, 'https')
      : `https://${endpoint}`;
    return `${got}. Expected a URL with its scheme, such as ${JSON.stringify(withoutCredentials(suggestion))}.`;
  }
  if (!URL.canParse(endpoint)) return `${got}. It is not a URL. Expected one such as "https://harbor.example.com".`;
  const url = new URL(endpoint);
  if (url.username || url.password) {
    return `${got}. Remove the user name and password from the URL and write them into the "basic" block.`;
  }
  if (url.search || url.hash) return `${got}. Remove everything from ${JSON.stringify(url.search ? '?' : '#')} on.`;
  if (/^\/v2(\/|$)/.test(url.pathname)) {
    return `${got}. Remove "/v2": Palette adds it. Paths to charts belong into "base_content_paths".`;
  }
  if (/^ghcr\.io$/i.test(url.host) && url.pathname !== '/') {
    return `${got}. Expected "ghcr.io/users/NAME" or "ghcr.io/orgs/NAME", without "${url.protocol}//".`;
  }
  if (url.pathname !== '/') {
    const advice = `Expected ${JSON.stringify(url.origin)}. The path belongs into "base_content_paths" if charts are below it`;
    return `${got}. ${advice}, or into "endpoint_suffix" if the registry API is (JFrog Artifactory).`;
  }
  return undefined;
}

function isSet(value: unknown): boolean {
  return value !== null && !isUnknown(value);
}

function withoutCredentials(endpoint: string): string {
  return endpoint.replace(/\/\/[^/@]*@/, '//…@');
}
