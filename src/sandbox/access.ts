import { badApiKey, forbidden, missingApiKey } from './error-answers';

export interface AccessRules {
  readonly apiKey: string;
  /** A key that is known but may do nothing. */
  readonly restrictedApiKey?: string;
  readonly badApiKeyStatus: 401 | 404;
}

export interface Caller {
  readonly apiKey?: string;
  readonly projectUid?: string;
}

/**
 * Throws unless the caller is a tenant administrator in tenant scope. A request with a ProjectUid header is in that
 * project's scope, where tenant registries do not exist; what Palette answers there is unverified. 403, because it
 * cannot be mistaken for a deleted registry.
 */
export function checkAccess(rules: AccessRules, caller: Caller): void {
  if (!caller.apiKey) throw missingApiKey();
  if (caller.apiKey === rules.restrictedApiKey) throw forbidden('The API key has no permission for this operation');
  if (caller.apiKey !== rules.apiKey) throw badApiKey(caller.apiKey, rules.badApiKeyStatus);
  if (caller.projectUid)
    throw forbidden(`The operation is not available in the scope of project "${caller.projectUid}"`);
}
