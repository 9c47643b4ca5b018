import { type ProgrammedAnswer, paletteError } from '../../support/http-answers';
import { type ErrorCase, type ErrorGroup } from './error-case';
import { type World } from './world';

interface Listed {
  readonly uid: string;
  readonly name: string;
  readonly isDefault?: boolean;
}

const item = ({ uid, name }: Listed) => ({
  metadata: { uid, name },
  spec: { registryType: 'basic', endpoint: 'https://harbor.example.com' },
});
const row = ({ uid, name, isDefault = false }: Listed) => ({ uid, name, kind: 'oci', isDefault });
const items = (list: readonly unknown[]): ProgrammedAnswer => ({ json: { items: list } });

function holding(world: World, registries: readonly Listed[], more: readonly object[] = []): World {
  return world
    .on('GET /v1/registries/oci/summary', items(registries.map(item)))
    .on('GET /v1/registries/metadata', items([...registries.map(row), ...more]));
}

const CHARTS = { uid: 'uid-1', name: 'charts' };
const importing = (when: string, registries: readonly Listed[], more: readonly object[] = []): ErrorCase => ({
  when,
  provoke: (world) => holding(world, registries, more).import('charts'),
});

const lookUps: readonly ErrorCase[] = [
  importing('`terraform import`, or a data source: no registry has that uid or name.', [
    { uid: 'uid-2', name: 'team-a' },
    { uid: 'uid-3', name: 'team-b' },
  ]),
  importing('The same, in a tenant that has none.', []),
  importing('The name is that of a registry of another kind.', [], [{ uid: 'uid-1', name: 'charts', kind: 'helm' }]),
  importing('Several registries have that name: a tenant can hold one of each kind.', [
    CHARTS,
    { uid: 'uid-2', name: 'charts' },
  ]),
  importing('The registry comes with Palette.', [{ ...CHARTS, isDefault: true }]),
  {
    when: 'A data source looks for a registry that is not there: Terraform points at the argument.',
    provoke: (world) => holding(world, []).look('palette_oci_registry', { name: 'charts' }),
  },
  {
    when: '`data.palette_oci_registry_charts` is given a uid that Palette does not know.',
    provoke: (world) =>
      holding(world, [])
        .on('POST /v1/packs/search', items([]))
        .on('GET /v1/registries/oci/charts', paletteError(404, 'ResourceNotFound', 'no such registry'))
        .look('palette_oci_registry_charts', { registry_id: 'charts' }),
  },
];

const FORBIDDEN = paletteError(403, 'Forbidden', 'operation not allowed');

const failed: readonly ErrorCase[] = [
  {
    when: 'The lists of registries cannot be read.',
    provoke: (world) =>
      world.on('GET /v1/registries/oci/summary', FORBIDDEN).on('GET /v1/registries/metadata', 'hang').import('charts'),
  },
  {
    when: 'The charts of a registry cannot be read.',
    provoke: (world) =>
      world.on('POST /v1/packs/search', FORBIDDEN).look('palette_oci_registry_charts', { registry_id: 'uid-1' }),
  },
  {
    when: 'Whether the registry of a `palette_oci_registry_sync` is still there cannot be read.',
    provoke: (world) =>
      world
        .on('GET /v1/registries/oci/uid-1', FORBIDDEN)
        .refresh({ id: 'uid-1/2026-01-01T00:00:00Z', registry_id: 'uid-1', force: false }, 'palette_oci_registry_sync'),
  },
];

const imports: readonly ErrorCase[] = [
  {
    when: '`palette_oci_registry_sync` is a run, not an object that could be imported.',
    provoke: (world) => world.import('uid-1', 'palette_oci_registry_sync'),
  },
  {
    when: 'A `moved` block names a resource type that cannot become a registry.',
    provoke: (world) => world.move('spectrocloud_registry_helm', 0),
  },
  {
    when: 'The state was written by a version of `spectrocloud/spectrocloud` that is too old.',
    provoke: (world) => world.move('spectrocloud_registry_oci', 1),
  },
  {
    when: 'It was written by one that is newer than this provider.',
    provoke: (world) => world.move('spectrocloud_registry_oci', 3),
  },
];

const stored: readonly ErrorCase[] = [
  { when: 'The state was written by a newer version of this provider.', provoke: (world) => world.upgrade(7, '{}') },
  { when: 'The state was written by Terraform 0.11 or older.', provoke: (world) => world.upgrade(0) },
  {
    when: 'The state does not fit the schema; it was edited by hand, perhaps.',
    provoke: (world) => world.upgrade(0, '{"name":["charts"]}'),
  },
];

export const LOOKING_UP: ErrorGroup = {
  title: 'Import, `moved` Blocks, State and Data Sources',
  introduction: 'What was looked for is not there, or cannot be used in this place. Nothing is changed.',
  cases: [...lookUps, ...failed, ...imports, ...stored],
};
