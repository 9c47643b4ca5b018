import { type Challenge, parseChallenges } from './challenge';
import { type Connection } from './connection';
import { type CallOptions, type OciCredentials } from './options';
import { basicHeader, fetchToken, type Token, type TokenServer, tokenServer } from './token-server';

type Headers = Readonly<Record<string, string>>;

/** How a registry has asked for credentials until now. */
export interface AuthenticationDemand {
  readonly scheme: 'none' | 'basic' | 'bearer';
  /** Host of the token server, with 'bearer'. */
  readonly tokenServer?: string;
}

/**
 * Knows which Authorization a registry wants, after the registry's own words: nothing is sent that was not asked for.
 * Tokens are kept for each scope until shortly before they end.
 */
export class Authentication {
  readonly #tokens = new Map<string, Token>();
  #basic = false;
  #server: TokenServer | undefined;
  /** What the registry named for /v2/: GHCR's token server gives nothing without a scope. */
  #firstScope: string | undefined;
  #demand: AuthenticationDemand = { scheme: 'none' };

  constructor(
    private readonly registry: URL,
    private readonly credentials: OciCredentials,
    private readonly connection: Connection,
  ) {}

  get demand(): AuthenticationDemand {
    return this.#demand;
  }

  /** Takes in Www-Authenticate of the very first answer; that request went without credentials. */
  begin(challenge: string | undefined): void {
    if (this.credentials.type === 'token') return;
    // Some registries show strangers a part of their content without a challenge; who has a password wants all of it.
    if (challenge === undefined) this.#basic = true;
    else this.#firstScope = this.#learn(challenge)?.parameters.get('scope');
  }

  /** The header for a request that needs `scope`. */
  async headers(scope: string | undefined, options: CallOptions): Promise<Headers> {
    const { credentials } = this;
    if (credentials.type === 'token') return { authorization: `Bearer ${credentials.token}` };
    if (this.#server === undefined) return this.#basic ? basicHeader(credentials) : {};
    return this.#bearer(this.#server, scope ?? this.#firstScope, options);
  }

  /**
   * The header for a second try after a 401, or undefined when there is nothing else to try: a token for the scope that
   * the registry now names, or a fresh one in place of one that it no longer takes.
   */
  async headersAfter(challenge: string, scope: string | undefined, options: CallOptions): Promise<Headers | undefined> {
    if (this.credentials.type === 'token') return undefined;
    const hadBasic = this.#basic;
    const learned = this.#learn(challenge);
    if (learned === undefined) return undefined;
    if (learned.scheme === 'basic') return hadBasic ? undefined : this.headers(scope, options);
    const wanted = learned.parameters.get('scope') ?? scope;
    this.#tokens.delete(wanted ?? '');
    const headers = this.#server && (await this.#bearer(this.#server, wanted, options));
    const token = this.#tokens.get(wanted ?? '');
    // What the registry calls the scope may differ from our guess; the token serves for both.
    if (token !== undefined) this.#tokens.set(scope ?? '', token);
    return headers;
  }

  async #bearer(server: TokenServer, scope: string | undefined, options: CallOptions): Promise<Headers> {
    const key = scope ?? '';
    let token = this.#tokens.get(key);
    if (token === undefined || token.staleAt <= Date.now()) {
      token = await fetchToken(this.connection, server, scope, this.credentials, options);
      this.#tokens.set(key, token);
    }
    return { authorization: `Bearer ${token.text}` };
  }

  /** Bearer first: a registry that offers both means its clients to use tokens. */
  #learn(header: string): Challenge | undefined {
    const challenges = parseChallenges(header);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const basic = challenges.find(({ scheme }) => scheme === 'basic');
    if (bearer !== undefined) {
      this.#server = tokenServer(this.registry, bearer.parameters);
      this.#demand = { scheme: 'bearer', tokenServer: this.#server.realm.host };
    } else if (basic !== undefined) {
      this.#basic = true;
      this.#demand = { scheme: 'basic' };
    }
    return bearer ?? basic;
  }
}
