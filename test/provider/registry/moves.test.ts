import { DiagnosticsError } from '../../../src/bridge/framework';
import { registryMoves } from '../../../src/provider/registry/moves';

const [move] = registryMoves;

function moved(state: Readonly<Record<string, unknown>>, schemaVersion = 2) {
  return move?.move({ state, schemaVersion });
}

/** As Spectro Cloud's provider writes it: what is not set is an empty text or null. */
function oldState(type: 'basic' | 'ecr', credentials: object, changes: object = {}) {
  const unset = {
    tls_config: [],
    access_key: '',
    secret_key: '',
    arn: '',
    external_id: '',
    username: '',
    password: '',
  };
  return {
    id: 'uid-1',
    name: 'charts',
    type,
    is_private: true,
    is_synchronization: false,
    endpoint: 'https://registry.example.com',
    endpoint_suffix: '',
    base_content_path: '',
    provider_type: 'helm',
    wait_for_sync: false,
    wait_for_status_message: null,
    credentials: [{ ...unset, ...credentials }],
    timeouts: null,
    ...changes,
  };
}

const OURS = {
  id: 'uid-1',
  name: 'charts',
  provider_type: 'helm',
  endpoint: 'https://registry.example.com',
  endpoint_suffix: null,
  base_content_paths: null,
  synchronization: false,
  validate: true,
  wait_for_sync: true,
  basic: null,
  ecr: null,
  tls: null,
  timeouts: null,
};

const PASSWORD = { credential_type: 'basic', username: 'robot$ci', password: 'secret' };
const KEYS = { credential_type: 'secret', access_key: 'AKIAEXAMPLE', secret_key: 'secret' };
const ROLE = { credential_type: 'sts', arn: 'arn:aws:iam::123456789012:role/palette', external_id: 'e-1' };

it.each([
  [
    'no authentication',
    oldState('basic', { credential_type: 'noAuth' }, { is_private: false }),
    { basic: { auth_type: 'noAuth' } },
  ],
  [
    'user name and password',
    oldState('basic', PASSWORD),
    { basic: { username: 'robot$ci', password: 'secret', auth_type: 'basic' } },
  ],
  [
    'a password that a bug replaced by its mask',
    oldState('basic', { ...PASSWORD, password: '********' }),
    { basic: { username: 'robot$ci', password: null, auth_type: 'basic' } },
  ],
  [
    'access keys',
    oldState('ecr', KEYS),
    { ecr: { private: true, credentials: { access_key: 'AKIAEXAMPLE', secret_key: 'secret' }, sts: null } },
  ],
  [
    'a role',
    oldState('ecr', ROLE),
    { ecr: { private: true, credentials: null, sts: { role_arn: ROLE.arn, external_id: 'e-1' } } },
  ],
  [
    'a public ECR',
    oldState('ecr', { credential_type: 'secret' }, { is_private: false }),
    { ecr: { private: false, credentials: null, sts: null } },
  ],
  [
    'everything else',
    oldState(
      'basic',
      { credential_type: 'noAuth', tls_config: [{ certificate: 'PEM', insecure_skip_verify: true }] },
      {
        endpoint_suffix: '/artifactory',
        base_content_path: 'a,b/c',
        provider_type: 'pack',
        is_synchronization: true,
        timeouts: { create: '20m', update: null, delete: null },
      },
    ),
    {
      basic: { auth_type: 'noAuth' },
      endpoint_suffix: '/artifactory',
      base_content_paths: ['a', 'b/c'],
      provider_type: 'pack',
      synchronization: true,
      tls: { client_certificate: 'PEM', insecure_skip_verify: true },
      timeouts: { create: '20m', update: null, delete: null },
    },
  ],
  [
    'a TLS block that says nothing',
    oldState('basic', { credential_type: 'noAuth', tls_config: [{ certificate: '', insecure_skip_verify: false }] }),
    { basic: { auth_type: 'noAuth' } },
  ],
])('moves the state of a registry with %s', (_situation, state, expected) => {
  expect(moved(state)).toEqual({ ...OURS, ...expected });
});

it('makes do with state that lacks nearly everything', () => {
  expect(moved({ id: 'uid-1', name: 'charts', type: 'basic', endpoint: OURS.endpoint })).toEqual({
    ...OURS,
    basic: { auth_type: 'noAuth' },
  });
});

it.each([
  ['registry.terraform.io/spectrocloud/spectrocloud', true],
  ['mirror.example.com/spectrocloud/spectrocloud', true],
  ['registry.terraform.io/palette-oci/palette', true],
  ['registry.terraform.io/evilspectrocloud/spectrocloud', false],
  ['registry.terraform.io/spectrocloud/spectrocloud-fork', false],
])('takes state of the provider %s: %p', (address, expected) => {
  expect(move?.fromProvider.test(address)).toBe(expected);
});

it.each([
  [
    1,
    'Run "terraform apply -refresh-only" with a newer version of the provider spectrocloud/spectrocloud first, which rewrites it, or',
  ],
  [3, 'Use a newer version of this provider, or'],
])('refuses schema version %i and says what to do', (version, advice) => {
  let thrown: unknown;
  try {
    moved(oldState('basic', PASSWORD), version);
  } catch (error) {
    thrown = error;
  }
  expect(thrown instanceof DiagnosticsError && thrown.diagnostics).toEqual([
    {
      severity: 'error',
      summary: 'Unknown State Version',
      detail: `The state of "spectrocloud_registry_oci" has schema version ${version}; version 2 can be moved. ${advice} remove the moved block, take the registry out of state with "terraform state rm" and import it by its name. Nothing was changed.`,
    },
  ]);
});
