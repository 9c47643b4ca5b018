import { paletteError, type ProgrammedAnswer } from '../../support/http-answers';
import { CHARTS, ECR_CHARTS, stateOf, type Written } from './bodies';
import { type ErrorCase, type ErrorGroup } from './error-case';
import { type World } from './world';

const VALIDATE = 'POST /v1/registries/oci/basic/validate';
const CREATE = 'POST /v1/registries/oci/basic';
const ONE = '/v1/registries/oci/uid-1/basic';
const LIST = 'GET /v1/registries/oci/summary';
const QUIET: Written = { validate: false, wait_for_sync: false };
const LATER: Written = { name: 'charts', labels: { team: 'platform' } };

const validated = (when: string, answer: ProgrammedAnswer, auth: Written = CHARTS): ErrorCase => ({
  when,
  provoke: (world) => world.on(VALIDATE, answer).create({ ...CHARTS, ...auth }),
});
const REFUSED = paletteError(400, 'InvalidRegistryCredentials', 'unauthorized: authentication required');

const validation: readonly ErrorCase[] = [
  validated('Palette cannot reach the registry, or finds no registry there.', {
    ...(paletteError(400, 'RegistryUnreachable', 'dial tcp: lookup harbor.example.com: no such host') as object),
  }),
  validated('User name and password are not accepted.', REFUSED),
  validated('The token is not accepted.', REFUSED, { basic: { token: 't0ken' } }),
  validated('No credentials are given, and the registry wants some.', REFUSED, { basic: {} }),
  validated(
    'Palette cannot be asked: a validation names no object, so "not found" can only mean the API key.',
    paletteError(404, 'ResourceNotFound', 'not found'),
  ),
];

const created = (when: string, ...answers: readonly ProgrammedAnswer[]): ErrorCase => ({
  when,
  provoke: (world) => world.on(CREATE, ...answers).create({ ...CHARTS, ...QUIET }),
});

const listed: ProgrammedAnswer = {
  json: {
    items: [
      {
        metadata: { uid: 'uid-1', name: 'charts', creationTimestamp: new Date().toISOString() },
        spec: { registryType: 'basic', endpoint: 'https://harbor.example.com' },
      },
    ],
  },
};

const TAKEN = paletteError(409, 'DuplicateName', 'name in use');

const creation: readonly ErrorCase[] = [
  {
    when: 'The tenant has a registry of that name already, perhaps of an apply that was interrupted.',
    provoke: (world) =>
      world
        .on(CREATE, TAKEN)
        .on(LIST, listed)
        .on('GET /v1/registries/metadata', { json: { items: [{ uid: 'uid-1', name: 'charts', kind: 'oci' }] } })
        .create({ ...CHARTS, ...QUIET }),
  },
  created('The same, where Palette does not list it.', TAKEN),
  created('Palette refuses the registry.', paletteError(400, 'InvalidSpec', 'what Palette does not like')),
  created(
    'The API key is not accepted: a creation names no object that could be missing.',
    paletteError(404, 'ResourceNotFound', 'not found'),
  ),
  {
    when: "Palette's answer was lost, but the registry is there: it is taken over.",
    provoke: (world) =>
      world
        .on(CREATE, 'close')
        .on(LIST, listed)
        .create({ ...CHARTS, ...QUIET }),
  },
  {
    when: "Palette's answer was lost, and the registry cannot be found.",
    provoke: (world) =>
      world
        .on(CREATE, 'close')
        .on(LIST, { json: { items: [] } })
        .create({ ...CHARTS, ...QUIET }),
  },
  created('Palette accepts the registry, but does not name its uid.', { status: 201, json: {} }),
  {
    when: 'The operation takes longer than `timeouts` allow.',
    provoke: (world) => world.on(VALIDATE, 'hang').create({ ...CHARTS, timeouts: { create: '3s' } }),
  },
  {
    when: 'Somebody pressed Ctrl-C.',
    provoke: async (world) => {
      const arrived = world.on(VALIDATE, 'hang').palette.arrival(VALIDATE);
      const creating = world.create(CHARTS);
      await arrived;
      world.server.stop();
      return creating;
    },
  },
];

const GET_ONE: ProgrammedAnswer = {
  json: { metadata: { uid: 'uid-1', name: 'charts' }, spec: { endpoint: 'https://harbor.example.com' } },
};

const NOT_FOUND = paletteError(404, 'ResourceNotFound', 'registry not found');

function updating(world: World, answer: ProgrammedAnswer) {
  const prior = stateOf({ ...CHARTS, ...QUIET });
  return world
    .on(`GET ${ONE}`, GET_ONE)
    .on(`PUT ${ONE}`, answer)
    .update(prior, { ...CHARTS, ...QUIET, ...LATER });
}

const change: readonly ErrorCase[] = [
  {
    when: 'Palette refuses a change.',
    provoke: (world) => updating(world, paletteError(400, 'InvalidSpec', 'what Palette does not like')),
  },
  {
    when: 'The registry was deleted in Palette, and the plan did not see that: it is an old one, or made with `-refresh=false`.',
    provoke: (world) =>
      world.on(`GET ${ONE}`, NOT_FOUND).update(stateOf({ ...CHARTS, ...QUIET }), { ...CHARTS, ...QUIET, ...LATER }),
  },
  { when: 'Whether a change arrived is not known.', provoke: (world) => updating(world, 'close') },
  {
    when: 'Somebody set another user name in Palette, `ignore_changes` keeps it, and something else changes.',
    provoke: (world) => {
      const kept = { ...CHARTS, ...QUIET, basic: { username: 'somebody' } };
      return world.update(stateOf(kept), { ...kept, ...LATER });
    },
  },
];

const deleted = (when: string, answer: ProgrammedAnswer): ErrorCase => ({
  when,
  provoke: (world) => world.on(`DELETE ${ONE}`, answer).destroy(stateOf(CHARTS)),
});

const FORBIDDEN = paletteError(403, 'Forbidden', 'operation not allowed');

const deletion: readonly ErrorCase[] = [
  deleted('Cluster profiles still use charts of the registry.', {
    status: 409,
    json: { code: 'RegistryInUse', message: 'in use', details: { clusterProfiles: ['web', 'monitoring'] } },
  }),
  deleted('The same, where Palette does not name them.', paletteError(409, 'RegistryInUse', 'in use')),
  deleted('Palette refuses the deletion for another reason.', paletteError(400, 'NotNow', 'what Palette says')),
  deleted('Whether the deletion arrived is not known.', 'close'),
  {
    when: 'The answer to a deletion was lost, and the attempt after it was refused.',
    provoke: async (world) => {
      await world.connect({ max_retries: 1 });
      world.on(`DELETE ${ONE}`, { status: 503, headers: { 'retry-after': '0' } }, FORBIDDEN);
      return world.destroy(stateOf(CHARTS));
    },
  },
  {
    when: 'Palette does not find what it shall delete, and the list of registries, which would prove that it is gone, cannot be read.',
    provoke: (world) => world.on(`DELETE ${ONE}`, NOT_FOUND).on(LIST, FORBIDDEN).destroy(stateOf(CHARTS)),
  },
];

const read = (when: string, list: ProgrammedAnswer): ErrorCase => ({
  when,
  provoke: (world) => world.on(`GET ${ONE}`, NOT_FOUND).on(LIST, list).refresh(stateOf(CHARTS)),
});

const refresh: readonly ErrorCase[] = [
  read('Palette knows neither the registry nor the list of registries: that is how it can answer a wrong API key.', {
    ...(NOT_FOUND as object),
  }),
  read('Palette does not find the registry, but lists it. It stays in state.', listed),
  {
    when: 'The same, where its type is another one.',
    provoke: (world) =>
      world.on('GET /v1/registries/oci/uid-1/ecr', NOT_FOUND).on(LIST, listed).refresh(stateOf(ECR_CHARTS)),
  },
  {
    when: 'The state has no `id`; it was edited by hand, perhaps.',
    provoke: (world) => world.refresh({ ...stateOf(CHARTS), id: '' }),
  },
  {
    when: 'The same, where there is no name either.',
    provoke: (world) => world.destroy({ ...stateOf(CHARTS), id: '.', name: null }),
  },
  {
    when: 'The same, for a `palette_oci_registry_sync`.',
    provoke: (world) => world.refresh({ id: '/x', registry_id: '', force: false }, 'palette_oci_registry_sync'),
  },
  {
    when: 'Something that should be impossible happened in the provider; here, an environment that cannot be read.',
    provoke: (world) => world.within(UNREADABLE).configure({}),
  },
];

const UNREADABLE = {
  get PALETTE_API_KEY(): string {
    throw new TypeError('not readable');
  },
};

export const REGISTRY_CHANGES: ErrorGroup = {
  title: 'Creating, Changing, Reading and Deleting a Registry',
  introduction:
    'Before a creation or change Palette connects to the registry, unless `validate` is off; these errors come first here.',
  cases: [...validation, ...creation, ...change, ...deletion, ...refresh],
};
