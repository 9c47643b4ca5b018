import { type OddAnswer, sendJson } from '../support/odd-server';
import { closeAll, failureOf, openRegistry, serve } from './setup';

afterEach(closeAll);

describe('a place without an API', () => {
  it.each<[string, string, OddAnswer, string]>([
    [
      'that knows no /v2/',
      'not-found',
      (_, response) => sendJson(response, 404, {}),
      'does not know an OCI registry at "/v2/".',
    ],
    [
      'that answers with a web page',
      'invalid-answer',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
      'cannot serve an OCI registry at "/v2/".',
    ],
    [
      'that is down',
      'server',
      (_, response) => sendJson(response, 502, {}),
      'failed to serve an OCI registry at "/v2/".',
    ],
  ])('%s', async (_, reason, answer, sentence) => {
    const server = await serve({ '/v2/': answer });
    const error = await failureOf(openRegistry(server).ping());
    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(`The registry "${server.host}" ${sentence}`);
  });

  it('may have one later', async () => {
    let isUp = false;
    const server = await serve({ '/v2/': (_, response) => sendJson(response, isUp ? 200 : 503, {}) });
    const registry = openRegistry(server);
    expect((await failureOf(registry.ping())).reason).toBe('server');
    isUp = true;
    await expect(registry.ping()).resolves.toBeUndefined();
  });
});

describe('an API at a path of its own', () => {
  const ok: OddAnswer = (_, response) => sendJson(response, 200, { repositories: ['charts/web'], tags: ['1'] });
  const routes = {
    '/artifactory/api/docker/helm/v2/': ok,
    '/artifactory/api/docker/helm/v2/_catalog?n=1000': ok,
    '/v2/': ok,
  };

  it.each([
    ['in the endpoint', '/artifactory/api/docker/helm', undefined],
    ['as base path', '', '/artifactory/api/docker/helm/'],
    ['half and half', '/artifactory/', 'api/docker/helm'],
    ['with /v2 written out', '/artifactory/api/docker/helm/v2/', undefined],
  ])('is found %s', async (_, path, basePath) => {
    const server = await serve(routes);
    const registry = openRegistry({ endpoint: `${server.endpoint}${path}`, basePath });
    expect(await registry.listRepositories()).toEqual(['charts/web']);
    expect(server.seen[0]).toBe('GET /artifactory/api/docker/helm/v2/');
  });
});

describe('an endpoint', () => {
  const expected = 'Expected "https://host", with ":port" where it is not 443.';
  it.each([
    ['registry.example.com', `The endpoint "registry.example.com" is not the URL of a registry. ${expected}`],
    [
      'ftp://registry.example.com',
      `The endpoint "ftp://registry.example.com" is not the URL of a registry. ${expected}`,
    ],
    ['https://', `The endpoint "https://" is not the URL of a registry. ${expected}`],
    [
      'https://me:secret@registry.example.com',
      `The endpoint holds a user name or password in front of "registry.example.com". ${expected} Give them as credentials.`,
    ],
  ])('%s is refused', (endpoint, message) => {
    expect(() => openRegistry({ endpoint })).toThrow(expect.objectContaining({ reason: 'not-found', message }));
  });
});
