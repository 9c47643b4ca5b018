import { refusedAction } from '../aws';
import { type Answer } from './connection';
import { OciError, type OciErrorReason } from './oci-error';
import { type OciCredentials } from './options';

/** What was asked for, as a noun: `the repository "team/charts"`. */
export interface Request {
  readonly subject: string;
  readonly credentials: OciCredentials;
}

const LONGEST_QUOTE = 300;

/** Turns an answer that is no success into an error that says what the registry means. */
export function statusFailure(answer: Answer, request: Request): OciError {
  const { status, url } = answer;
  const { code, message } = registryError(answer.body, request.credentials);
  const host = `"${new URL(url).host}"`;
  const action = status === 403 ? refusedAction(message ?? '') : undefined;
  const [reason, text] =
    action === undefined
      ? explain(answer, request, host)
      : ['forbidden' as const, missingPermission(host, action, request)];
  const evidence = [String(status), code, message && `"${message}"`].filter(Boolean).join(' ');
  return new OciError(reason, `${text}\n\nGET ${url}: ${evidence}`, { method: 'GET', url, status, code });
}

/** An Amazon ECR says which action the policies of the caller do not allow; others do not know such things. */
function missingPermission(host: string, action: string, { subject }: Request): string {
  return (
    `The registry ${host} accepts these credentials, but does not allow them to read ${subject}. Expected permission for ` +
    `${action}. Attach a policy that allows that action to the IAM user or role.`
  );
}

function explain(answer: Answer, request: Request, host: string): readonly [OciErrorReason, string] {
  const { status } = answer;
  const { subject, credentials } = request;
  if (status === 401) return ['unauthorized', unauthorized(`The registry ${host}`, credentials)];
  if (status === 403) {
    const advice = 'Allow it in the registry, or use credentials that may.';
    return ['forbidden', `The registry ${host} does not allow to read ${subject}. Expected read access. ${advice}`];
  }
  if (status === 404) {
    const advice = 'Check how it is written; some registries also say this when they mean that access is not allowed.';
    return ['not-found', `The registry ${host} does not know ${subject}. Expected it there. ${advice}`];
  }
  if (status === 429) {
    const wait = answer.headers.get('retry-after');
    const advice = wait === undefined ? 'Try again later.' : `Try again after "${wait}" (its Retry-After).`;
    return ['rate-limited', `The registry ${host} takes no more requests for now. Expected an answer. ${advice}`];
  }
  if (status >= 500) {
    const advice = 'Try again later; if it stays so, ask those who run the registry.';
    return ['server', `The registry ${host} failed to serve ${subject}. Expected an answer. ${advice}`];
  }
  if (status === 400 && isHttpToTls(answer)) {
    return ['tls', `The registry ${host} speaks TLS at this port, not plain HTTP. Expected "https://". Write it so.`];
  }
  const expected = 'Expected the answer of an OCI registry. Check host and path.';
  return ['invalid-answer', `The registry ${host} cannot serve ${subject}. ${expected}`];
}

/** One sentence each, as the remedy differs. `who` is whom the credentials were shown: `The registry "harbor.example.com"`. */
export function unauthorized(who: string, credentials: OciCredentials): string {
  if (credentials.type === 'anonymous') {
    return `${who} wants to know who asks. Expected credentials, got none. Give a user name and password, or a token.`;
  }
  if (credentials.type === 'token') {
    return `${who} refused the token. Expected a valid one with read access. Check that it has not expired.`;
  }
  return (
    `${who} refused the user name and password. Expected credentials with read access. Check both; robot accounts often ` +
    'need their full name, prefix and all.'
  );
}

/** Go's and nginx's words for a plain request at a TLS port. */
function isHttpToTls({ url, body }: Answer): boolean {
  return (
    url.startsWith('http:') && /HTTP request (was sent )?to (an )?HTTPS (server|port)/i.test(body.toString('utf8'))
  );
}

/** `{"errors":[{"code","message"}]}` of the distribution specification, `{"message"}` of others, or nothing. */
function registryError(body: Buffer, credentials: OciCredentials): { code?: string; message?: string } {
  const parsed = parseObject(body);
  if (parsed === undefined) return {};
  const [first] = Array.isArray(parsed['errors']) ? parsed['errors'] : [parsed];
  if (typeof first !== 'object' || first === null) return {};
  const code = 'code' in first && typeof first.code === 'string' ? printable(first.code) : undefined;
  const message = 'message' in first && typeof first.message === 'string' ? first.message : undefined;
  return { code, message: message && printable(withoutSecrets(message, credentials)) };
}

export function parseObject(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined; // The caller says what was expected instead; the parser's message could quote a token.
  }
}

function printable(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** A registry's message may quote what it was sent. */
function withoutSecrets(text: string, credentials: OciCredentials): string {
  if (credentials.type === 'anonymous') return text;
  const secrets =
    credentials.type === 'token'
      ? [credentials.token]
      : [Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64'), credentials.password];
  return secrets.reduce((clean, secret) => (secret === '' ? clean : clean.replaceAll(secret, '***')), text);
}
