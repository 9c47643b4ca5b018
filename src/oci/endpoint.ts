import { OciError } from './oci-error';
import { type OciRegistryOptions } from './options';

/** A place where the distribution API may be: `root` ends in "/v2/", `namePrefix` is empty or ends in "/". */
export interface ApiRoot {
  readonly root: string;
  /** What every repository's name begins with there; callers neither write nor see it. */
  readonly namePrefix: string;
}

/**
 * The places to look for the API, best first. JFrog Artifactory, for example, answers at
 * /artifactory/api/docker/my-repo/v2/ and, depending on its settings, at /v2/ with names that begin with "my-repo/".
 * @throws OciError 'not-found' when the endpoint cannot be a registry's
 */
export function apiRoots({ endpoint, basePath = '' }: OciRegistryOptions): readonly ApiRoot[] {
  const { origin, pathname } = parseEndpoint(endpoint);
  const path = [...pathname.split('/'), ...basePath.split('/')].filter((segment) => segment !== '').join('/');
  const prefix = path.replace(/(^|\/)v2$/, '');
  const atTop = `${origin}/v2/`;
  if (prefix === '') return [{ root: atTop, namePrefix: '' }];
  return [
    { root: `${origin}/${prefix}/v2/`, namePrefix: '' },
    { root: atTop, namePrefix: `${prefix}/` },
  ];
}

function parseEndpoint(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new OciError('not-found', `The endpoint "${endpoint}" is not the URL of a registry. ${expected}`);
  }
  // The endpoint is not quoted here, nor anywhere later: it holds a secret.
  if (url.username !== '' || url.password !== '') {
    const problem = `The endpoint holds a user name or password in front of "${url.host}".`;
    throw new OciError('not-found', `${problem} ${expected} Give them as credentials.`);
  }
  return url;
}

const expected = 'Expected "https://host", with ":port" where it is not 443.';
