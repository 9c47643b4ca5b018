import { messageOf, nameOf, readProperty } from '../http';
import { OciError, type OciErrorReason } from './oci-error';

const WRONG_SECRET =
  'AWS did not accept the signature of the request. Expected one made with the secret access key that belongs to the access ' +
  'key ID. Check the secret access key, and the clock of this computer.';
const UNKNOWN_KEY =
  'AWS does not know the access key ID. Expected an active access key of this partition. Check that it was not deleted or ' +
  'disabled.';
const EXPIRED =
  'The temporary AWS credentials have expired. Expected valid ones. Get new ones from where these came from.';
const DENIED =
  'AWS accepts these credentials, but does not allow them to log in to Amazon ECR. Expected permission for ' +
  'ecr:GetAuthorizationToken. Attach a policy to the IAM user or role that allows that action with the resource "*": it ' +
  'takes no other.';
const REFUSED =
  'AWS refused the login to Amazon ECR without giving a reason. Expected a valid access key with permission for ' +
  'ecr:GetAuthorizationToken on the resource "*". Check the secret access key and the policy.';

/** Names of AWS's errors: "Common Error Types" in the Amazon ECR API Reference. */
const BY_NAME: Readonly<Record<string, readonly [OciErrorReason, string]>> = {
  InvalidSignatureException: ['unauthorized', WRONG_SECRET],
  SignatureDoesNotMatch: ['unauthorized', WRONG_SECRET],
  IncompleteSignatureException: ['unauthorized', WRONG_SECRET],
  RequestExpired: ['unauthorized', WRONG_SECRET],
  UnrecognizedClientException: ['unauthorized', UNKNOWN_KEY],
  InvalidClientTokenId: ['unauthorized', UNKNOWN_KEY],
  MissingAuthenticationTokenException: ['unauthorized', UNKNOWN_KEY],
  ExpiredToken: ['unauthorized', EXPIRED],
  ExpiredTokenException: ['unauthorized', EXPIRED],
  AccessDeniedException: ['forbidden', DENIED],
  AccessDenied: ['forbidden', DENIED],
  NotAuthorized: ['forbidden', DENIED],
  OptInRequired: ['forbidden', DENIED],
};

/** Turns an error of the SDK into a sentence; failures of the connection are already one. */
export function ecrFailure(error: unknown, region: string, signal: AbortSignal | undefined): OciError {
  if (error instanceof OciError) return error;
  if (signal?.aborted) return new OciError('cancelled', 'The login to Amazon ECR was cancelled.', { cause: error });
  const name = nameOf(error);
  const status = statusOf(error);
  const [reason, text] = BY_NAME[name] ?? explainStatus(status, region);
  const evidence = [status, name, firstLine(messageOf(error))].filter(Boolean).join(' ');
  const message = `${text}\n\nGetAuthorizationToken in "${region}": ${evidence}`;
  return new OciError(reason, message, { method: 'POST', status, code: name, cause: error });
}

function explainStatus(status: number | undefined, region: string): readonly [OciErrorReason, string] {
  if (status === undefined) {
    const expected = 'Expected a region such as "us-east-1". Check the region in the endpoint.';
    return ['not-found', `The login to Amazon ECR in the region "${region}" could not be asked for. ${expected}`];
  }
  if (status === 401 || status === 403) return ['forbidden', REFUSED];
  if (status === 429) return ['rate-limited', 'Amazon ECR takes no more requests for now. Try again later.'];
  if (status >= 500) return ['server', 'Amazon ECR failed to answer the login. Expected a token. Try again later.'];
  const advice = 'Check the region, and the endpoint of the ECR API if one is given.';
  return ['invalid-answer', `Amazon ECR did not understand the login. Expected a token. ${advice}`];
}

function statusOf(error: unknown): number | undefined {
  const status = readProperty(readProperty(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

/** AWS's signature errors go on with the canonical request. */
function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? '';
}
