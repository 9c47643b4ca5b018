import {
  type ConfigureRequest,
  type Diagnostics,
  failure,
  isUnknown,
  type Log,
  parseDuration,
  type Path,
  pathTo,
} from '../bridge/framework';
import { PaletteClient, type PaletteClientOptions, PaletteOptionsError } from '../palette';
import type { providerSchema } from './provider-schema';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What resources work with. The client loads its HTTP stack on its first request: few processes of a command make one. */
export interface Connection {
  client(): PaletteClient;
}

const DEFAULT_HOST = 'api.spectrocloud.com';
/** Bursts that Palette allows, in seconds' worth of requests: "10 requests/s, burst 5, i.e. at most 50". */
const BURST_SECONDS = 5;

type Request = ConfigureRequest<typeof providerSchema>;
type Settings = Omit<PaletteClientOptions, 'log'>;

/** Settles the provider's arguments. What is wrong for certain is an error now, not in the middle of an apply. */
export function connect(request: Request, environment: Environment): Connection {
  const { config, diagnostics, log } = request;
  const later = Object.entries(config).filter(([, value]) => isUnknown(value));
  if (later.length > 0) return unknownConnection(later.map(([name]) => name));
  const settings = settingsOf(request, environment);
  warn(settings, diagnostics);
  if (diagnostics.hasErrors) return unknownConnection([]);
  const client = openClient(settings, log);
  return { client: () => client };
}

function settingsOf({ config, diagnostics }: Request, environment: Environment): Settings {
  const written = <T>(value: unknown) => (value === null ? undefined : (value as T));
  const timeout = written<string>(config.request_timeout);
  const requestsPerSecond = written<number>(config.requests_per_second) ?? rateFrom(environment, diagnostics);
  return {
    host: written<string>(config.host) ?? firstOf(environment, 'PALETTE_HOST', 'SPECTROCLOUD_HOST') ?? DEFAULT_HOST,
    apiKey: apiKeyOf(written<string>(config.api_key), environment, diagnostics),
    caCertificate: written<string>(config.ca_certificate) ?? firstOf(environment, 'PALETTE_CA_CERTIFICATE'),
    insecureSkipTlsVerify: written<boolean>(config.insecure_skip_tls_verify) ?? skipFrom(environment, diagnostics),
    requestTimeoutMs: timeout === undefined ? undefined : parseDuration(timeout),
    maxRetries: written<number>(config.max_retries),
    requestsPerSecond,
    burst: requestsPerSecond === undefined ? undefined : requestsPerSecond * BURST_SECONDS,
    environment,
    extraRootsFile: firstOf(environment, 'PALETTE_OCI_EXTRA_CA_CERTS', 'NODE_EXTRA_CA_CERTS'),
  };
}

function apiKeyOf(written: string | undefined, environment: Environment, diagnostics: Diagnostics): string {
  const key = written ?? firstOf(environment, 'PALETTE_API_KEY', 'SPECTROCLOUD_APIKEY') ?? '';
  if (key.trim() === '') {
    diagnostics.error(
      'Missing API Key',
      'Neither "api_key" nor the environment variable PALETTE_API_KEY (or SPECTROCLOUD_APIKEY) is set. ' +
        'Create an API key as a tenant administrator (user menu, My API Keys) and set one of them.',
      pathTo('api_key'),
    );
  } else if (/\s/.test(key.trim())) {
    const detail = 'The API key holds white space. Copy it again; it is one word.';
    diagnostics.error('Invalid API Key', detail, pathTo('api_key'));
  }
  return key.trim();
}

function skipFrom(environment: Environment, diagnostics: Diagnostics): boolean {
  const text = firstOf(environment, 'PALETTE_INSECURE_SKIP_TLS_VERIFY')?.toLowerCase();
  if (text !== undefined && !['true', 'false', '1', '0'].includes(text)) {
    const detail = `PALETTE_INSECURE_SKIP_TLS_VERIFY is ${JSON.stringify(text)}. Expected "true" or "false".`;
    diagnostics.error('Invalid Environment Variable', detail);
  }
  return text === 'true' || text === '1';
}

function rateFrom(environment: Environment, diagnostics: Diagnostics): number | undefined {
  const text = firstOf(environment, 'PALETTE_REQUESTS_PER_SECOND');
  if (text === undefined) return undefined;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const detail = `PALETTE_REQUESTS_PER_SECOND is ${JSON.stringify(text)}. Expected a whole number from 0 (no limit) up.`;
  diagnostics.error('Invalid Environment Variable', detail);
  return undefined;
}

function warn(settings: Settings, diagnostics: Diagnostics): void {
  if (!settings.insecureSkipTlsVerify) return;
  diagnostics.warning(
    "Palette's Certificate Is Not Verified",
    'Anyone between here and Palette can read the API key and the registry credentials. ' +
      'Give the certificate of your authority as "ca_certificate" instead of "insecure_skip_tls_verify".',
    pathTo('insecure_skip_tls_verify'),
  );
}

function openClient(settings: Settings, log: Log): PaletteClient {
  try {
    return new PaletteClient({ ...settings, log: (level, message, fields) => log[level](message, fields) });
  } catch (error) {
    if (!(error instanceof PaletteOptionsError)) throw error;
    throw failure('Invalid Provider Configuration', error.message, pathOf(error));
  }
}

function pathOf({ option }: PaletteOptionsError): Path | undefined {
  const names = { host: 'host', apiKey: 'api_key', caCertificate: 'ca_certificate', HTTPS_PROXY: undefined } as const;
  const name = names[option];
  return name && pathTo(name);
}

/** While planning, an argument may come from something that does not exist yet: only reading from Palette fails then. */
function unknownConnection(names: readonly string[]): Connection {
  return {
    client() {
      throw failure(
        'Provider Configuration Not Known Yet',
        `Palette is needed now, but ${names.map((name) => `"${name}"`).join(' and ')} of the provider will only be known ` +
          'after an apply. Set it to a value that is known beforehand, or apply what it depends on first (-target).',
      );
    },
  };
}

/** Empty variables count as not set, as pipelines often cannot unset one. */
function firstOf(environment: Environment, ...names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
}
