import { paletteError, type ProgrammedAnswer } from '../../support/http-answers';
import { CHARTS, stateOf, type Written } from './bodies';
import { type ErrorCase, type ErrorGroup } from './error-case';
import { type World } from './world';

const ONE = '/v1/registries/oci/uid-1/basic';
const STATUS = `GET ${ONE}/sync/status`;
const ORDER = `POST ${ONE}/sync`;
const BEFORE = '2026-01-01T00:00:00Z';
const AFTER = '2026-01-01T00:00:01Z';
const SYNC = 'palette_oci_registry_sync';

const status = (state: string, lastRunTime?: string, message?: string): ProgrammedAnswer => ({
  json: { status: state, lastRunTime, message, isSyncSupported: true },
});
const COMPLETED = status('Completed', BEFORE);
const FAILED = status('Failed', AFTER, 'platform/charts: repository not found');
const RUNNING = status('InProgress', AFTER);
/** What the waiting may take, where it is to end so. */
const SOON = { create: '3s', update: '3s' };

function creating(world: World, answer: ProgrammedAnswer, changes: Written = {}) {
  return world
    .on('POST /v1/registries/oci/basic', { status: 201, json: { uid: 'uid-1' } })
    .on(STATUS, answer)
    .create({ ...CHARTS, validate: false, ...changes });
}

function updating(world: World, answers: readonly ProgrammedAnswer[], order: ProgrammedAnswer = { status: 204 }) {
  const prior = stateOf({ ...CHARTS, validate: false, timeouts: SOON });
  return world
    .on(`GET ${ONE}`, {
      json: { metadata: { uid: 'uid-1', name: 'charts' }, spec: { endpoint: 'https://harbor.example.com' } },
    })
    .on(`PUT ${ONE}`, { status: 204 })
    .on(ORDER, order)
    .on(STATUS, ...answers)
    .update(prior, { ...CHARTS, validate: false, timeouts: SOON, base_content_paths: ['platform/more'] });
}

function withRegistry(world: World): World {
  const spec = { registryType: 'basic', endpoint: 'https://harbor.example.com' };
  return world
    .on('GET /v1/registries/oci/summary', { json: { items: [{ metadata: { uid: 'uid-1', name: 'charts' }, spec }] } })
    .on('GET /v1/registries/metadata', { json: { items: [] } });
}

function ordering(world: World, answers: readonly ProgrammedAnswer[], changes: Written = {}) {
  const order = { registry_id: 'uid-1', timeouts: { create: '3s' }, ...changes };
  return withRegistry(world)
    .on(ORDER, { status: 204 })
    .on(STATUS, ...answers)
    .create(order, SYNC);
}

const FORBIDDEN = paletteError(403, 'Forbidden', 'operation not allowed');

const failed: readonly ErrorCase[] = [
  {
    when: 'The first synchronization of a new registry failed.',
    provoke: (world) => creating(world, FAILED),
  },
  { when: 'The synchronization after a change failed.', provoke: (world) => updating(world, [COMPLETED, FAILED]) },
  {
    when: 'A `palette_oci_registry_sync` failed.',
    provoke: (world) => ordering(world, [COMPLETED, FAILED]),
  },
];

const late: readonly ErrorCase[] = [
  {
    when: 'The first synchronization takes longer than `timeouts` allow.',
    provoke: (world) => creating(world, RUNNING, { timeouts: SOON }),
  },
  {
    when: 'The synchronization after a change takes longer than that.',
    provoke: (world) => updating(world, [COMPLETED, RUNNING]),
  },
  {
    when: 'A `palette_oci_registry_sync` takes longer than that.',
    provoke: (world) => ordering(world, [COMPLETED, RUNNING]),
  },
  {
    when: 'A `palette_oci_registry_sync` without `force` waits for a run that somebody else started, in vain.',
    provoke: (world) => ordering(world, [RUNNING]),
  },
  {
    when: 'The same, where Palette does not say since when.',
    provoke: (world) => ordering(world, [status('InProgress')]),
  },
];

const unclear: readonly ErrorCase[] = [
  {
    when: 'The status cannot be read after a creation.',
    provoke: (world) => creating(world, FORBIDDEN),
  },
  {
    when: 'The status cannot be read before a change.',
    provoke: (world) => updating(world, [FORBIDDEN]),
  },
  {
    when: 'The registry was deleted in Palette, and a plan that did not see that (`-refresh=false`, or an old one) changes what is synchronized.',
    provoke: (world) => updating(world, [paletteError(404, 'ResourceNotFound', 'registry not found')]),
  },
  {
    when: 'The status cannot be read after a change.',
    provoke: (world) => updating(world, [COMPLETED, FORBIDDEN]),
  },
  {
    when: 'The synchronization after a change cannot be started.',
    provoke: (world) => updating(world, [COMPLETED], FORBIDDEN),
  },
  {
    when: 'The run of a `palette_oci_registry_sync` cannot be started.',
    provoke: (world) =>
      withRegistry(world).on(STATUS, COMPLETED).on(ORDER, FORBIDDEN).create({ registry_id: 'uid-1' }, SYNC),
  },
  {
    when: 'The status cannot be read after the run of a `palette_oci_registry_sync` was started.',
    provoke: (world) => ordering(world, [COMPLETED, FORBIDDEN]),
  },
  {
    when: 'The status cannot be read while a `palette_oci_registry_sync` waits for an earlier run.',
    provoke: (world) => ordering(world, [RUNNING, FORBIDDEN]),
  },
  {
    when: '`registry_id` is the name of a registry.',
    provoke: (world) => withRegistry(world).create({ registry_id: 'charts' }, SYNC),
  },
];

export const SYNCHRONIZATION: ErrorGroup = {
  title: 'Synchronization',
  introduction: 'Palette reads the charts of a registry after it was created or changed, and when it is told to.',
  cases: [...failed, ...late, ...unclear],
};
