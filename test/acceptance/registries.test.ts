import { create, ecrRegistry, sampleSpec } from '../support/palette-calls';
import { PaletteWorld } from '../support/palette-folder';
import type { TerraformFolder } from '../support/terraform';

const world = new PaletteWorld();
afterAll(() => world.end());

const FILTERS: readonly (readonly [filter: string, names: readonly string[]])[] = [
  ['', ['Palette Community Registry', 'Palette Registry', 'amazon', 'charts', 'images']],
  ['scope = "tenant"', ['amazon', 'charts', 'images']],
  ['scope = "system"', ['Palette Community Registry', 'Palette Registry']],
  ['type = "ecr"', ['Palette Community Registry', 'Palette Registry', 'amazon']],
  ['type = "ecr"\nscope = "tenant"', ['amazon']],
  ['provider_type = "pack"\ntype = "basic"', []],
  ['provider_type = "helm"', ['amazon', 'charts']],
  ['provider_type = "zarf"', ['images']],
];

describe('the data source palette_oci_registries', () => {
  let folder: TerraformFolder;
  let uids: Readonly<Record<string, string>>;
  let endpoint: string;
  beforeAll(async () => {
    const sandbox = await world.sandbox();
    endpoint = sandbox.sampleRegistry.endpoint;
    const unsynchronized = { isSyncSupported: false, providerType: 'zarf' };
    uids = {
      charts: await create(sandbox, 'basic', { metadata: { name: 'charts' }, spec: sampleSpec(sandbox) }),
      images: await create(sandbox, 'basic', {
        metadata: { name: 'images' },
        spec: sampleSpec(sandbox, unsynchronized),
      }),
      amazon: await create(sandbox, 'ecr', ecrRegistry('amazon')),
    };
    await sandbox.syncIdle();
    const sources = FILTERS.map(([filter], index) => `data "palette_oci_registries" "at_${index}" {\n${filter}\n}\n`);
    const output = 'output "names" {\n  value = data.palette_oci_registries.at_0.registries[*].name\n}\n';
    folder = await world
      .folder(sandbox)
      .write('main.tf', sources.join('') + output)
      .init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
  });

  it.each(FILTERS.map(([filter, names], index) => [filter.replace(/\s+/g, ' '), names, index] as const))(
    'lists by name: %s',
    async (_filter, names, index) => {
      const { registries } = await folder.state(`data.palette_oci_registries.at_${index}`);
      expect((registries as { name: string }[]).map(({ name }) => name)).toEqual(names);
    },
  );

  it('tells of each registry what the list knows', async () => {
    const { registries } = await folder.state('data.palette_oci_registries.at_1');
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(registries).toEqual([
      expect.objectContaining({ id: uids['amazon'], type: 'ecr', private: true, sync_status: null }),
      {
        id: uids['charts'],
        name: 'charts',
        type: 'basic',
        provider_type: 'helm',
        endpoint,
        private: true,
        is_default: false,
        sync_status: 'Completed',
        last_run_time: time,
        last_synced_time: time,
      },
      expect.objectContaining({ id: uids['images'], provider_type: 'zarf' }),
    ]);
  });

  it('has nothing to do the second time', async () => expect(await folder.plan()).toMatchObject({ code: 0 }));
});

it.each([
  ['type = "oci"', 'type is "oci". Expected one of "basic", "ecr".'],
  ['provider_type = "docker"', 'provider_type is "docker". Expected one of "helm", "pack", "zarf".'],
  ['scope = "project"', 'scope is "project". Expected one of "tenant", "system".'],
])('palette_oci_registries refuses %s', async (filter, detail) => {
  const folder = await world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).init();
  folder.write('main.tf', `data "palette_oci_registries" "all" {\n  ${filter}\n}\n`);
  expect(await folder.diagnostics('validate')).toMatchObject([{ summary: 'Unsupported Value', detail, at: filter }]);
});
