import { UNKNOWN } from '../../../src/bridge/framework';
import { ExactNumber } from '../../../src/bridge/values';
import { issueCertificate } from '../../support/certificates';
import { type Written } from './bodies';
import { type ErrorCase, type ErrorGroup } from './error-case';

const KEY = { api_key: 'key-1' };

/** The provider block. */
const argument = (when: string, written: Written): ErrorCase => ({
  when,
  provoke: (world) => world.configure({ ...KEY, ...written }),
});

/** Variables of the environment, with an empty provider block. */
const variable = (when: string, environment: Record<string, string>): ErrorCase => ({
  when,
  provoke: (world) => world.within({ PALETTE_API_KEY: 'key-1', ...environment }).configure({}),
});

async function cutOff(): Promise<string> {
  const { certificate } = await issueCertificate({ name: 'House CA', isAuthority: true });
  return `${certificate.slice(0, 100)}\n-----END CERTIFICATE-----`;
}

const apiKey: readonly ErrorCase[] = [
  { when: 'No API key is given anywhere.', provoke: (world) => world.configure({}) },
  argument('`api_key` is there but blank, often because a variable of the pipeline is empty.', { api_key: '' }),
  variable('The environment variable holds only white space.', { PALETTE_API_KEY: ' ' }),
  argument('The API key has white space in it: a second word, or a line break.', { api_key: 'two words' }),
  argument('The API key holds a letter that no API key has.', { api_key: 'kéy' }),
];

const host: readonly ErrorCase[] = [
  argument('`host` is empty.', { host: '' }),
  argument('`host` is no host name, or has a scheme other than `https://`.', { host: 'ftp://palette.example.com' }),
  argument('`host` holds a user name or password.', { host: 'https://admin:p4ss@palette.example.com' }),
  argument('`host` has a path, as copied from the address line of a browser.', {
    host: 'https://palette.example.com/projects/default',
  }),
  argument('`host` is a plain `http://` address of another computer.', { host: 'http://palette.example.com' }),
  variable('An environment variable holds a wrong host: its name stands in front.', { PALETTE_HOST: 'ftp://x' }),
];

const certificate: readonly ErrorCase[] = [
  argument('A PEM certificate is expected, and the name of its file was given.', { ca_certificate: 'ca.crt' }),
  argument('A private key was given in place of a certificate.', {
    ca_certificate: '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
  }),
  argument('The certificate is still in base64, as Kubernetes secrets hold it.', { ca_certificate: 'LS0t'.repeat(30) }),
  argument('Some other text was given.', { ca_certificate: '<html>' }),
  {
    when: 'The certificate is damaged or cut off.',
    provoke: async (world) => world.configure({ ...KEY, ca_certificate: await cutOff() }),
  },
  variable('`PALETTE_CA_CERTIFICATE` holds no certificate.', { PALETTE_CA_CERTIFICATE: 'ca.crt' }),
  {
    when: '`PALETTE_CA_CERTIFICATE` holds a damaged certificate.',
    provoke: async (world) =>
      world.within({ PALETTE_API_KEY: 'key-1', PALETTE_CA_CERTIFICATE: await cutOff() }).configure({}),
  },
  argument('Verification was switched off, which works but is not safe.', { insecure_skip_tls_verify: true }),
  variable('The same, by an environment variable.', { PALETTE_INSECURE_SKIP_TLS_VERIFY: 'true' }),
];

const environment: readonly ErrorCase[] = [
  variable('A switch is neither on nor off.', { PALETTE_INSECURE_SKIP_TLS_VERIFY: 'yes' }),
  variable('The rate is no whole number.', { PALETTE_REQUESTS_PER_SECOND: '2.5' }),
  variable('`HTTPS_PROXY` is no URL.', { HTTPS_PROXY: 'http://' }),
];

const limits: readonly ErrorCase[] = [
  argument('A duration has no unit, is zero, or is longer than 24 days; also in `timeouts` blocks.', {
    request_timeout: '30',
  }),
  argument('`max_retries` or `requests_per_second` is out of its range.', { max_retries: 1000 }),
  argument('A number has more digits than a computer keeps exactly.', {
    max_retries: ExactNumber.from('0.10000000000000000001'),
  }),
];

export const PROVIDER_ARGUMENTS: ErrorGroup = {
  title: 'The Provider Block and Its Environment Variables',
  introduction: 'Found before Palette is asked for anything.',
  cases: [
    ...apiKey,
    ...host,
    ...certificate,
    ...environment,
    ...limits,
    {
      when: 'Palette must be read while planning, but an argument of the provider comes from a resource that does not exist yet.',
      provoke: async (world) => {
        await world.configure({ ...KEY, host: UNKNOWN });
        return world.look('palette_oci_registries', {});
      },
    },
  ],
};
