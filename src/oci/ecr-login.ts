import type * as ClientEcr from '@aws-sdk/client-ecr';
import { Readable } from 'node:stream';
import { Connection } from './connection';
import { ecrFailure } from './ecr-failures';
import { OciError } from './oci-error';
import { type CallOptions, type Environment } from './options';

export interface EcrLoginOptions extends CallOptions {
  readonly region: string;
  /** 12 digits: the account whose registry is meant. @default - the account of the credentials */
  readonly accountId?: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** URL to call in place of AWS's own, for example that of a VPC endpoint. */
  readonly endpoint?: string;
  /** For the request. @default 30000 */
  readonly timeoutMs?: number;
  /** PEM file of certificates trusted besides the system's roots. */
  readonly extraRootsFile?: string;
  /** Where HTTPS_PROXY and NO_PROXY are looked up. @default - no proxy */
  readonly environment?: Environment;
}

export interface EcrLogin {
  readonly username: string;
  readonly password: string;
  /** `https://<account>.dkr.ecr.<region>.amazonaws.com` */
  readonly proxyEndpoint: string;
  /** ECR's passwords live for twelve hours. */
  readonly expiresAt?: Date;
}

const LIMIT_BYTES = 1 << 20;
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Gets the user name and password of a private Amazon ECR registry (GetAuthorizationToken). The AWS SDK is loaded here, on
 * first use.
 * @throws OciError
 */
export async function ecrLogin(options: EcrLoginOptions): Promise<EcrLogin> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, extraRootsFile, environment, signal } = options;
  const connection = new Connection({ tls: {}, timeoutMs, extraRootsFile, environment });
  try {
    return readLogin(await requestToken(connection, options), options.accountId);
  } catch (error) {
    throw ecrFailure(error, options.region, signal);
  } finally {
    await connection.close();
  }
}

async function requestToken(
  connection: Connection,
  { region, credentials, endpoint, signal }: EcrLoginOptions,
): Promise<ClientEcr.GetAuthorizationTokenCommandOutput> {
  const sdk: typeof ClientEcr = require('@aws-sdk/client-ecr');
  const settings = { region, credentials, endpoint, requestHandler: handlerOver(connection, signal) };
  const client = quietly(() => new sdk.ECRClient(settings));
  try {
    return await client.send(new sdk.GetAuthorizationTokenCommand({}));
  } finally {
    client.destroy();
  }
}

/**
 * In its constructor the SDK warns about the age of Node, which users of another tool's output cannot place. Only that call
 * is silenced: it is synchronous, so nobody else's warning can be meant.
 */
function quietly<T>(create: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return create();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** What is used here of the SDK's request; for this operation its query is empty. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Sends the SDK's requests over our own connection: the SDK itself knows neither proxies nor added roots. */
function handlerOver(
  connection: Connection,
  signal: AbortSignal | undefined,
): ClientEcr.ECRClientConfig['requestHandler'] {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SdkRequest) {
      const { protocol, hostname, port, path, headers, body } = request;
      const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
      const answer = await connection.post(url, { headers, body, limitBytes: LIMIT_BYTES, signal, role: 'ECR API' });
      const response = {
        statusCode: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Readable.from([answer.status < 400 ? answer.body : jsonError(answer.body)]),
      };
      return { response };
    },
  };
}

/** Gateways and emulations refuse with the XML of AWS's older protocols; the SDK would call that a syntax error. */
function jsonError(body: Buffer): Buffer {
  const text = body.toString('utf8');
  if (!text.startsWith('<')) return body;
  const [code = 'UnknownError', message = ''] = ['Code', 'Message'].map(
    (tag) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1],
  );
  return Buffer.from(JSON.stringify({ __type: code, message }));
}

function readLogin(
  { authorizationData }: ClientEcr.GetAuthorizationTokenCommandOutput,
  accountId: string | undefined,
): EcrLogin {
  const { authorizationToken = '', proxyEndpoint = '', expiresAt } = authorizationData?.[0] ?? {};
  const pair = Buffer.from(authorizationToken, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 1) {
    throw new OciError(
      'invalid-answer',
      'Amazon ECR sent no token. Expected a user name and password. Try again later.',
    );
  }
  return {
    username: pair.slice(0, colon),
    password: pair.slice(colon + 1),
    // AWS names the registry of the caller's own account; its token opens those of other accounts as well.
    proxyEndpoint: accountId === undefined ? proxyEndpoint : proxyEndpoint.replace(/\/\/\d{12}\./, `//${accountId}.`),
    expiresAt,
  };
}
