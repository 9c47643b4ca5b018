import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

describe('the data source palette_oci_registry', () => {
  it.each(['name = palette_oci_registry.charts.name', 'id = palette_oci_registry.charts.id'])(
    'finds a registry by %s',
    async (argument) => {
      const sandbox = await world.sandbox();
      const hcl = `${sampleRegistryHcl(sandbox)}
data "palette_oci_registry" "found" {
  ${argument}
}
`;
      const folder = await world.folder(sandbox).write('main.tf', hcl).init();
      await folder.succeed('apply', '-auto-approve', '-no-color');
      expect(await folder.state('data.palette_oci_registry.found')).toMatchObject({
        name: 'charts',
        type: 'basic',
        provider_type: 'helm',
        endpoint: sandbox.sampleRegistry.endpoint,
        base_content_paths: [sandbox.sampleRegistry.baseContentPath],
        synchronization: true,
        private: true,
        is_default: false,
        sync_status: 'Completed',
        last_synced_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      });
      expect(await folder.plan()).toMatchObject({ code: 0 });
    },
  );

  it('finds a registry that comes with Palette', async () => {
    const sandbox = await world.sandbox();
    const hcl = 'data "palette_oci_registry" "found" {\n  name = "Palette Registry"\n}\n';
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state('data.palette_oci_registry.found')).toMatchObject({ is_default: true });
  });

  it.each([
    ['neither name nor id', '', 'Missing Argument', 'None of "id" and "name" is set. Set exactly one of them.'],
    [
      'both',
      'name = "a"\n  id = "b"',
      'Conflicting Arguments',
      '"id" and "name" are set together. Keep one of them and remove the others.',
    ],
  ])('refuses %s', async (_, body, summary, detail) => {
    const folder = await world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).init();
    folder.write('main.tf', `data "palette_oci_registry" "found" {\n  ${body}\n}\n`);
    expect(await folder.diagnostics('validate')).toMatchObject([{ summary, detail }]);
  });

  it('names what there is when the wanted registry is not', async () => {
    const sandbox = await world.sandbox();
    const hcl = `${sampleRegistryHcl(sandbox, { more: 'synchronization = false' })}
data "palette_oci_registry" "found" {
  name       = "chartz"
  depends_on = [palette_oci_registry.charts]
}
`;
    const folder = await world.folder(sandbox).write('main.tf', hcl).init();
    const [error] = await folder.diagnostics('apply', '-auto-approve');
    expect(error).toMatchObject({
      summary: 'Registry Not Found',
      detail: expect.stringContaining('"charts"'),
    });
  });
});
