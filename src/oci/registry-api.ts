import { Authentication, type AuthenticationDemand } from './authentication';
import { type Answer, Connection } from './connection';
import { checkTls } from './check-tls';
import { type ApiRoot, apiRoots } from './endpoint';
import { type OciError } from './oci-error';
import { type CallOptions, type OciRegistryOptions } from './options';
import { statusFailure } from './status-failures';

const DEFAULT_TIMEOUT_MS = 30_000;
const PROBE_LIMIT = 1 << 20;

export interface ApiRequest extends CallOptions {
  /** What it is about, for errors: `the repository "a/b"`. */
  readonly subject: string;
  /** As token servers write it: "repository:a/b:pull". */
  readonly scope?: string;
  readonly accept?: string;
  readonly limitBytes: number;
}

/** Requests below /v2/: finds out where that is, authenticates, and takes nothing but success. */
export class RegistryApi {
  readonly #connection: Connection;
  readonly #authentication: Authentication;
  readonly #roots: readonly ApiRoot[];
  #located: Promise<ApiRoot> | undefined;

  constructor(private readonly options: OciRegistryOptions) {
    const { endpoint, credentials, tls = {}, timeoutMs = DEFAULT_TIMEOUT_MS, extraRootsFile, environment } = options;
    this.#roots = apiRoots(options);
    checkTls(tls);
    this.#connection = new Connection({ tls, timeoutMs, extraRootsFile, environment });
    this.#authentication = new Authentication(new URL(endpoint), credentials, this.#connection);
  }

  get host(): string {
    return new URL(this.options.endpoint).host;
  }

  get demand(): AuthenticationDemand {
    return this.#authentication.demand;
  }

  async get(path: string, request: ApiRequest): Promise<Answer> {
    const { scope, signal } = request;
    const { root } = await this.locate(request);
    const url = new URL(`${root}${path}`);
    const answer = await this.#send(url, request, await this.#authentication.headers(scope, { signal }));
    if (answer.status === 200) return answer;
    const second = await this.#tryAgain(url, request, answer);
    if (second?.status === 200) return second;
    throw this.#failure(second ?? answer, request.subject);
  }

  /** Asks for the API's place once; the answer to that request is also how the registry says whom it wants to see. */
  locate(options: CallOptions): Promise<ApiRoot> {
    this.#located ??= this.#findApi(options).catch((error: unknown) => {
      this.#located = undefined;
      throw error;
    });
    return this.#located;
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  /** Only the registry's own 401 is about our credentials, not that of a place it redirects to. */
  async #tryAgain(url: URL, request: ApiRequest, answer: Answer): Promise<Answer | undefined> {
    const { scope, signal } = request;
    const challenge = answer.headers.get('www-authenticate');
    if (answer.status !== 401 || challenge === undefined || new URL(answer.url).origin !== url.origin) return undefined;
    const headers = await this.#authentication.headersAfter(challenge, scope, { signal });
    return headers && this.#send(url, request, headers);
  }

  #send(url: URL, request: ApiRequest, authorization: Readonly<Record<string, string>>): Promise<Answer> {
    const { accept = 'application/json', limitBytes, signal } = request;
    // Some firewalls in front of registries turn away requests without a user agent.
    const headers = { accept, 'user-agent': 'oci-registry-reader/1', ...authorization };
    return this.#connection.get(url, { headers, limitBytes, signal });
  }

  async #findApi({ signal }: CallOptions): Promise<ApiRoot> {
    let first: OciError | undefined;
    for (const place of this.#roots) {
      const subject = `an OCI registry at "${new URL(place.root).pathname}"`;
      const answer = await this.#send(new URL(place.root), { signal, subject, limitBytes: PROBE_LIMIT }, {});
      if (isApi(answer)) {
        this.#authentication.begin(answer.headers.get('www-authenticate'));
        return place;
      }
      const failure = this.#failure(answer, subject);
      if (failure.reason === 'server' || failure.reason === 'rate-limited') throw failure;
      first ??= failure;
    }
    throw first;
  }

  #failure(answer: Answer, subject: string): OciError {
    return statusFailure(answer, { subject, credentials: this.options.credentials });
  }
}

/** A web site answers too, but with a page. */
function isApi({ status, headers }: Answer): boolean {
  if (status === 200) return !(headers.get('content-type') ?? '').includes('text/html');
  return status === 401 || status === 403;
}
