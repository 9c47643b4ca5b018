import { ProviderServer } from '../../src/bridge/framework';
import { paletteProvider } from '../../src/provider';
import { PaletteWorld, PROVIDER_VERSION } from '../support/palette-folder';
import {
  keptVersions,
  releasedVersions,
  stateOf,
  type StoredAttributes,
  takenOver,
  writeState,
} from './release-states';

type PaletteProvider = ReturnType<typeof paletteProvider>;

const world = new PaletteWorld();
afterEach(() => world.end());

// Once for each release: `describe` stays empty in all other runs.
if (process.env['WRITE_STATES']) {
  describe('write', () => it(`the state of ${PROVIDER_VERSION}`, () => writeState(world), 60_000));
}

test('the state of every release is kept (else: WRITE_STATES=1 npx jest test/package/states)', () => {
  expect(keptVersions()).toEqual([...releasedVersions()].sort());
});

describe.each(keptVersions())('what release %s left behind', (version) => {
  it('is read by the provider of today, which has nothing to change', async () => {
    const folder = await takenOver(world, version);
    expect(await folder.plannedActions()).toEqual({});
  });

  it('is destroyed by the provider of today', async () => {
    const folder = await takenOver(world, version);
    const { code, text } = await folder.destroy();
    expect([code, text]).toEqual([0, expect.stringContaining('Destroy complete! Resources: 7 destroyed.')]);
  });

  it('is refused by Terraform, not misread, once a provider with a newer schema has written it', async () => {
    const folder = await takenOver(world, version);
    const newer = folder.read('terraform.tfstate').replaceAll('"schema_version": 0', '"schema_version": 9');
    const [problem] = await folder.write('terraform.tfstate', newer).diagnostics('plan', '-input=false');
    expect(problem).toMatchObject({
      severity: 'error',
      summary: 'Resource instance managed by newer provider version',
    });
  });
});

/** A provider in which the argument `endpoint` was once named `url`, in schema version 0. */
function renamedOnce(): PaletteProvider {
  const provider = paletteProvider({});
  const today = provider.resources?.['palette_oci_registry'];
  if (today === undefined) throw new Error('the provider has no resource "palette_oci_registry"');
  const changed: typeof today = {
    ...today,
    schema: { ...today.schema, version: 1 },
    upgrades: { 0: ({ url, ...others }) => ({ ...others, endpoint: url ?? null }) },
  };
  return { ...provider, resources: { ...provider.resources, palette_oci_registry: changed } };
}

describe('when a release has to change the schema', () => {
  const nothing = () => undefined;
  const log = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
  const upgraded = (provider: PaletteProvider, attributes: StoredAttributes) => {
    const json = Buffer.from(JSON.stringify(attributes));
    const server = new ProviderServer(provider, { log, maskSecret: nothing });
    return server.upgradeState('palette_oci_registry', { json, version: 0 });
  };
  const registries = keptVersions()
    .flatMap((version) => stateOf(version).resources)
    .filter(({ type }) => type === 'palette_oci_registry')
    .flatMap(({ name, instances }) => instances.map(({ attributes }) => ({ name, attributes })));

  it.each(registries)('the state of "$name" is upgraded whole', ({ attributes: { endpoint, ...others } }) => {
    const answer = upgraded(renamedOnce(), { ...others, url: endpoint });
    expect(answer.diagnostics.list).toEqual([]);
    expect(answer.state).toEqual(upgraded(paletteProvider({}), { ...others, endpoint }).state);
    expect(answer.state).toMatchObject({ name: others['name'], endpoint });
  });
});
