import { listLocations } from '../../src/palette';
import { SUMMARY, useStage } from './setup';

const stage = useStage();
const METADATA = 'GET /v1/registries/metadata';
const SYNC = { status: 'Completed', isSyncSupported: true, lastRunTime: '2026-01-01T00:00:00Z' };

beforeEach(() => {
  stage.server.on(SUMMARY, {
    json: {
      items: [
        { metadata: { uid: 'u2', name: 'b' }, spec: { registryType: 'ECR', endpoint: 'e', isPrivate: true } },
        { metadata: { uid: 'u1', name: 'a' }, spec: { registryType: 'basic' }, status: { sync: SYNC } },
        { metadata: { uid: 'u0', name: 'b' }, spec: { registryType: 'basic', providerType: 'zarf' } },
        { metadata: { uid: 'u9', name: 'other' }, spec: { registryType: 'spectro' } },
      ],
    },
  });
});

it('lists registries by name, then by uid, joined from both lists', async () => {
  const rows = [
    { uid: 'u2', scope: 'cluster', isDefault: true },
    { uid: 'u1', scope: 'cluster', isPrivate: true },
  ];
  stage.server.on(METADATA, { json: { items: rows } });
  expect(await listLocations(stage.client())).toEqual([
    {
      uid: 'u1',
      name: 'a',
      kind: 'basic',
      endpoint: '',
      isDefault: false,
      isPrivate: true,
      scope: 'cluster',
      sync: SYNC,
    },
    { uid: 'u0', name: 'b', kind: 'basic', endpoint: '', isDefault: false, isPrivate: false, providerType: 'zarf' },
    { uid: 'u2', name: 'b', kind: 'ecr', endpoint: 'e', isDefault: true, isPrivate: true, scope: 'cluster' },
  ]);
  expect(stage.server.trail).toContain(`${METADATA}?scope=all`);
});

it('leaves the judgement about a scope to Palette', async () => {
  stage.server.on(METADATA, { json: { items: [{ uid: 'u2', isDefault: true }] } });
  expect((await listLocations(stage.client(), 'system')).map(({ uid }) => uid)).toEqual(['u2']);
  expect(stage.server.trail).toContain(`${METADATA}?scope=system`);
});
