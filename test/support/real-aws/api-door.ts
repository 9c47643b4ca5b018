import { type Moto } from '../moto';
import { permits, trustPolicyOf } from './moto-doors';
import { type Answer, jsonAnswer, type Question, relay, type Upstream } from './relay';
import { type Tokens } from './tokens';
import { isTrusted } from './trust-policy';

/** moto refuses in XML whatever the protocol; these are the names of the JSON protocol. */
const JSON_NAMES: Readonly<Record<string, string>> = {
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  AccessDenied: 'AccessDeniedException',
};

/** ECR's API: moto checks signature and policy; the token is one that the registry's door knows. */
export async function answerEcr(moto: Moto, tokens: Tokens, question: Question): Promise<Answer> {
  const answer = await relay(upstreamOf(moto), question);
  if (answer.status === 403) return asJsonError(answer);
  if (answer.status !== 200 || !String(question.headers['x-amz-target']).endsWith('.GetAuthorizationToken'))
    return answer;
  const { password, expiresAt } = tokens.issue(accessKeyOf(question));
  const { authorizationData } = JSON.parse(answer.body.toString()) as { authorizationData: readonly object[] };
  const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64');
  const data = authorizationData.map((entry) => ({ ...entry, authorizationToken, expiresAt: expiresAt / 1000 }));
  return jsonAnswer(200, { authorizationData: data }, { 'content-type': 'application/x-amz-json-1.1' });
}

/** STS: moto checks the signature and whether the caller may assume roles, not whether the role exists and trusts it. */
export async function answerSts(moto: Moto, question: Question): Promise<Answer> {
  const answer = await relay(upstreamOf(moto), question);
  const form = new URLSearchParams(question.body.toString());
  if (answer.status !== 200 || form.get('Action') !== 'AssumeRole') return answer;
  const roleArn = form.get('RoleArn') ?? '';
  const accessKeyId = accessKeyOf(question);
  const { principal } = await permits(moto, { accessKeyId }, 'sts:AssumeRole', roleArn);
  const caller = { arn: principal ?? '', externalId: form.get('ExternalId') ?? undefined };
  if (isTrusted(await trustPolicyOf(moto, roleArn), caller)) return answer;
  const message = `User: ${principal} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  const error = `<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}<RequestId>r</RequestId></ErrorResponse>`;
  return { status: 403, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
}

export function upstreamOf({ endpoint }: Moto): Upstream {
  const { hostname, port } = new URL(endpoint);
  return { host: hostname, port: Number(port) };
}

function accessKeyOf({ headers }: Question): string {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}

function asJsonError({ body }: Answer): Answer {
  const text = body.toString();
  const [code = '', message] = ['Code', 'Message'].map((tag) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1]);
  const content = { __type: JSON_NAMES[code] ?? code, message };
  return jsonAnswer(400, content, { 'content-type': 'application/x-amz-json-1.1' });
}
