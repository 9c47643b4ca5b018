import { failureMessage } from './failure';
import { type Answer } from './answer';
import { newUid } from './identifiers';

/**
 * Every error that the sandbox answers, in Palette's form {code, message, ref, details}.
 * Known of the real Palette: `ResourceNotFound`, `InvalidRegistryCredentials`, `TooManyRequests`, the sync-flag text, and
 * the statuses 400, 401, 403, 404, 405, 429 and 500. Every other code, and every text without the remark "known", is
 * unverified: nobody wrote down what Palette says there, so clients must not depend on it.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly details: object = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export function errorAnswer(error: ApiError): Answer {
  const body = { code: error.code, message: error.message, ref: newUid(), details: error.details };
  return { status: error.status, headers: error.headers, body };
}

/** Known: status, code and text. */
export function resourceNotFound(): ApiError {
  return new ApiError(404, 'ResourceNotFound', 'Resource not found');
}

/**
 * Known: Palette answers a bad key with the *same code* as a missing resource and repeats the key in the message (its
 * own SDK had to learn to redact it). The status is not known; 404 is the harder case for a client, so it is the default.
 */
export function badApiKey(apiKey: string, status: 401 | 404): ApiError {
  return new ApiError(status, 'ResourceNotFound', `Resource not found: no active API key "${apiKey}"`);
}

export function missingApiKey(): ApiError {
  return new ApiError(401, 'AuthenticationRequired', 'The request carries no ApiKey header');
}

export function forbidden(message: string): ApiError {
  return new ApiError(403, 'OperationForbidden', message);
}

export function invalidBody(problems: readonly string[]): ApiError {
  return new ApiError(400, 'InvalidRequest', problems.join('; '));
}

export function invalidQuery(message: string): ApiError {
  return new ApiError(400, 'InvalidRequest', message);
}

/** Known: that names are unique in a tenant. Status and code are not. */
export function nameTaken(name: string): ApiError {
  return new ApiError(409, 'ResourceAlreadyExists', `A registry with the name "${name}" already exists in this tenant`);
}

/**
 * That Palette refuses this at all, with which code and by what `details`, is unverified. Known of its statuses: what it
 * will not do for a reason of its own is a 500 with a code.
 */
export function registryInUse(name: string, clusterProfiles: readonly string[]): ApiError {
  const message = `The registry "${name}" is in use by cluster profiles`;
  const details = { clusterProfiles: clusterProfiles.map((profile) => ({ name: profile })) };
  return new ApiError(500, 'RegistryInUse', message, {}, details);
}

/** Known: status and text, since Palette 4.10. */
export function syncSettingIsCreateOnly(): ApiError {
  return new ApiError(
    400,
    'InvalidRequest',
    'Registry synchronization setting cannot be changed after the registry is created',
  );
}

/** Known: status, and the code that the vendor's own SDK gives it. A Retry-After header is not known, so there is none. */
export function tooManyRequests(): ApiError {
  return new ApiError(429, 'TooManyRequests', 'Too many requests, retry after a few moments');
}

export function routeNotFound(path: string): ApiError {
  return new ApiError(404, 'PathNotFound', `path ${path} was not found`);
}

/** Known: status and Allow header. */
export function methodNotAllowed(method: string, allowed: readonly string[]): ApiError {
  const message = `method ${method} is not allowed, but [${allowed.join(',')}] are`;
  return new ApiError(405, 'MethodNotAllowed', message, { Allow: allowed.join(', ') });
}

export function unexpectedFailure(cause: unknown): ApiError {
  const message = failureMessage(cause);
  return new ApiError(500, 'InternalError', `The sandbox failed: ${message}`);
}
