import { type AuthenticationDemand } from './authentication';
import { type Answer } from './connection';
import { checkDigest } from './digest';
import { MANIFEST_TYPES, type OciManifest, readManifest } from './manifest';
import { OciError } from './oci-error';
import { type CallOptions, type OciRegistryOptions } from './options';
import { PAGE_SIZE, readPages } from './pages';
import { type ApiRequest, RegistryApi } from './registry-api';
import { isAtOrBelow, referencePath, repositoryPath } from './repository-names';

const MIB = 1 << 20;
/** The distribution specification tells registries to take manifests of at least 4 MiB. */
const MANIFEST_LIMIT = 4 * MIB;
const LIST_LIMIT = 16 * MIB;
const BLOB_LIMIT = 64 * MIB;
/** How registries say that they do not list their repositories; wrong credentials look like one of them. */
const UNLISTED: readonly (number | undefined)[] = [401, 403, 404, 405];

export interface ListOptions extends CallOptions {
  /** Names a page. @default 1000 */
  readonly pageSize?: number;
}

export interface BlobOptions extends CallOptions {
  /** Largest blob to take. @default 64 MiB */
  readonly limitBytes?: number;
}

export interface LocatedBlob {
  readonly content: Buffer;
  /** "bucket.s3.us-east-1.amazonaws.com"; with the port where it is not the usual one. */
  readonly host: string;
}

/**
 * A client of the OCI distribution API, for reading. Every failure is an OciError. Nothing is sent before the first call;
 * the first call finds the API and learns how the registry authenticates.
 */
export class OciRegistry {
  readonly #api: RegistryApi;

  /** @throws OciError 'tls' for a damaged certificate or key, 'not-found' for an endpoint that is not a URL */
  constructor(options: OciRegistryOptions) {
    this.#api = new RegistryApi(options);
  }

  /** As in the endpoint: "registry.example.com:5000". */
  get host(): string {
    return this.#api.host;
  }

  /** How the registry has asked for credentials until now. */
  get demand(): AuthenticationDemand {
    return this.#api.demand;
  }

  /** Checks that the API is there and takes the credentials. */
  async ping({ signal }: CallOptions = {}): Promise<void> {
    await this.#api.get('', { signal, subject: 'its API', limitBytes: MIB });
  }

  /**
   * Names of the repositories at or below a path ("team" holds "team" and "team/x", not "team-b"), sorted; without a path
   * all of them.
   * @throws OciError 'forbidden' when the registry does not list its repositories, as many do
   */
  async listRepositories(path = '', options: ListOptions = {}): Promise<string[]> {
    const request = { subject: 'the list of its repositories', scope: 'registry:catalog:*' };
    try {
      const names = await this.#list('_catalog', 'repositories', request, options);
      const { namePrefix } = await this.#api.locate(options);
      const own = names.filter((name) => name.startsWith(namePrefix)).map((name) => name.slice(namePrefix.length));
      return [...new Set(own)].filter((name) => isAtOrBelow(name, path)).sort();
    } catch (error) {
      if (!(error instanceof OciError) || !UNLISTED.includes(error.status)) throw error;
      await this.ping(options);
      throw this.#unlisted(error);
    }
  }

  /** @throws OciError 'not-found' when there is no such repository */
  async listTags(repository: string, options: ListOptions = {}): Promise<string[]> {
    const { path, scope } = await this.#repository(repository, options);
    const request = { subject: `the repository "${repository}"`, scope };
    return this.#list(`${path}/tags/list`, 'tags', request, options);
  }

  /** `reference` is a tag or a digest. */
  async getManifest(repository: string, reference: string, { signal }: CallOptions = {}): Promise<OciManifest> {
    const { path, scope } = await this.#repository(repository, { signal });
    const subject = `"${reference}" in the repository "${repository}"`;
    const request = { signal, subject, scope, accept: MANIFEST_TYPES.join(', '), limitBytes: MANIFEST_LIMIT };
    return readManifest(await this.#api.get(`${path}/manifests/${referencePath(reference)}`, request), reference);
  }

  /** The content, checked against its digest; followed to where the registry keeps it, without its credentials. */
  async getBlob(repository: string, digest: string, options: BlobOptions = {}): Promise<Buffer> {
    return (await this.getBlobFrom(repository, digest, options)).content;
  }

  /** The same, with the host that it came from in the end. */
  async getBlobFrom(repository: string, digest: string, options: BlobOptions = {}): Promise<LocatedBlob> {
    const { signal, limitBytes = BLOB_LIMIT } = options;
    const { path, scope } = await this.#repository(repository, options);
    const request = { signal, subject: `the blob "${digest}" of the repository "${repository}"`, scope, limitBytes };
    const { body, url } = await this.#api.get(`${path}/blobs/${referencePath(digest)}`, request);
    checkDigest(body, digest, url);
    return { content: body, host: new URL(url).host };
  }

  /** Ends all connections, also those in use. */
  async close(): Promise<void> {
    await this.#api.close();
  }

  async #repository(repository: string, options: CallOptions): Promise<{ path: string; scope: string }> {
    const { namePrefix } = await this.#api.locate(options);
    const name = `${namePrefix}${repository}`;
    return { path: repositoryPath(name), scope: `repository:${name}:pull` };
  }

  async #list(
    path: string,
    key: string,
    request: Pick<ApiRequest, 'subject' | 'scope'>,
    { signal, pageSize = PAGE_SIZE }: ListOptions,
  ): Promise<string[]> {
    const getPage = (query: string): Promise<Answer> =>
      this.#api.get(query === '' ? path : `${path}?${query}`, { ...request, signal, limitBytes: LIST_LIMIT });
    try {
      return await readPages(getPage, key, `n=${pageSize}`);
    } catch (error) {
      // Registries that allow less for a page say so with 400 instead of sending less.
      if (!(error instanceof OciError) || error.code !== 'PAGINATION_NUMBER_INVALID') throw error;
      return readPages(getPage, key, '');
    }
  }

  #unlisted({ method, url, status, code, message }: OciError): OciError {
    const text =
      `The registry "${this.#api.host}" does not list its repositories to these credentials. Expected "_catalog" to be ` +
      'allowed. Give credentials that may read it, or write the full path of each repository as a base path.';
    const evidence = message.slice(message.indexOf('\n\n'));
    return new OciError('forbidden', `${text}${evidence}`, { method, url, status, code });
  }
}
