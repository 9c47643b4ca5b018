import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readCharts } from '../../src/oci';
import { DOCKER_REGISTRY, type DockerRegistry, startDockerRegistry } from '../support/docker-registry';
import { describeWith } from '../support/machine-parts';
import { pushChart } from '../support/push-chart';
import { closeAll, failureOf, openRegistry } from './setup';

describeWith(DOCKER_REGISTRY, 'the charts of a real registry', () => {
  let server: DockerRegistry;
  const digests: Record<string, string> = {};
  beforeAll(async () => {
    server = await startDockerRegistry();
    for (const version of ['1.2.0', '1.10.0', '1.10.0-rc.2', '1.10.0-rc.10', '2.0.0+build.5']) {
      digests[version] = await pushChart(server, 'team/charts/web', {
        version,
        description: `web ${version}`,
        appVersion: '',
      });
    }
    await pushChart(server, 'team/charts/web', {
      version: '1.10.0',
      description: 'web 1.10.0',
      appVersion: '',
      tag: 'latest',
    });
    await pushChart(server, 'team/charts/api');
    await pushChart(server, 'team/charts/image', { configMediaType: 'application/vnd.oci.image.config.v1+json' });
    await pushChart(server, 'team/charts/api', { tag: `sha256-${'a'.repeat(64)}.sig` });
    await pushChart(server, 'team-b/charts/web');
    await pushChart(server, 'broken/no-json', { config: 'no json', version: '3.0.0+x' });
    await pushChart(server, 'emptied/gone');
    await rm(join(server.folder, 'docker/registry/v2/repositories/emptied/gone/_manifests/tags'), { recursive: true });
  });
  afterEach(closeAll);
  afterAll(() => server.close());

  it('are read with their versions, newest first, in the words of Chart.yaml', async () => {
    const charts = await readCharts(openRegistry(server), ['team']);
    const version = (name: string): object => ({ version: name, digest: digests[name], description: `web ${name}` });
    expect(charts).toEqual([
      {
        name: 'api',
        repository: 'team/charts/api',
        versions: [
          { version: '1.0.0', digest: expect.any(String), description: 'A chart for tests', appVersion: '1.0' },
        ],
      },
      {
        name: 'web',
        repository: 'team/charts/web',
        versions: ['2.0.0+build.5', '1.10.0', '1.10.0-rc.10', '1.10.0-rc.2', '1.2.0'].map(version),
      },
    ]);
  });

  it('are read once, even if base paths overlap', async () => {
    const charts = await readCharts(openRegistry(server), ['team/charts/web', 'team-b', 'team/charts/web/']);
    expect(charts.map(({ repository }) => repository)).toEqual(['team-b/charts/web', 'team/charts/web']);
  });

  it('are named after the repository and the tag where the config says nothing', async () => {
    const [chart] = await readCharts(openRegistry(server), ['broken']);
    expect(chart).toMatchObject({ name: 'no-json', versions: [{ version: '3.0.0+x' }] });
  });

  it('may be none, in a repository without tags', async () => {
    expect(await readCharts(openRegistry(server), ['emptied'])).toEqual([]);
  });

  it('are missed by the base path that holds none, with what is there instead', async () => {
    const error = await failureOf(readCharts(openRegistry(server), ['team', 'taem/charts']));
    expect(error.reason).toBe('missing-base-path');
    expect(error.message).toBe(
      'The registry has no repository at or below the base path "taem/charts". It has "team-b/charts", "team/charts", ' +
        '"broken", "emptied". Correct the base path, or push the charts there first.',
    );
  });
});

describeWith(DOCKER_REGISTRY, 'an empty registry', () => {
  it('says so', async () => {
    const server = await startDockerRegistry();
    try {
      const error = await failureOf(readCharts(openRegistry(server), ['team']));
      expect(error.message).toBe(
        'The registry has no repository at or below the base path "team". It holds no repository at all. Correct the base ' +
          'path, or push the charts there first.',
      );
    } finally {
      await closeAll();
      await server.close();
    }
  });
});
