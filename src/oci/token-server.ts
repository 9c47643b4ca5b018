import { isLoopback } from '../http';
import { type Answer, type Connection } from './connection';
import { OciError } from './oci-error';
import { type CallOptions, type OciCredentials } from './options';
import { parseObject, statusFailure, unauthorized } from './status-failures';

/** The specification's default, for servers that do not say how long a token lives. */
const DEFAULT_LIFETIME_SECONDS = 60;
const LIMIT_BYTES = 1 << 20;

/** Where a registry sends its clients for tokens (Www-Authenticate: Bearer). */
export interface TokenServer {
  readonly realm: URL;
  readonly service?: string;
}

export interface Token {
  readonly text: string;
  /** Milliseconds since 1970; a little before it really ends. */
  readonly staleAt: number;
}

/**
 * Reads the realm that a registry names. A password follows it, so without TLS it must be as near as the registry.
 * @throws OciError 'invalid-answer'
 */
export function tokenServer(registry: URL, parameters: ReadonlyMap<string, string>): TokenServer {
  const text = parameters.get('realm') ?? '';
  const realm = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    realm?.protocol === 'https:' ||
    (realm?.protocol === 'http:' && (registry.protocol === 'http:' || isLoopback(realm)));
  if (realm !== undefined && isSafe) return { realm, service: parameters.get('service') };
  const named = realm === undefined ? 'names no token server' : `names the token server "${realm.origin}"`;
  throw new OciError(
    'invalid-answer',
    `The registry "${registry.host}" ${named}. Expected an "https://" URL, because credentials are sent there. ` +
      'Correct the realm in the settings of the registry.',
  );
}

/** Asks for a token as in the distribution project's "token authentication" specification. */
export async function fetchToken(
  connection: Connection,
  server: TokenServer,
  scope: string | undefined,
  credentials: OciCredentials,
  { signal }: CallOptions,
): Promise<Token> {
  const url = new URL(server.realm);
  if (server.service !== undefined) url.searchParams.set('service', server.service);
  // Several scopes come as one text; the server takes each as a parameter of its own.
  for (const part of scope?.split(' ') ?? []) url.searchParams.append('scope', part);
  const headers = { accept: 'application/json', ...basicHeader(credentials) };
  const answer = await connection.get(url, { headers, limitBytes: LIMIT_BYTES, signal, role: 'token server' });
  if (answer.status !== 200) throw refusal(answer, credentials);
  return readToken(answer);
}

export function basicHeader(credentials: OciCredentials): Record<string, string> {
  if (credentials.type !== 'basic') return {};
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64');
  return { authorization: `Basic ${pair}` };
}

/** Token servers answer 403 (GHCR) or 400 (Azure) to wrong credentials as well as 401. */
function refusal(answer: Answer, credentials: OciCredentials): OciError {
  const failure = statusFailure(answer, { subject: 'the token', credentials });
  if (![400, 401, 403].includes(answer.status)) return failure;
  const { method, url, status, code } = failure;
  const evidence = failure.message.slice(failure.message.indexOf('\n\n'));
  const text = unauthorized(`The token server "${new URL(answer.url).host}"`, credentials);
  return new OciError('unauthorized', `${text}${evidence}`, { method, url, status, code });
}

function readToken(answer: Answer): Token {
  const parsed = parseObject(answer.body) ?? {};
  const text = parsed['token'] ?? parsed['access_token'];
  if (typeof text !== 'string' || text === '') {
    const host = new URL(answer.url).host;
    throw new OciError(
      'invalid-answer',
      `The token server "${host}" sent no token. Expected JSON with "token" or "access_token". Check the realm in the ` +
        `settings of the registry.\n\nGET ${answer.url}: ${answer.status}`,
      { method: 'GET', url: answer.url, status: answer.status },
    );
  }
  const seconds = Number(parsed['expires_in'] ?? DEFAULT_LIFETIME_SECONDS) || DEFAULT_LIFETIME_SECONDS;
  return { text, staleAt: Date.now() + seconds * 900 };
}
