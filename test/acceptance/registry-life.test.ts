import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

describe('the life of a registry', () => {
  it('is created, stays as it is, changes in place, is replaced under another name, and is destroyed', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state('palette_oci_registry.charts')).toMatchObject({
      sync_status: 'Completed',
      synchronization: true,
    });
    expect(await folder.plan()).toMatchObject({ code: 0 });

    folder.write('main.tf', sampleRegistryHcl(sandbox, { more: 'labels = { team = "platform" }' }));
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.charts': ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });

    folder.write('main.tf', sampleRegistryHcl(sandbox, { name: 'other' }));
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.charts': ['delete', 'create'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });

    await folder.succeed('destroy', '-auto-approve', '-no-color');
    expect(sandbox.requests.at(-1)).toMatchObject({ method: 'DELETE', status: 204 });
  });

  it.each(['uid', 'name'])('is imported by %s, with nothing left to do but to send the secret', async (by) => {
    const sandbox = await world.sandbox();
    const first = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await first.succeed('apply', '-auto-approve', '-no-color');
    const { id } = await first.state('palette_oci_registry.charts');

    const second = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await second.succeed('import', 'palette_oci_registry.charts', by === 'uid' ? String(id) : 'charts');
    const actions = await second.plannedActions();
    expect(actions).toEqual({ 'palette_oci_registry.charts': ['update'] });
    await second.succeed('apply', '-auto-approve', '-no-color');
    expect(await second.plan()).toMatchObject({ code: 0 });
  });

  it('is made anew when somebody deleted it in Palette', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const { id } = await folder.state('palette_oci_registry.charts');
    await fetch(`${sandbox.url}/v1/registries/oci/${String(id)}/basic`, {
      method: 'DELETE',
      headers: { ApiKey: sandbox.apiKey },
    });
    expect(await folder.plannedActions()).toEqual({ 'palette_oci_registry.charts': ['create'] });
  });
});
