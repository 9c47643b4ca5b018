import { failureMessage, oneLine } from './failure';
import { OciError } from '../oci';
import { ApiError } from './error-answers';

/** Refused before the registry itself was asked. */
export class ConnectionRefusal extends Error {
  constructor(
    readonly reason: 'credentials' | 'invalid-endpoint' | 'unreachable',
    message: string,
  ) {
    super(message);
    this.name = 'ConnectionRefusal';
  }
}

/**
 * Codes of a failed validate. Known since Palette 4.10: `InvalidRegistryCredentials` means authentication only, timeouts
 * and cancelled calls have a code of their own, name resolution, TLS and connect errors another one. The names of all but
 * the first are unverified, and so is the status of all.
 */
export const VALIDATE_CODES = {
  credentials: 'InvalidRegistryCredentials',
  timeout: 'RegistryConnectionTimeout',
  unreachable: 'RegistryUnreachable',
  baseContentPath: 'InvalidRegistryBaseContentPath',
  endpoint: 'InvalidRegistryEndpoint',
} as const;

const CODE_OF_REASON: Readonly<Record<OciError['reason'], string>> = {
  unauthorized: VALIDATE_CODES.credentials,
  forbidden: VALIDATE_CODES.credentials,
  timeout: VALIDATE_CODES.timeout,
  cancelled: VALIDATE_CODES.timeout,
  dns: VALIDATE_CODES.unreachable,
  refused: VALIDATE_CODES.unreachable,
  tls: VALIDATE_CODES.unreachable,
  proxy: VALIDATE_CODES.unreachable,
  server: VALIDATE_CODES.unreachable,
  'rate-limited': VALIDATE_CODES.unreachable,
  'missing-base-path': VALIDATE_CODES.baseContentPath,
  'not-found': VALIDATE_CODES.endpoint,
  'invalid-answer': VALIDATE_CODES.endpoint,
};

/** Errors of another origin are the sandbox's own and pass through. */
export function validateProblem(endpoint: string, error: unknown): unknown {
  const code = validateCode(error);
  if (code === undefined) return error;
  return new ApiError(400, code, `Failed to connect to the registry "${endpoint}": ${oneLine(failureMessage(error))}`);
}

function validateCode(error: unknown): string | undefined {
  if (error instanceof OciError) return CODE_OF_REASON[error.reason];
  if (!(error instanceof ConnectionRefusal)) return undefined;
  return error.reason === 'invalid-endpoint' ? VALIDATE_CODES.endpoint : VALIDATE_CODES[error.reason];
}
