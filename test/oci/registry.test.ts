import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../support/docker-registry';
import { describeWith } from '../support/machine-parts';
import { digestOf, pushChart } from '../support/push-chart';
import { closeAll, failureOf, openRegistry } from './setup';

describeWith(DOCKER_REGISTRY, 'a real registry without TLS', () => {
  let server: DockerRegistry;
  let digest: string;
  beforeAll(async () => {
    server = await startDockerRegistry();
    for (const name of ['team/charts/web', 'team/charts/api', 'team', 'team-b/web', 'other']) {
      digest = await pushChart(server, name, { version: '1.0.0' });
    }
  });
  afterEach(closeAll);
  afterAll(() => server.close());

  it('answers a ping', async () => {
    await expect(openRegistry(server).ping()).resolves.toBeUndefined();
  });

  it('is found at a path of its own only if the API is there', async () => {
    const registry = openRegistry({ endpoint: server.endpoint, basePath: 'team/' });
    expect(await registry.listRepositories()).toEqual(['charts/api', 'charts/web']);
    expect(await registry.listTags('charts/api')).toEqual(['1.0.0']);
  });

  it.each([
    ['', ['other', 'team', 'team-b/web', 'team/charts/api', 'team/charts/web']],
    ['team', ['team', 'team/charts/api', 'team/charts/web']],
    ['/team/charts/', ['team/charts/api', 'team/charts/web']],
    ['team/chart', []],
    ['tea', []],
    ['team-b', ['team-b/web']],
  ])('lists what is at or below "%s"', async (path, expected) => {
    expect(await openRegistry(server).listRepositories(path)).toEqual(expected);
  });

  it('is listed to the end, two names a page', async () => {
    const names = await openRegistry(server).listRepositories('', { pageSize: 2 });
    expect(names).toEqual(['other', 'team', 'team-b/web', 'team/charts/api', 'team/charts/web']);
  });

  it('is listed in its own page size when ours is too large', async () => {
    expect(await openRegistry(server).listRepositories('other', { pageSize: 5000 })).toEqual(['other']);
  });

  it('gives a manifest by tag and by digest, and the content behind it', async () => {
    const registry = openRegistry(server);
    const byTag = await registry.getManifest('other', '1.0.0');
    expect(byTag).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest,
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' },
      layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip' }],
      annotations: { 'org.opencontainers.image.title': 'other', 'org.opencontainers.image.version': '1.0.0' },
    });
    expect(await registry.getManifest('other', digest)).toEqual(byTag);
    const [layer] = byTag.layers;
    const content = await registry.getBlob('other', layer?.digest ?? '');
    expect([content.length, digestOf(content)]).toEqual([layer?.size, layer?.digest]);
  });

  it('says which repository it does not know', async () => {
    const error = await failureOf(openRegistry(server).listTags('nope'));
    expect(error).toMatchObject({ reason: 'not-found', status: 404, code: 'NAME_UNKNOWN', method: 'GET' });
    expect(error.message).toBe(
      `The registry "${server.host}" does not know the repository "nope". Expected it there. Check how it is written; some ` +
        'registries also say this when they mean that access is not allowed.\n\n' +
        `GET ${server.endpoint}/v2/nope/tags/list: 404 NAME_UNKNOWN "repository name not known to registry"`,
    );
  });

  it('says which tag it does not know', async () => {
    const error = await failureOf(openRegistry(server).getManifest('other', '9.9.9'));
    expect(error).toMatchObject({ reason: 'not-found', code: 'MANIFEST_UNKNOWN' });
    expect(error.message).toContain('does not know "9.9.9" in the repository "other".');
  });

  it.each(['..', 'team/../other', 'team//web', './x'])('is never asked for the name "%s"', async (name) => {
    const error = await failureOf(openRegistry(server).listTags(name));
    expect(error.reason).toBe('not-found');
    expect(error.message).toBe(
      `"${name}" cannot be the name of a repository. Expected path segments such as "team/charts/web". Check the base path.`,
    );
  });

  it('takes part in a cancelled call no more', async () => {
    const error = await failureOf(openRegistry(server).ping({ signal: AbortSignal.abort() }));
    expect(error).toMatchObject({
      reason: 'cancelled',
      message: `The request to the registry "${server.host}" was cancelled.`,
    });
  });
});
