import { generateKeyPairSync } from 'node:crypto';
import { UNKNOWN } from '../../../src/bridge/framework';
import { issueCertificate } from '../../support/certificates';
import { CHARTS, ECR_HOST, type Written } from './bodies';
import { type ErrorCase, type ErrorGroup } from './error-case';

const argument = (when: string, written: Written): ErrorCase => ({
  when,
  provoke: (world) => world.validate({ ...CHARTS, ...written }),
});
const endpoint = (when: string, url: string): ErrorCase => argument(when, { endpoint: url });
const basic = (when: string, block: Written): ErrorCase => argument(when, { basic: block });
const path = (when: string, written: string): ErrorCase => argument(when, { base_content_paths: [written] });

const endpoints: readonly ErrorCase[] = [
  endpoint('The URL has no scheme, or one other than `https://` and `http://`.', 'harbor.example.com'),
  endpoint('There is white space in the URL, often at its end.', 'https://harbor.example.com '),
  endpoint('There is no host in it.', 'https://'),
  endpoint('User name and password stand in the URL.', 'https://robot:p4ss@harbor.example.com'),
  endpoint('There is a query or a fragment in the URL.', 'https://harbor.example.com?project=platform'),
  endpoint('The path of the registry API is there, which Palette adds.', 'https://harbor.example.com/v2/'),
  endpoint("GHCR's endpoint is written as a URL.", 'https://ghcr.io/octocat'),
  endpoint('The path to the charts is part of the URL.', 'https://harbor.example.com/platform/charts'),
];

const presence: readonly ErrorCase[] = [
  argument('There is neither a `basic` nor an `ecr` block.', { basic: null }),
  basic('There is a user name without a password.', { username: 'robot' }),
  {
    when: 'The same in a `palette_registry_probe`, which has no write-only arguments.',
    provoke: (world) =>
      world.look('palette_registry_probe', { endpoint: 'https://harbor.example.com', basic: { username: 'robot' } }),
  },
  basic('There is a password without a user name.', { password: 'p4ss' }),
  basic('The same with `password_wo`.', { password_wo: 'p4ss' }),
  basic('There is a version without the write-only argument that it is for.', { password_wo_version: 2 }),
  basic('The same with `token_wo`.', { token_wo_version: 2 }),
  {
    when: 'In a `tls` block there is a client certificate without its key.',
    provoke: async (world) => {
      const { certificate } = await issueCertificate({ name: 'palette', isClient: true });
      return world.validate({ ...CHARTS, tls: { client_certificate: certificate } });
    },
  },
  argument('In a `tls` block there is a client key without its certificate.', { tls: { client_key: ed25519() } }),
  argument('Both `basic` and `ecr` are there.', { endpoint: ECR_HOST, ecr: { private: false } }),
  basic('Two passwords, or a password and a token, are given.', {
    username: 'robot',
    password: 'p4ss',
    token: 't0ken',
  }),
  argument('`endpoint_suffix` is set for an Amazon ECR.', {
    endpoint: ECR_HOST,
    endpoint_suffix: 'v2',
    basic: null,
    ecr: { credentials: { access_key: 'AKIAEXAMPLE', secret_key: 's3cret' } },
  }),
];

const paths: readonly ErrorCase[] = [
  argument('`synchronization` is on, as it is by default, and no path is given.', { base_content_paths: null }),
  path('A path is empty.', ''),
  path('Several paths stand in one element.', 'platform/charts,platform/more'),
  path('There is white space in a path.', 'platform charts'),
  path('The whole URL is given.', 'https://harbor.example.com/platform'),
  path('The path begins or ends with a slash.', '/platform/charts'),
  argument('A registry of packs cannot go without synchronization.', {
    provider_type: 'pack',
    synchronization: false,
  }),
];

const values: readonly ErrorCase[] = [
  argument('A text that must say something is empty.', { name: ' ' }),
  argument('An argument takes only certain values.', { provider_type: 'chart' }),
  argument('An element of a list or map is null.', { labels: { team: null } }),
  argument('A required argument is null, often because a variable has no value.', { name: null }),
  basic('A secret is empty.', { username: 'robot', password: '' }),
  basic('A secret was copied from Palette, which shows only a mask.', { username: 'robot', password: '********' }),
  {
    when: 'A `…_wo` argument is used with Terraform 1.10 or older.',
    provoke: (world) => world.validate({ ...CHARTS, basic: { username: 'robot', password_wo: UNKNOWN } }, false),
  },
];

const tls: readonly ErrorCase[] = [
  {
    when: 'A certificate is given, but verification is off.',
    provoke: async (world) => {
      const { certificate } = await issueCertificate({ name: 'House CA', isAuthority: true });
      return world.validate({ ...CHARTS, tls: { ca_certificate: certificate, insecure_skip_verify: true } });
    },
  },
  {
    when: 'The client key belongs to another certificate.',
    provoke: async (world) => {
      const { certificate } = await issueCertificate({ name: 'palette', isClient: true });
      return world.validate({ ...CHARTS, tls: { client_certificate: certificate, client_key: ed25519() } });
    },
  },
  {
    when: 'A key is damaged, encrypted, or no key at all.',
    provoke: async (world) => {
      const { certificate } = await issueCertificate({ name: 'palette', isClient: true });
      return world.validate({ ...CHARTS, tls: { client_certificate: certificate, client_key: 'client.key' } });
    },
  },
];

const GHCR = { endpoint: 'ghcr.io/users/octocat', base_content_paths: ['charts'] };

/** What works, or may not. */
const undocumented: readonly ErrorCase[] = [
  argument('Zarf packages are in an Amazon ECR.', {
    provider_type: 'zarf',
    endpoint: ECR_HOST,
    basic: null,
    ecr: { private: false },
  }),
  argument('A Zarf registry has no authentication.', { provider_type: 'zarf', basic: {} }),
  argument('A pack registry has no authentication.', { provider_type: 'pack', basic: {} }),
  argument('GHCR is registered without synchronization.', { ...GHCR, synchronization: false }),
  argument('GHCR is registered without authentication.', { ...GHCR, basic: {} }),
];

function ed25519(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export const REGISTRY_ARGUMENTS: ErrorGroup = {
  title: 'The Arguments of a Registry',
  introduction:
    'Found by `terraform validate` and `terraform plan`, before Palette or the registry is asked for anything. Those about ' +
    '`endpoint` and the blocks `basic` and `tls` come from the data source `palette_registry_probe`, too.',
  cases: [...endpoints, ...presence, ...paths, ...values, ...tls, ...undocumented],
};
