import { type EcrCredentials, type OciCredentials, probeRegistry } from '../../../src/oci';
import { type Certificate, issueCertificate } from '../../support/certificates';
import { startConnectProxy } from '../../support/connect-proxy';
import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../../support/docker-registry';
import { describeWith } from '../../support/machine-parts';
import { enforceAuthentication, MOTO, type Moto, startMoto } from '../../support/moto';
import { type OddAnswer, type OddServer, sendJson, startOddServer } from '../../support/odd-server';
import { basicAuthorization, pushChart } from '../../support/push-chart';
import { startTokenServer, type TokenServer } from '../../support/token-server';
import { failureOf, probe, sentencesOf, skippedAfter, CONTENT } from './setup';

const SECRET = 's3cr3t-P@ss:w0rd';
const robot = (password = SECRET): OciCredentials => ({ type: 'basic', username: 'robot', password });

describeWith(DOCKER_REGISTRY, 'a login with TLS and basic authentication', () => {
  let identity: Certificate;
  let registry: DockerRegistry;
  beforeAll(async () => {
    identity = await issueCertificate({ name: 'registry', validToDay: 300 });
    registry = await startDockerRegistry({ tls: identity, users: { robot: SECRET } });
    const target = { ...registry, ca: identity.certificate, authorization: basicAuthorization('robot', SECRET) };
    await pushChart(target, 'charts/web');
  });
  afterAll(() => registry.close());
  const login = (credentials: OciCredentials) =>
    probe({ endpoint: registry.endpoint, tls: { ca: identity.certificate }, credentials });

  it('opens all the rest', async () => {
    const result = await login(robot());
    expect(sentencesOf(result)['authentication']).toBe('ok: The registry took the user name and password.');
    expect(result).toMatchObject({ ok: true, charts: [{ repository: 'charts/web' }] });
  });

  it('is not tried in plain HTTP: that the port speaks TLS is said', async () => {
    const result = await probe({ endpoint: registry.endpoint.replace('https', 'http'), credentials: robot() });
    const { name, detail } = failureOf(result);
    expect([name, detail.split('\n\n')[0]]).toEqual([
      'authentication',
      `The registry "${registry.host}" speaks TLS at this port, not plain HTTP. Expected "https://". Write it so.`,
    ]);
  });

  it.each<[string, OciCredentials, string]>([
    [
      'a wrong password',
      robot('wr0ng-one'),
      'refused the user name and password. Expected credentials with read access. Check both; robot accounts often need ' +
        'their full name, prefix and all.',
    ],
    [
      'no credentials',
      { type: 'anonymous' },
      'wants to know who asks. Expected credentials, got none. Give a user name and password, or a token.',
    ],
    [
      'a token that it does not know',
      { type: 'token', token: 'wr0ng-one' },
      'refused the token. Expected a valid one with read access. Check that it has not expired.',
    ],
  ])('is refused with %s', async (_, credentials, sentence) => {
    const result = await login(credentials);
    const { name, detail } = failureOf(result);
    expect([name, detail.split('\n\n')[0]]).toEqual(['authentication', `The registry "${registry.host}" ${sentence}`]);
    expect(sentencesOf(result)).toMatchObject(skippedAfter('authentication', ...CONTENT));
    expect(JSON.stringify(result)).not.toContain('wr0ng-one');
  });
});

describeWith(DOCKER_REGISTRY, 'a login with a token server', () => {
  let identity: Certificate;
  let tokens: TokenServer;
  let registry: DockerRegistry;
  beforeAll(async () => {
    const authority = await issueCertificate({ name: 'authority', isAuthority: true });
    identity = await issueCertificate({ name: 'token server', issuer: authority });
    tokens = await startTokenServer({ identity, username: 'robot', password: SECRET, denied: 'registry' });
    const { realm, service, issuer } = tokens;
    registry = await startDockerRegistry({
      tls: identity,
      tokenServer: { realm, service, issuer },
      tokenAuthority: authority.certificate,
    });
    identity = { ...identity, certificate: authority.certificate };
    const token = tokens.issue('repository:charts/web:pull,push');
    const target = { ...registry, ca: authority.certificate, authorization: `Bearer ${token}` };
    await pushChart(target, 'charts/web');
  });
  afterAll(() => Promise.all([registry.close(), tokens.close()]));
  const login = (credentials: OciCredentials, basePaths: readonly string[]) =>
    probe({ endpoint: registry.endpoint, tls: { ca: identity.certificate }, credentials, basePaths });
  const tokenHost = (): string => new URL(tokens.realm).host;

  it('opens base paths that are repositories, where the list of them is forbidden', async () => {
    const result = await login(robot(), ['charts/web']);
    expect(sentencesOf(result)).toMatchObject({
      authentication: `ok: The token server "${tokenHost()}" took the user name and password, and the registry its token.`,
      'repository list':
        'ok: The registry does not list its repositories to these credentials, as many do. So only base content paths that ' +
        'are repositories themselves can be found.',
      'base content path charts/web': 'ok: Holds 1 repository: "charts/web".',
      charts: 'ok: Found 1 Helm chart in 1 version.',
    });
    expect(result.ok).toBe(true);
  });

  it('does not open a base path above repositories, where the list of them is forbidden', async () => {
    const { name, detail } = failureOf(await login(robot(), ['charts']));
    expect([name, detail.split('\n\n')[0]]).toEqual([
      'base content path charts',
      'There is no repository "charts", and the registry does not list its repositories, so charts below that path cannot be ' +
        'found from here. Expected a repository. Write the full path of each chart as a base path, or give credentials that ' +
        'may read the list.',
    ]);
  });

  it('is refused by the token server', async () => {
    const result = await login(robot('wr0ng-one'), ['charts/web']);
    expect(failureOf(result)).toEqual({
      name: 'authentication',
      detail: expect.stringMatching(
        `^The token server "${tokenHost()}" refused the user name and password\\. Expected credentials with read`,
      ),
    });
    expect(JSON.stringify(result)).not.toContain('wr0ng-one');
  });

  it('without credentials gets a token for nobody', async () => {
    const result = await login({ type: 'anonymous' }, []);
    expect(sentencesOf(result)['authentication']).toBe(
      `ok: The registry lets anyone in, with a token of the token server "${tokenHost()}".`,
    );
  });

  it('is not needed with a token', async () => {
    const token = tokens.issue('repository:charts/web:pull');
    const result = await login({ type: 'token', token }, ['charts/web']);
    expect(sentencesOf(result)['authentication']).toBe('ok: The registry took the token.');
    expect(result.ok).toBe(true);
    expect(JSON.stringify(result)).not.toContain(token);
  });
});

describe('a registry that asks nobody who he is', () => {
  it.each<[string, OciCredentials, string]>([
    ['without credentials', { type: 'anonymous' }, 'ok: The registry lets anyone in.'],
    [
      'with a password',
      robot(),
      'ok: The registry did not ask who is there, so the user name and password were not checked.',
    ],
  ])('%s', async (_, credentials, sentence) => {
    const server = await startOddServer((_request, response) => sendJson(response, 200, {}));
    const result = await probe({ endpoint: server.endpoint, basePaths: [], credentials });
    await server.close();
    expect(sentencesOf(result)['authentication']).toBe(sentence);
  });
});

it('a registry that repeats what it was sent does not bring secrets into the result', async () => {
  const server = await startOddServer((request, response) => {
    const { authorization = '' } = request.headers;
    const message = `${authorization} is ${Buffer.from(authorization.slice(6), 'base64').toString()}`;
    if (authorization === '') sendJson(response, 401, {}, { 'www-authenticate': 'Basic realm="x"' });
    else sendJson(response, 401, { errors: [{ code: 'UNAUTHORIZED', message }] });
  });
  const result = await probe({ endpoint: server.endpoint, credentials: robot() });
  await server.close();
  expect(failureOf(result).detail).toContain('401 UNAUTHORIZED "Basic *** is robot:***"');
  expect(JSON.stringify(result)).not.toContain(SECRET);
});

describeWith(MOTO, 'a login to an emulated ECR', () => {
  let moto: Moto;
  let registry: DockerRegistry;
  beforeAll(async () => {
    moto = await startMoto();
    // The password that the emulation hands out.
    registry = await startDockerRegistry({ users: { AWS: '123456789012-auth-token' } });
    const authorization = basicAuthorization('AWS', '123456789012-auth-token');
    await pushChart({ ...registry, authorization }, 'charts/web');
  });
  afterEach(() => enforceAuthentication(moto, false));
  afterAll(() => Promise.all([moto.close(), registry.close()]));

  const ecr = (accessKey?: EcrCredentials['accessKey']): EcrCredentials => ({
    type: 'ecr',
    region: 'us-east-1',
    accountId: '123456789012',
    accessKey,
    apiEndpoint: moto.endpoint,
  });
  const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: SECRET };
  const login = (credentials: EcrCredentials) => {
    return probeRegistry({ endpoint: registry.endpoint, credentials, basePaths: ['charts'], timeoutMs: 10_000 });
  };

  it('opens all the rest with an access key', async () => {
    const result = await login(ecr(keys));
    expect(sentencesOf(result)['authentication']).toBe(
      'ok: Amazon ECR gave a password to the access key, and the registry took it.',
    );
    expect(result).toMatchObject({ ok: true, charts: [{ repository: 'charts/web' }] });
    expect(JSON.stringify(result)).not.toContain('auth-token');
  });

  it('is refused with an access key that AWS does not know', async () => {
    await enforceAuthentication(moto, true);
    const result = await login(ecr(keys));
    const { name, detail } = failureOf(result);
    expect([name, detail.split('\n\n')[0]]).toEqual([
      'authentication',
      'AWS does not know the access key ID. Expected an active access key of this partition. Check that it was not deleted ' +
        'or disabled.',
    ]);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('cannot be tried for a role, and says so', async () => {
    const result = await login({ ...ecr(), region: 'cn-north-1' });
    expect(sentencesOf(result)).toMatchObject({
      authentication:
        'ok: The registry asks for a login, as a private Amazon ECR does. Not checked: no access key is given, and a role ' +
        'can only be tried by those who may assume it.',
      'repository list': 'ok: Skipped because it needs a login.',
      'base content path charts': 'ok: Skipped because it needs a login.',
      blob: 'ok: Skipped because it needs a login.',
    });
    expect(result.ok).toBe(true);
  });

  describe('for a role, at least the host of the content', () => {
    const BUCKET = 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com';
    const login = async (places: (store: OddServer) => Record<string, string>) => {
      const { certificate: ca, key } = await issueCertificate({ name: 'bucket', hosts: [BUCKET] });
      const answer: OddAnswer = (_, response) => response.writeHead(403).end('<Error/>');
      const store = await startOddServer(answer, { cert: ca, key });
      const proxy = await startConnectProxy({ target: places(store) });
      const environment = { HTTPS_PROXY: proxy.url };
      const { endpoint } = registry;
      const result = await probeRegistry({ endpoint, credentials: ecr(), tls: { ca }, environment });
      await Promise.all([store.close(), proxy.close()]);
      return { result, proxy: new URL(proxy.url).host };
    };

    it('is reached', async () => {
      const { result } = await login((store) => ({ [BUCKET]: store.host }));
      expect(sentencesOf(result)['blob']).toBe(
        `ok: Not read, as that needs a login. But "${BUCKET}", where Amazon ECR keeps content, can be reached (403).`,
      );
    });

    it('is not reached, where a proxy forbids it', async () => {
      const { result, proxy } = await login(() => ({}));
      const { name, detail } = failureOf(result);
      expect([name, detail.split('\n\n')[0]]).toEqual([
        'blob',
        `The proxy "${proxy}" refused to connect to "${BUCKET}" (403). Expected the proxy to open a tunnel. Allow that host ` +
          'in the proxy, or except it by NO_PROXY.',
      ]);
    });
  });
});
