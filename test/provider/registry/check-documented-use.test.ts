import { Diagnostics, UNKNOWN } from '../../../src/bridge/framework';
import { checkDocumentedUse } from '../../../src/provider/registry/check-documented-use';
import { basic, type Config, config, ECR_HOST, ecr, keys } from '../../support/registry-bodies';

const LOGIN = { username: 'u', password_wo: 'p' };
const GHCR = 'ghcr.io/orgs/acme';
const ECR = { endpoint: ECR_HOST, ecr: ecr({ credentials: keys({ secret_key: 's' }) }) };

function findings(written: Config) {
  const diagnostics = new Diagnostics();
  checkDocumentedUse(written, diagnostics);
  return diagnostics.list.map((item) => ({ ...item, path: item.path?.toString() }));
}

it.each<[string, Config]>([
  ['Helm without authentication', config({ basic: basic() })],
  ['Helm in an Amazon ECR', config(ECR)],
  ['packs with a password', config({ provider_type: 'pack', basic: basic(LOGIN) })],
  ['packs in an Amazon ECR', config({ provider_type: 'pack', ...ECR })],
  ['Zarf with a password', config({ provider_type: 'zarf', basic: basic(LOGIN) })],
  ['GHCR with a password and synchronization', config({ endpoint: GHCR, basic: basic(LOGIN) })],
  [
    'another host, without either',
    config({ endpoint: 'https://ghcr.io.example', synchronization: false, basic: basic() }),
  ],
])('nothing is said of %s', (_, written) => expect(findings(written)).toEqual([]));

it.each<[string, Config]>([
  ['a user name', { ...config({ provider_type: 'zarf' }), basic: { ...basic(), username: UNKNOWN } }],
  ['a token', { ...config({ provider_type: 'pack' }), basic: { ...basic(), token_wo: UNKNOWN } }],
  ['both blocks', { ...config({ provider_type: 'zarf' }), basic: UNKNOWN, ecr: UNKNOWN }],
  ['the provider type', { ...config({ basic: basic() }), provider_type: UNKNOWN }],
  ['the endpoint', { ...config({ basic: basic() }), endpoint: UNKNOWN }],
  ['synchronization', { ...config({ endpoint: GHCR, basic: basic(LOGIN) }), synchronization: UNKNOWN }],
])('nothing is said while this is not known yet: %s', (_, written) => expect(findings(written)).toEqual([]));

it.each<[string, Config, string, string, string]>([
  [
    'Zarf in an Amazon ECR',
    config({ provider_type: 'zarf', ...ECR }),
    'Zarf Registry In Amazon ECR',
    'Palette documents Zarf registries with basic authentication only, not in an Amazon ECR, and may not be able to use this one. Put the packages into another registry, with "basic" in place of "ecr".',
    'provider_type',
  ],
  [
    'Zarf without authentication',
    config({ provider_type: 'zarf', basic: basic() }),
    'Zarf Registry Without Authentication',
    'Palette documents Zarf registries with basic authentication only, and may not be able to use one without. Add "username" and "password_wo" to "basic".',
    'basic.username',
  ],
  [
    'packs without authentication',
    config({ provider_type: 'pack', basic: basic() }),
    'Pack Registry Without Authentication',
    'Palette documents pack registries with basic authentication or in an Amazon ECR only, and may not be able to use one without. Add "username" and "password_wo" to "basic".',
    'basic.username',
  ],
  [
    'GHCR without synchronization',
    config({ endpoint: GHCR, basic: basic(LOGIN), synchronization: false }),
    'GHCR Without Synchronization',
    'Palette documents that GHCR needs synchronization, and may not be able to use this registry. Remove "synchronization = false".',
    'synchronization',
  ],
  [
    'GHCR without authentication',
    config({ endpoint: 'https://GHCR.io/', basic: basic() }),
    'GHCR Without Authentication',
    'Palette documents that it does not support GHCR without authentication. Add "username" and "password_wo" to "basic", with a classic personal access token of GitHub as the password.',
    'basic.username',
  ],
])('a warning tells of %s', (_, written, summary, detail, path) => {
  expect(findings(written)).toEqual([{ severity: 'warning', summary, detail, path }]);
});
