import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

/** What the sandbox's sample registry holds. */
const SAMPLE_CHARTS = [
  { name: 'hello', display_name: 'hello', versions: ['1.2.0', '1.1.0', '1.0.0'] },
  { name: 'ingress-gateway', display_name: 'ingress-gateway', versions: ['0.5.0-rc.1', '0.4.0'] },
  { name: 'message-queue', display_name: 'message-queue', versions: ['3.2.1'] },
];

const HERE = 'data.palette_oci_registry_charts.here';

function chartsHcl(more = '', registryId = 'palette_oci_registry.charts.id'): string {
  return `data "palette_oci_registry_charts" "here" {\n  registry_id = ${registryId}\n  ${more}\n}\n`;
}

describe('the data source palette_oci_registry_charts', () => {
  it('lists what Palette found, as soon as the registry is created', async () => {
    const sandbox = await world.sandbox();
    const newest =
      'output "newest" {\n  value = { for c in data.palette_oci_registry_charts.here.charts : c.name => c.versions[0] }\n}\n';
    const hcl = sampleRegistryHcl(sandbox) + chartsHcl() + newest;
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const { charts, name } = await folder.state(HERE);
    expect({ charts, name }).toEqual({ name: null, charts: SAMPLE_CHARTS });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it.each([
    ['one chart by its name', 'hello', 1],
    ['nothing by a name that is not there', 'nowhere', 0],
    ['nothing by a name of another letter case', 'HELLO', 0],
  ])('finds %s', async (_situation, name, count) => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox) + chartsHcl(`name = "${name}"`);
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect((await folder.state(HERE))['charts']).toHaveLength(count);
  });

  it('is empty for a registry that Palette does not synchronize', async () => {
    const sandbox = await world.sandbox();
    const hcl = sampleRegistryHcl(sandbox, { more: 'synchronization = false' }) + chartsHcl();
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state(HERE)).toMatchObject({ charts: [] });
  });

  it('refuses a registry that is not there', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', chartsHcl('', '"charts"')).init();
    expect(await folder.diagnostics('plan')).toMatchObject([
      {
        summary: 'Registry Not Found',
        detail:
          'Palette has no OCI registry with the uid "charts". Expected a uid, such as the "id" of a "palette_oci_registry"; the data source of that name finds it by the name of the registry.',
        at: 'registry_id = "charts"',
      },
    ]);
  });
});
