import { run } from '../../src/cli';
import { createRole, createUser, MOTO_ACCOUNT } from '../support/aws-moto';
import { capturedIo } from '../support/captured-io';
import { startCompanyNetwork } from '../support/company-network';
import { describeWith } from '../support/machine-parts';
import { enforceAuthentication, MOTO, type Moto, startMoto } from '../support/moto';
import { refusedHost, startOddServer } from '../support/odd-server';
import { ecrRegistry } from '../support/palette-calls';
import { SQUID } from '../support/squid';

interface Started {
  call(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly text: string }>;
  end(): Promise<void>;
}

const running: Started[] = [];
afterEach(() => Promise.all(running.splice(0).map((sandbox) => sandbox.end())));

/** The command in this process, with nothing but this environment. */
async function start(options: readonly string[], env: Readonly<Record<string, string>>): Promise<Started> {
  const stop = new AbortController();
  let announced: (text: string) => void = () => undefined;
  const announcement = new Promise<string>((resolve) => (announced = resolve));
  const io = { ...capturedIo({ env, stop: stop.signal }), stdout: { write: (text: string) => announced(text) } };
  const done = run(['sandbox', '--json', '--no-sample-registry', ...options], io);
  const { url, apiKey } = JSON.parse(await announcement) as { url: string; apiKey: string };
  const headers = { ApiKey: apiKey, 'Content-Type': 'application/json' };
  const sandbox: Started = {
    call: async (method, path, body) => {
      const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
      return { status: answer.status, text: await answer.text() };
    },
    end: async () => {
      stop.abort();
      await done;
    },
  };
  running.push(sandbox);
  return sandbox;
}

describeWith(SQUID, 'palette-oci sandbox behind the real squid', () => {
  it('reaches registries as its own environment says', async () => {
    const login = { username: 'robot', password: 'charts-password' };
    const { environment, endpoint, ...network } = await startCompanyNetwork(login);
    const sandbox = await start([], environment);
    const body = { endpoint, auth: { type: 'basic', ...login } };
    const answer = await sandbox.call('POST', '/v1/registries/oci/basic/validate', body);
    await network.close();
    expect(answer).toEqual({ status: 204, text: '' });
  });
});

const ACCOUNT = '/v1/clouds/aws/account/sts';

async function validateRole(sandbox: Started, arn: string): Promise<{ code?: string; message?: string }> {
  const { externalId } = JSON.parse((await sandbox.call('GET', ACCOUNT)).text) as { externalId: string };
  const credentials = { credentialType: 'sts', sts: { arn, externalId } };
  const { spec } = ecrRegistry('x', { credentials }) as { spec: object };
  const { text } = await sandbox.call('POST', '/v1/registries/oci/ecr/validate', spec);
  return JSON.parse(text) as { code?: string; message?: string };
}

it('palette-oci sandbox uses temporary credentials with their session token', async () => {
  const seen: (string | string[] | undefined)[] = [];
  const aws = await startOddServer(({ headers }, response) => {
    seen.push(headers['x-amz-security-token'], headers.authorization?.replace(/\/.*/s, ''));
    response.writeHead(403).end();
  });
  const options = ['--ecr-api-endpoint', aws.endpoint, '--aws-access-key-id', 'ASIAPALETTE'];
  const env = { AWS_SECRET_ACCESS_KEY: 's3cr3t', AWS_SESSION_TOKEN: 't0ken' };
  const sandbox = await start([...options, '--aws-account-id', MOTO_ACCOUNT], env);
  await validateRole(sandbox, `arn:aws:iam::${MOTO_ACCOUNT}:role/charts`);
  await aws.close();
  expect(seen).toEqual(['t0ken', 'AWS4-HMAC-SHA256 Credential=ASIAPALETTE']);
});

describeWith(MOTO, 'palette-oci sandbox with an identity in an AWS that checks signatures and policies', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterEach(() => enforceAuthentication(moto, false));
  afterAll(() => moto.close());

  const policy = (statement: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

  it('assumes the role with it, and tells its account', async () => {
    const key = await createUser(moto, 'palette', [policy({ Action: 'sts:AssumeRole', Resource: '*' })]);
    const principal = { AWS: `arn:aws:iam::${MOTO_ACCOUNT}:user/palette` };
    const trust = policy({ Principal: principal, Action: 'sts:AssumeRole' });
    const login = policy({ Action: 'ecr:GetAuthorizationToken', Resource: '*' });
    const role = await createRole(moto, 'charts', trust, [login]);
    await enforceAuthentication(moto, true);
    const host = await refusedHost();
    const endpoints = ['--ecr-api-endpoint', moto.endpoint, '--ecr-registry-endpoint', `http://${host}`];
    const options = [...endpoints, '--aws-access-key-id', key.accessKeyId, '--aws-account-id', MOTO_ACCOUNT];
    const right = await start(options, { AWS_SECRET_ACCESS_KEY: key.secretAccessKey });
    const wrong = await start(options, { AWS_SECRET_ACCESS_KEY: 'wrong' });

    // Behind the login there is nothing here.
    expect(await validateRole(right, role)).toMatchObject({
      code: 'RegistryUnreachable',
      message: expect.stringContaining(`: The registry "${host}" refused the connection. `),
    });
    expect(await validateRole(wrong, role)).toMatchObject({
      code: 'RegistryUnreachable',
      message: expect.stringContaining(
        `: Palette's own identity in AWS, the access key "${key.accessKeyId}", is not accepted: The request signature `,
      ),
    });
    for (const partition of ['aws', 'aws-us-gov']) {
      const { text } = await right.call('GET', `${ACCOUNT}?partition=${partition}`);
      expect(JSON.parse(text)).toMatchObject({ accountId: MOTO_ACCOUNT });
    }
  });
});
