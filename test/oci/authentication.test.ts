import { type OciCredentials, readCharts } from '../../src/oci';
import { type Certificate, issueCertificate } from '../support/certificates';
import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../support/docker-registry';
import { describeWith } from '../support/machine-parts';
import { basicAuthorization, pushChart } from '../support/push-chart';
import { startTokenServer, type TokenServer } from '../support/token-server';
import { ANONYMOUS, closeAll, failureOf, openRegistry } from './setup';

const USERNAME = 'robot$p+ci';
const PASSWORD = 's3cr3t-P@ss:w0rd';
const GOOD: OciCredentials = { type: 'basic', username: USERNAME, password: PASSWORD };
const WRONG: OciCredentials = { type: 'basic', username: USERNAME, password: 'wr0ng-P@ss' };

let authority: Certificate;
let identity: Certificate;
beforeAll(async () => {
  authority = await issueCertificate({ name: 'Test CA', isAuthority: true });
  identity = await issueCertificate({ name: 'registry', issuer: authority });
});
afterEach(closeAll);

describeWith(DOCKER_REGISTRY, 'a real registry with TLS and basic authentication', () => {
  let server: DockerRegistry;
  beforeAll(async () => {
    server = await startDockerRegistry({ tls: identity, users: { [USERNAME]: PASSWORD } });
    const authorization = basicAuthorization(USERNAME, PASSWORD);
    await pushChart({ ...server, ca: authority.certificate, authorization }, 'team/web');
  });
  afterAll(() => server.close());
  const options = (credentials: OciCredentials) => ({
    endpoint: server.endpoint,
    tls: { ca: authority.certificate },
    credentials,
  });

  it('shows its charts to a robot account whose password has a colon', async () => {
    const [chart] = await readCharts(openRegistry(options(GOOD)), ['team']);
    expect(chart).toMatchObject({ name: 'web', repository: 'team/web' });
  });

  const refused = `refused the user name and password. Expected credentials with read access. Check both; robot accounts often need their full name, prefix and all.`;
  it.each<[string, OciCredentials, string]>([
    ['a wrong password', WRONG, refused],
    [
      'nobody',
      ANONYMOUS,
      'wants to know who asks. Expected credentials, got none. Give a user name and password, or a token.',
    ],
    [
      'a token that it does not know',
      { type: 'token', token: PASSWORD },
      'refused the token. Expected a valid one with read access. Check that it has not expired.',
    ],
  ])('refuses %s with a sentence that tells no secret', async (_, credentials, sentence) => {
    const registry = openRegistry(options(credentials));
    const calls = [
      () => registry.ping(),
      () => registry.listRepositories(),
      () => registry.getManifest('team/web', '1.0.0'),
    ];
    for (const call of calls) {
      const error = await failureOf(call());
      expect(error).toMatchObject({ reason: 'unauthorized', status: 401, code: 'UNAUTHORIZED' });
      expect(error.message).toMatch(`The registry "${server.host}" ${sentence}\n\nGET ${server.endpoint}/v2/`);
      expect(error.message).toMatch(': 401 UNAUTHORIZED "authentication required"');
      expect(error.message).not.toMatch(/P@ss|cm9ib3Q/);
    }
  });
});

describeWith(DOCKER_REGISTRY, 'a real registry with a token server', () => {
  let tokens: TokenServer;
  let server: DockerRegistry;
  beforeAll(async () => {
    tokens = await startTokenServer({ identity, username: USERNAME, password: PASSWORD, publicPrefix: 'public/' });
    const { realm, service, issuer } = tokens;
    server = await startDockerRegistry({
      tls: identity,
      tokenServer: { realm, service, issuer },
      tokenAuthority: authority.certificate,
    });
    const target = { ...server, ca: authority.certificate };
    for (const name of ['team/web', 'public/web']) {
      const authorization = `Bearer ${tokens.issue(`repository:${name}:pull,push`)}`;
      await pushChart({ ...target, authorization }, name);
    }
  });
  afterAll(async () => {
    await server.close();
    await tokens.close();
  });
  beforeEach(() => {
    tokens.asked.length = 0;
  });
  const options = (credentials: OciCredentials) => ({
    endpoint: server.endpoint,
    tls: { ca: authority.certificate },
    credentials,
  });

  it('gets one token for each scope, however many requests', async () => {
    const registry = openRegistry(options(GOOD));
    await registry.ping();
    expect(await registry.listRepositories()).toEqual(['public/web', 'team/web']);
    expect(await registry.listTags('team/web')).toEqual(['1.0.0']);
    expect(await readCharts(registry, ['team'])).toHaveLength(1);
    await registry.ping();
    expect(tokens.asked).toEqual(['', 'registry:catalog:*', 'repository:team/web:pull']);
  });

  it('shows its public repositories to everybody', async () => {
    const registry = openRegistry(options(ANONYMOUS));
    expect(await registry.listTags('public/web')).toEqual(['1.0.0']);
    expect(tokens.asked).toEqual(['repository:public/web:pull (anonymous)']);
    const error = await failureOf(registry.listTags('team/web'));
    expect(error.reason).toBe('unauthorized');
  });

  it('takes a ready-made token, and no detour', async () => {
    const error = await failureOf(openRegistry(options({ type: 'token', token: 'abc' })).ping());
    expect(error.reason).toBe('unauthorized');
    expect(tokens.asked).toEqual([]);
  });

  it('refuses a wrong password in the words of the token server', async () => {
    const error = await failureOf(openRegistry(options(WRONG)).ping());
    const host = new URL(tokens.realm).host;
    expect(error).toMatchObject({ reason: 'unauthorized', status: 401 });
    expect(error.message).toBe(
      `The token server "${host}" refused the user name and password. Expected credentials with read access. ` +
        'Check both; robot accounts often need their full name, prefix and all.\n\n' +
        `GET ${tokens.realm}: 401 UNAUTHORIZED "incorrect username or password"`,
    );
  });
});

describeWith(DOCKER_REGISTRY, 'a real registry that keeps its list of repositories to itself', () => {
  let tokens: TokenServer;
  let server: DockerRegistry;
  beforeAll(async () => {
    const wishes = { identity, username: USERNAME, password: PASSWORD, denied: 'registry' };
    tokens = await startTokenServer(wishes);
    const { realm, service, issuer } = tokens;
    const tokenServer = { realm, service, issuer };
    server = await startDockerRegistry({ tls: identity, tokenServer, tokenAuthority: authority.certificate });
    const authorization = `Bearer ${tokens.issue('repository:team/web:pull,push')}`;
    await pushChart({ ...server, ca: authority.certificate, authorization }, 'team/web');
  });
  afterAll(async () => {
    await server.close();
    await tokens.close();
  });
  const registry = (credentials = GOOD) =>
    openRegistry({ endpoint: server.endpoint, tls: { ca: authority.certificate }, credentials });

  it('says how to go on without it', async () => {
    const error = await failureOf(registry().listRepositories());
    expect(error).toMatchObject({ reason: 'forbidden', status: 401 });
    expect(error.message).toBe(
      `The registry "${server.host}" does not list its repositories to these credentials. Expected "_catalog" to be ` +
        'allowed. Give credentials that may read it, or write the full path of each repository as a base path.\n\n' +
        `GET ${server.endpoint}/v2/_catalog: 401 UNAUTHORIZED "authentication required"`,
    );
  });

  it('does not take a wrong password for that', async () => {
    const error = await failureOf(registry(WRONG).listRepositories());
    expect(error.reason).toBe('unauthorized');
  });

  it('is read by base paths that are repositories, and no others', async () => {
    expect(await readCharts(registry(), ['team/web'])).toMatchObject([{ name: 'web', repository: 'team/web' }]);
    const error = await failureOf(readCharts(registry(), ['team']));
    expect(error.reason).toBe('missing-base-path');
    expect(error.message).toBe(
      'There is no repository "team", and the registry does not list its repositories, so charts below that path cannot be ' +
        'found from here. Expected a repository. Write the full path of each chart as a base path, or give credentials that ' +
        `may read the list.\n\nGET ${server.endpoint}/v2/_catalog: 401\nGET ${server.endpoint}/v2/team/tags/list: 404`,
    );
  });
});
