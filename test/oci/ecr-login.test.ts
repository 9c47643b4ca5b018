import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ecrLogin, type EcrLoginOptions } from '../../src/oci';
import { issueCertificate } from '../support/certificates';
import { startConnectProxy } from '../support/connect-proxy';
import { describeWith } from '../support/machine-parts';
import { enforceAuthentication, MOTO, type Moto, startMoto } from '../support/moto';
import { type OddAnswer, type OddServer, refusedHost, sendJson, startOddServer } from '../support/odd-server';
import { failureOf } from './setup';

const SECRET = 'wJalrXUtnFEMI/K7MDENG';
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: SECRET };
const login = (options: Partial<EcrLoginOptions>) => ecrLogin({ region: 'us-east-1', credentials, ...options });

const UNKNOWN_KEY =
  'AWS does not know the access key ID. Expected an active access key of this partition. Check that it was not deleted or ' +
  'disabled.';
const WRONG_SECRET =
  'AWS did not accept the signature of the request. Expected one made with the secret access key that belongs to the access ' +
  'key ID. Check the secret access key, and the clock of this computer.';
const DENIED =
  'AWS accepts these credentials, but does not allow them to log in to Amazon ECR. Expected permission for ' +
  'ecr:GetAuthorizationToken. Attach a policy to the IAM user or role that allows that action with the resource "*": it ' +
  'takes no other.';

describeWith(MOTO, 'a login to an emulated ECR', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.close());
  const iam = async (parameters: Record<string, string>): Promise<string> => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=admin/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=x';
    const body = new URLSearchParams({ Version: '2010-05-08', ...parameters });
    const answer = await fetch(moto.endpoint, { method: 'POST', headers: { authorization }, body });
    return answer.text();
  };
  /** A user whose policy allows one action; returns its access key. */
  const userWith = async (UserName: string, Action: string): Promise<EcrLoginOptions['credentials']> => {
    await enforceAuthentication(moto, false);
    await iam({ Action: 'CreateUser', UserName });
    const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
    await iam({ Action: 'PutUserPolicy', UserName, PolicyName: 'p', PolicyDocument: JSON.stringify(document) });
    const answer = await iam({ Action: 'CreateAccessKey', UserName });
    await enforceAuthentication(moto, true);
    const [accessKeyId = '', secretAccessKey = ''] = ['AccessKeyId', 'SecretAccessKey'].map(
      (tag) => new RegExp(`<${tag}>([^<]+)<`).exec(answer)?.[1],
    );
    return { accessKeyId, secretAccessKey };
  };

  it('gives a user name and a password to who may have them', async () => {
    const allowed = await userWith('allowed', 'ecr:GetAuthorizationToken');
    const { endpoint } = moto;
    const result = { username: 'AWS', password: '123456789012-auth-token', expiresAt: expect.any(Date) };
    expect(await login({ endpoint, credentials: allowed })).toEqual({
      ...result,
      proxyEndpoint: 'https://123456789012.dkr.ecr.us-east-1.amazonaws.com',
    });
    expect(await login({ endpoint, credentials: allowed, accountId: '999999999999' })).toEqual({
      ...result,
      proxyEndpoint: 'https://999999999999.dkr.ecr.us-east-1.amazonaws.com',
    });
  });

  it('is refused with a wrong secret access key', async () => {
    const { accessKeyId } = await userWith('wrong', 'ecr:GetAuthorizationToken');
    const error = await failureOf(login({ endpoint: moto.endpoint, credentials: { ...credentials, accessKeyId } }));
    expect(error).toMatchObject({ reason: 'unauthorized', status: 403, code: 'SignatureDoesNotMatch' });
    expect(error.message).toMatch(
      `${WRONG_SECRET}\n\nGetAuthorizationToken in "us-east-1": 403 SignatureDoesNotMatch `,
    );
    expect(error.message).not.toMatch(SECRET);
  });

  it('is refused with an unknown access key', async () => {
    await enforceAuthentication(moto, true);
    const error = await failureOf(login({ endpoint: moto.endpoint }));
    expect(error).toMatchObject({ reason: 'unauthorized', code: 'InvalidClientTokenId' });
    expect(error.message).toMatch(UNKNOWN_KEY);
  });

  it('is refused without the permission', async () => {
    const denied = await userWith('denied', 'ecr:ListImages');
    const error = await failureOf(login({ endpoint: moto.endpoint, credentials: denied }));
    expect(error).toMatchObject({ reason: 'forbidden' });
    expect(error.message).toMatch(DENIED);
  });
});

describe('a login to ECR fails with a sentence of its own', () => {
  let server: OddServer | undefined;
  afterEach(() => server?.close());
  const awsError = (status: number, type: string, message: string): OddAnswer => {
    return (_, response) => sendJson(response, status, { __type: type, message });
  };

  it.each<[string, string, OddAnswer, string]>([
    [
      'InvalidSignatureException',
      'unauthorized',
      awsError(400, 'InvalidSignatureException', 'no match\nGET\n/'),
      WRONG_SECRET,
    ],
    [
      'UnrecognizedClientException',
      'unauthorized',
      awsError(400, 'UnrecognizedClientException', 'invalid'),
      UNKNOWN_KEY,
    ],
    [
      'ExpiredTokenException',
      'unauthorized',
      awsError(400, 'ExpiredTokenException', 'expired'),
      'The temporary AWS credentials have expired. Expected valid ones. Get new ones from where these came from.',
    ],
    ['AccessDeniedException', 'forbidden', awsError(400, 'com.amazon#AccessDeniedException', 'not authorized'), DENIED],
    [
      'ValidationException',
      'invalid-answer',
      awsError(400, 'ValidationException', 'what?'),
      'Amazon ECR did not understand the login. Expected a token. Check the region, and the endpoint of the ECR API if one is given.',
    ],
    [
      'UnknownError',
      'forbidden',
      (_, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<html>blocked</html>'),
      'AWS refused the login to Amazon ECR without giving a reason. Expected a valid access key with permission for ' +
        'ecr:GetAuthorizationToken on the resource "*". Check the secret access key and the policy.',
    ],
  ])('for %s', async (code, reason, answer, sentence) => {
    server = await startOddServer(answer);
    const error = await failureOf(login({ endpoint: server.endpoint }));
    expect(error).toMatchObject({ reason, code });
    expect(error.message).toMatch(`${sentence}\n\nGetAuthorizationToken in "us-east-1": `);
    expect(error.message.split('\n')).toHaveLength(3);
    expect(error.message).not.toMatch(SECRET);
  });

  it('for an answer without a token', async () => {
    server = await startOddServer((_, response) => sendJson(response, 200, { authorizationData: [] }));
    const error = await failureOf(login({ endpoint: server.endpoint }));
    expect(error).toMatchObject({
      reason: 'invalid-answer',
      message: 'Amazon ECR sent no token. Expected a user name and password. Try again later.',
    });
  });

  it('for an endpoint where nothing listens', async () => {
    const host = await refusedHost();
    const error = await failureOf(login({ endpoint: `http://${host}` }));
    expect(error.reason).toBe('refused');
    expect(error.message).toBe(
      `The ECR API "${host}" refused the connection. Expected a server that listens there. Check host and port, and that no ` +
        `firewall closes them.\n\nPOST http://${host}/: connect ECONNREFUSED ${host}`,
    );
  });

  it('for a region that cannot be one', async () => {
    const error = await failureOf(login({ region: 'us east' }));
    expect(error.reason).toBe('not-found');
    expect(error.message).toMatch(
      'The login to Amazon ECR in the region "us east" could not be asked for. Expected a region such as "us-east-1". Check ' +
        'the region in the endpoint.',
    );
  });

  it('when it is cancelled', async () => {
    const controller = new AbortController();
    server = await startOddServer(() => controller.abort());
    const error = await failureOf(login({ endpoint: server.endpoint, signal: controller.signal }));
    expect(error.reason).toBe('cancelled');
  });
});

describe('a login to ECR', () => {
  it('goes through a proxy, and trusts the roots of a file', async () => {
    const { certificate, key } = await issueCertificate({ name: 'ecr', hosts: ['api.ecr.us-east-1.amazonaws.com'] });
    const authorizationData = [{ authorizationToken: Buffer.from('AWS:a:b').toString('base64'), proxyEndpoint: 'x' }];
    const answer: OddAnswer = (_, response) => sendJson(response, 200, { authorizationData });
    const server = await startOddServer(answer, { cert: certificate, key });
    const proxy = await startConnectProxy({ target: server.host });
    const folder = await mkdtemp(join(tmpdir(), 'roots-'));
    const extraRootsFile = join(folder, 'roots.pem');
    await writeFile(extraRootsFile, certificate);
    const environment = { HTTPS_PROXY: proxy.url };
    const result = await login({ extraRootsFile, environment }).finally(async () => {
      await Promise.all([server.close(), proxy.close(), rm(folder, { recursive: true })]);
    });
    expect(result).toEqual({ username: 'AWS', password: 'a:b', proxyEndpoint: 'x', expiresAt: undefined });
    expect(proxy.seen).toEqual(['CONNECT api.ecr.us-east-1.amazonaws.com:443']);
  });
});

describe('the AWS SDK', () => {
  const run = (script: string): { stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      cwd: process.cwd(),
    });
  const bundled = (use: string): string => `
    const { outputFiles } = require('esbuild').buildSync({
      stdin: { contents: ${JSON.stringify(`const oci = require('./src/oci');\n${use}`)}, resolveDir: '.' },
      bundle: true, write: false, platform: 'node', packages: 'external', logLevel: 'error',
    });
    eval(outputFiles[0].text);`;

  it('and undici are loaded on first use, and stay silent on stderr', () => {
    const { stdout, stderr } = run(
      bundled(`
        const loaded = () => Object.keys(require.cache).filter((file) => /client-ecr|undici/.test(file)).length > 0;
        console.log(loaded());
        oci.ecrLogin({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, endpoint: 'http://127.0.0.1:1' })
          .catch((error) => console.log(error.reason, loaded()));`),
    );
    expect(stderr).toBe('');
    expect(stdout).toBe('false\nrefused true\n');
  });
});
