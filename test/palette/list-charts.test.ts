import { listCharts } from '../../src/palette';
import { useStage } from './setup';

const stage = useStage();
const UID = '65a1b2c3d4e5f60718293a4b';
const SEARCH = 'POST /v1/packs/search';

it('lists charts by name, each with its versions', async () => {
  stage.server.on(SEARCH, {
    json: { items: [{ spec: { name: 'redis' } }, { metadata: { name: 'nginx' } }, { spec: { name: 'redis' } }] },
  });
  const tags = (...versions: string[]) => versions.map((version) => ({ version, tag: version, packUid: 'p' }));
  stage.server.on(`GET /v1/packs/nginx/registries/${UID}`, {
    json: { name: 'nginx', displayName: 'NGINX', tags: tags('2.0.0', '1.0.0', '2.0.0') },
  });
  stage.server.on(`GET /v1/packs/redis/registries/${UID}`, { json: { name: 'redis', tags: [{ tag: '7.x' }] } });
  expect(await listCharts(stage.client(), { registryUid: UID })).toEqual([
    { name: 'nginx', displayName: 'NGINX', versions: ['2.0.0', '1.0.0'] },
    { name: 'redis', displayName: undefined, versions: ['7.x'] },
  ]);
});

it('asks for one chart by its name', async () => {
  stage.server.on(SEARCH, { json: { items: [] } });
  expect(await listCharts(stage.client(), { registryUid: UID, name: 'redis' })).toEqual([]);
  expect(stage.server.requests[0]?.body).toEqual({ filter: { registryUid: [UID], name: { eq: 'redis' } } });
});

it('does not take a chart of another letter case for it', async () => {
  stage.server.on(SEARCH, { json: { items: [{ spec: { name: 'Redis' } }] } });
  expect(await listCharts(stage.client(), { registryUid: UID, name: 'redis' })).toEqual([]);
});
