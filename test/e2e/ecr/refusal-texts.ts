import { ACCOUNT, type PaletteHere, REGISTRY_HOST } from '../../support/real-aws';

/** What the provider says around a cause; both are whole texts, word for word. */

export function keyRefused(cause: string): string {
  return (
    `Palette could not log in to "${REGISTRY_HOST}". Check the access key and the secret key, and that the IAM user has the ` +
    `policy that Palette needs, attached to it. Nothing was changed.\n\n${refused('InvalidRegistryCredentials', cause)}`
  );
}

export function roleUntrusted(role: string, { accountId, externalId }: PaletteHere, cause: string): string {
  return (
    `Palette could not assume the role "arn:aws:iam::${ACCOUNT}:role/${role}". The role must trust the AWS account ` +
    `"${accountId}" with the external ID "${externalId}". Correct the role's trust policy, and apply again; "trust_policy" ` +
    'of data.palette_aws_trust is one that does so. AWS says the same of a role that does not exist. Nothing was ' +
    `changed.\n\n${refused('InvalidRegistryCredentials', cause)}`
  );
}

export function roleWithoutPermission(role: string, action: string, cause: string): string {
  return (
    `Palette could assume the role "arn:aws:iam::${ACCOUNT}:role/${role}", so its trust policy is right. But AWS does not ` +
    `allow the role ${missing(action, 'role', cause)}`
  );
}

export function userWithoutPermission(action: string, cause: string): string {
  return `AWS accepts the access key, but does not allow its IAM user ${missing(action, 'user', cause)}`;
}

function missing(action: string, holder: string, cause: string): string {
  return (
    `"${action}". Attach a policy that allows it to the ${holder}, and apply again: the function "ecr_access_policy" makes ` +
    'the one that Palette needs. If it is attached, a permissions boundary or a service control policy forbids the action. ' +
    `Nothing was changed.\n\n${refused('InvalidRegistryCredentials', cause)}`
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
    `The registry "${REGISTRY_HOST}" accepts these credentials, but does not allow them to read ${what}. Expected permission ` +
    `for ${action}. Attach a policy that allows that action to the IAM user or role.\n\nGET https://${REGISTRY_HOST}/v2/${repository}/${path}: 403 DENIED ` +
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
