import { ACCOUNT, type PaletteHere, REGISTRY_HOST } from '../../support/real-aws';

/** What the provider says around a cause; both are whole texts, word for word. */

export function keyRefused(cause: string): string {
  return (
    `Palette could not log in to "${REGISTRY_HOST}". Check the access key and the secret key, and that the IAM user has the ` +
    `policy that Palette needs, attached to it. Nothing was changed.\n\n${refused('InvalidRegistryCredentials', cause)}`
  );
}

export function roleRefused(role: string, { accountId, externalId }: PaletteHere, cause: string): string {
  return (
    `Palette could not use the role "arn:aws:iam::${ACCOUNT}:role/${role}". The role must trust the AWS account ` +
    `"${accountId}" with the external ID "${externalId}", and have the policy that Palette needs. Correct the role's trust ` +
    `policy and permissions, and apply again. Nothing was changed.\n\n${refused('InvalidRegistryCredentials', cause)}`
  );
}

export function notValid(name: string, cause: string): string {
  return (
    `Could not validate the registry "${name}": Palette must reach "${REGISTRY_HOST}". Nothing was changed. If only your ` +
    'clusters can reach the registry, set "validate = false" and "synchronization = false".\n\n' +
    refused('InvalidRegistryBaseContentPath', cause)
  );
}

export function inStateUnsynchronized(name: string, cause: string): string {
  return (
    `The registry "${name}" is created, but Palette could not synchronize it (status "Failed"). Check "endpoint", ` +
    '"base_content_paths" and the credentials, then apply again. It is in state, marked as tainted: the next apply ' +
    `replaces it, unless you run "terraform untaint" first.\n\nPalette's message: Synchronization failed: ${oneLine(cause)}`
  );
}

/** ECR's answer to a read that the policy of a user does not allow. */
export function notAllowed(user: string, action: string, repository: string, what: string, path: string): string {
  return (
    `The registry "${REGISTRY_HOST}" does not allow to read ${what}. Expected read access. Allow it in the registry, or use ` +
    `credentials that may.\n\nGET https://${REGISTRY_HOST}/v2/${repository}/${path}: 403 DENIED ` +
    `"User: arn:aws:iam::${ACCOUNT}:user/${user} is not authorized to perform: ${action} on resource: ` +
    `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/${repository} because no identity-based policy allows the ${action} action"`
  );
}

function refused(code: string, cause: string): string {
  return (
    `Palette refused the request as invalid. POST /v1/registries/oci/ecr/validate answered 400 Bad Request, ${code}: ` +
    `"Failed to connect to the registry "${REGISTRY_HOST}": ${oneLine(cause)}".`
  );
}

/** Palette's messages are one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
