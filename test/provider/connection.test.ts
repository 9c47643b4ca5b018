import { DiagnosticsError, pathTo, UNKNOWN } from '../../src/bridge/framework';
import { connect } from '../../src/provider/connection';
import { providerSchema } from '../../src/provider/provider-schema';
import { issueCertificate } from '../support/certificates';
import { HttpAnswers } from '../support/http-answers';
import { recordedOperation } from '../support/operation';

type Config = Parameters<typeof connect>[0]['config'];

const NOTHING: Config = {
  host: null,
  api_key: null,
  ca_certificate: null,
  insecure_skip_tls_verify: null,
  request_timeout: null,
  max_retries: null,
  requests_per_second: null,
};

function connected(config: Partial<Config>, environment: Record<string, string> = {}) {
  const operation = recordedOperation();
  const request = { ...operation, config: { ...NOTHING, ...config }, terraformVersion: '1.11.4' };
  const outcome = attempt(() => connect(request, environment));
  const thrown = outcome instanceof DiagnosticsError ? outcome.diagnostics : [];
  const found = [...operation.diagnostics.list, ...thrown].map(({ severity, summary, detail, path }) => ({
    severity,
    summary,
    detail,
    at: path?.toString(),
  }));
  return { found, outcome };
}

function attempt<T>(run: () => T): T | unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

const KEY = { PALETTE_API_KEY: 'key-1' };
const CREATE =
  'Create an API key as a tenant administrator (user menu, My API Keys) and set "api_key" or PALETTE_API_KEY.';

describe('what is wrong for certain is said at once', () => {
  it.each<[string, Partial<Config>, Record<string, string>, string, string, string | undefined]>([
    [
      'no API key',
      {},
      {},
      'Missing API Key',
      `Neither "api_key" nor the environment variable PALETTE_API_KEY (or SPECTROCLOUD_APIKEY) is set. ${CREATE}`,
      'api_key',
    ],
    ['a blank API key', { api_key: '' }, KEY, 'Missing API Key', `"api_key" is blank. ${CREATE}`, 'api_key'],
    [
      'a blank API key in the environment',
      {},
      { PALETTE_API_KEY: ' ' },
      'Missing API Key',
      `PALETTE_API_KEY is blank. ${CREATE}`,
      'api_key',
    ],
    [
      'an API key of two words',
      { api_key: 'a b' },
      {},
      'Invalid API Key',
      'The API key in "api_key" holds white space. Copy it again; it is one word.',
      'api_key',
    ],
    [
      'an API key with a letter that cannot travel',
      { api_key: 'kéy' },
      {},
      'Invalid API Key',
      'Expected an API key, got a text with blanks, line breaks or characters that no API key has. Copy it again.',
      'api_key',
    ],
    [
      'an empty host',
      { host: '' },
      KEY,
      'Invalid Host',
      'Expected a host such as "api.spectrocloud.com", got nothing.',
      'host',
    ],
    [
      'a wrong host in the environment',
      {},
      { ...KEY, SPECTROCLOUD_HOST: 'ftp://x' },
      'Invalid Host',
      'SPECTROCLOUD_HOST: Expected a host such as "api.spectrocloud.com" or "https://api.spectrocloud.com", got "ftp://x".',
      undefined,
    ],
    [
      'a wrong certificate in the environment',
      {},
      { ...KEY, PALETTE_CA_CERTIFICATE: 'ca.pem' },
      'Invalid Certificate',
      'PALETTE_CA_CERTIFICATE: Expected a PEM certificate ("-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----"), got a text without one.',
      undefined,
    ],
    [
      'a wrong switch in the environment',
      {},
      { ...KEY, PALETTE_INSECURE_SKIP_TLS_VERIFY: 'yes' },
      'Invalid Environment Variable',
      'PALETTE_INSECURE_SKIP_TLS_VERIFY is "yes". Expected "true" or "false".',
      undefined,
    ],
    [
      'a wrong rate in the environment',
      {},
      { ...KEY, PALETTE_REQUESTS_PER_SECOND: '2.5' },
      'Invalid Environment Variable',
      'PALETTE_REQUESTS_PER_SECOND is "2.5". Expected a whole number from 0 (no limit) to 10000.',
      undefined,
    ],
    [
      'a wrong proxy',
      {},
      { ...KEY, HTTPS_PROXY: 'http://' },
      'Invalid Environment Variable',
      'Expected HTTPS_PROXY to be a URL such as "http://proxy.example.com:3128".',
      undefined,
    ],
  ])('%s', (_, config, environment, summary, detail, at) => {
    expect(connected(config, environment).found).toEqual([{ severity: 'error', summary, detail, at }]);
  });

  it.each([
    ['an argument', { insecure_skip_tls_verify: true }, {}, '"insecure_skip_tls_verify"', 'insecure_skip_tls_verify'],
    [
      'the environment',
      {},
      { PALETTE_INSECURE_SKIP_TLS_VERIFY: 'TRUE' },
      'PALETTE_INSECURE_SKIP_TLS_VERIFY',
      undefined,
    ],
  ])('that %s switches verification off is a warning', (_, config, environment, name, at) => {
    expect(connected(config, { ...KEY, ...environment }).found).toEqual([
      {
        severity: 'warning',
        summary: "Palette's Certificate Is Not Verified",
        detail: `Anyone between here and Palette can read the API key and the registry credentials. Give the certificate of your authority as "ca_certificate" instead of ${name}.`,
        at,
      },
    ]);
  });

  it('an argument wins over a wrong variable', () => {
    const environment = { ...KEY, PALETTE_INSECURE_SKIP_TLS_VERIFY: 'yes', PALETTE_REQUESTS_PER_SECOND: 'many' };
    expect(connected({ insecure_skip_tls_verify: false, requests_per_second: 3 }, environment).found).toEqual([]);
  });
});

it.each<[string, boolean]>([
  ['0', true],
  ['9999', true],
  ['10000', true],
  ['10001', false],
  ['-1', false],
  ['1e3', false],
])('the rate %s is right or wrong (%s) for argument and variable alike', async (rate, isRight) => {
  const validators = providerSchema.attributes.requests_per_second.options.validators ?? [];
  const asArgument = validators.flatMap((one) => one.check(Number(rate) as never, pathTo('x')));
  if (rate !== '1e3') expect(asArgument).toHaveLength(isRight ? 0 : 1);
  const asVariable = connected({}, { ...KEY, PALETTE_REQUESTS_PER_SECOND: rate }).found;
  expect(asVariable).toHaveLength(isRight ? 0 : 1);
});

describe('arguments come before variables, and ours before those of the vendor', () => {
  it.each<[string, Partial<Config>, (host: string) => Record<string, string>]>([
    ['arguments', { api_key: 'k-1' }, (host) => ({ PALETTE_HOST: host, PALETTE_API_KEY: 'other' })],
    ['our variables', {}, (host) => ({ PALETTE_HOST: host, PALETTE_API_KEY: 'k-1', SPECTROCLOUD_APIKEY: 'other' })],
    ["the vendor's", {}, (host) => ({ SPECTROCLOUD_HOST: host, PALETTE_HOST: '', SPECTROCLOUD_APIKEY: 'k-1' })],
    ['a key with a line break at its end', {}, (host) => ({ PALETTE_HOST: host, PALETTE_API_KEY: 'k-1\n' })],
  ])('%s', async (_, config, environment) => {
    const palette = await HttpAnswers.start();
    palette.on('GET /v1/registries/oci/summary', { json: { items: [] } });
    const { outcome } = connected(config, environment(palette.url));
    const client = (outcome as ReturnType<typeof connect>).client();
    expect(await client.listRegistries()).toEqual([]);
    expect(palette.requests[0]?.headers['apikey']).toBe('k-1');
    await client.close();
    await palette.close();
  });
});

it('a certificate of an own authority is taken from both places', async () => {
  const { certificate } = await issueCertificate({ name: 'House CA', isAuthority: true });
  expect(connected({ ca_certificate: certificate }, KEY).found).toEqual([]);
  expect(connected({}, { ...KEY, PALETTE_CA_CERTIFICATE: certificate }).found).toEqual([]);
});

it('what is not known yet is an error only when Palette is needed', () => {
  const { found, outcome } = connected({ host: UNKNOWN, api_key: UNKNOWN });
  expect(found).toEqual([]);
  expect(() => (outcome as ReturnType<typeof connect>).client()).toThrow(
    'Provider Configuration Not Known Yet: Palette is needed now, but "host" and "api_key" of the provider will only be known after an apply.',
  );
});
