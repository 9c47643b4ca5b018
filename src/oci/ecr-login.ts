import type * as ClientEcr from '@aws-sdk/client-ecr';
import { type Environment } from '../http';
import { type AwsRequestHandler, awsRequestHandler } from './aws-request-handler';
import { ecrFailure } from './ecr-failures';
import { OciError } from './oci-error';
import { type CallOptions } from './options';

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

const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Gets the user name and password of a private Amazon ECR registry (GetAuthorizationToken). The AWS SDK is loaded here, on
 * first use.
 * @throws OciError
 */
export async function ecrLogin(options: EcrLoginOptions): Promise<EcrLogin> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, extraRootsFile, environment, signal } = options;
  const requestHandler = awsRequestHandler({ role: 'ECR API', timeoutMs, extraRootsFile, environment, signal });
  try {
    return readLogin(await requestToken(requestHandler, options), options.accountId);
  } catch (error) {
    throw ecrFailure(error, options.region, signal);
  } finally {
    await requestHandler.close();
  }
}

async function requestToken(
  requestHandler: AwsRequestHandler,
  { region, credentials, endpoint }: EcrLoginOptions,
): Promise<ClientEcr.GetAuthorizationTokenCommandOutput> {
  const sdk: typeof ClientEcr = require('@aws-sdk/client-ecr');
  const client = quietly(() => new sdk.ECRClient({ region, credentials, endpoint, requestHandler }));
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
