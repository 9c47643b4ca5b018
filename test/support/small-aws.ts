import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Who may do what at the small AWS. */
export interface SmallAwsRules {
  /** Access keys that get a token from ECR. */
  readonly ecrAccessKeys: readonly string[];
  /** Access key that may assume the role. */
  readonly stsAccessKey: string;
  readonly roleArn: string;
  readonly externalId: string;
  /** The access key that the role's credentials have. */
  readonly roleAccessKey: string;
  /** The password that ECR hands out for the user AWS. */
  readonly token: string;
}

export interface SmallAws {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The two calls of AWS that an ECR login needs, in their wire forms: GetAuthorizationToken (JSON) and AssumeRole (query,
 * XML). It looks at access keys and the external ID; it does not check signatures, for that there is moto.
 */
export async function startSmallAws(rules: SmallAwsRules): Promise<SmallAws> {
  const server = createServer((request, response) => {
    readText(request).then(
      (text) => {
        const accessKey = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
        if (request.headers['x-amz-target'] !== undefined) answerEcr(rules, accessKey, response);
        else answerSts(rules, accessKey, new URLSearchParams(text), response);
      },
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function answerEcr(rules: SmallAwsRules, accessKey: string, response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/x-amz-json-1.1');
  if (!rules.ecrAccessKeys.includes(accessKey)) {
    const body = {
      __type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    };
    response.writeHead(400).end(JSON.stringify(body));
    return;
  }
  const authorizationToken = Buffer.from(`AWS:${rules.token}`).toString('base64');
  const expiresAt = Date.now() / 1000 + 12 * 3600;
  const proxyEndpoint = 'https://123456789012.dkr.ecr.us-east-1.amazonaws.com';
  response.end(JSON.stringify({ authorizationData: [{ authorizationToken, expiresAt, proxyEndpoint }] }));
}

function answerSts(rules: SmallAwsRules, accessKey: string, form: URLSearchParams, response: ServerResponse): void {
  response.setHeader('Content-Type', 'text/xml');
  const allowed =
    accessKey === rules.stsAccessKey &&
    form.get('Action') === 'AssumeRole' &&
    form.get('RoleArn') === rules.roleArn &&
    form.get('ExternalId') === rules.externalId;
  if (!allowed) {
    const error =
      '<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to assume</Message></Error>';
    response.writeHead(403).end(`<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`);
    return;
  }
  const fields = [
    `<AccessKeyId>${rules.roleAccessKey}</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>`,
    `<SessionToken>session</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>`,
  ].join('');
  const result = `<AssumeRoleResult><Credentials>${fields}</Credentials></AssumeRoleResult>`;
  response.end(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</AssumeRoleResponse>`);
}
