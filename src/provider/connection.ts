import {
  type ConfigureRequest,
  type Diagnostics,
  failure,
  isUnknown,
  type Log,
  parseDuration,
  pathTo,
} from '../bridge/framework';
import { PaletteClient, type PaletteClientOptions, PaletteOptionsError } from '../palette';
import type { providerSchema } from './provider-schema';
import { EXPECTED_REQUEST_RATE, parseRequestRate } from './request-rate';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What resources work with. The client loads its HTTP stack on its first request: few processes of a command make one. */
export interface Connection {
  client(): PaletteClient;
  readonly network: Network;
}

/** What the process was given for the connections that it makes itself. */
export interface Network {
  readonly environment: Environment;
  /** PEM file of authorities that are trusted besides the system's. */
  readonly extraRootsFile?: string;
}

const DEFAULT_HOST = 'api.spectrocloud.com';
/** Bursts that Palette allows, in seconds' worth of requests: "10 requests/s, burst 5, i.e. at most 50". */
const BURST_SECONDS = 5;

type Request = ConfigureRequest<typeof providerSchema>;
type Settings = Omit<PaletteClientOptions, 'log'>;

/** A setting and where it is from, so that an error can name what the person has to change. */
interface Setting<T> {
  readonly value: T;
  /** The environment variable; undefined for an argument or a default. */
  readonly variable?: string;
}

/** Settles the provider's arguments. What is wrong for certain is an error now, not in the middle of an apply. */
export function connect(request: Request, environment: Environment): Connection {
  const { config, diagnostics, log } = request;
  const extraRootsFile = firstOf(environment, 'PALETTE_OCI_EXTRA_CA_CERTS', 'NODE_EXTRA_CA_CERTS')?.value;
  const network: Network = { environment, extraRootsFile };
  const later = Object.entries(config).filter(([, value]) => isUnknown(value));
  if (later.length > 0)
    return unknownConnection(
      later.map(([name]) => name),
      network,
    );
  const sources = {
    host: textFrom(config.host, environment, 'PALETTE_HOST', 'SPECTROCLOUD_HOST'),
    apiKey: textFrom(config.api_key, environment, ...API_KEY_VARIABLES),
    caCertificate: textFrom(config.ca_certificate, environment, 'PALETTE_CA_CERTIFICATE'),
  };
  const settings: Settings = {
    host: sources.host?.value ?? DEFAULT_HOST,
    apiKey: checkedApiKey(sources.apiKey, diagnostics),
    caCertificate: sources.caCertificate?.value,
    ...limitsOf(request, environment),
    insecureSkipTlsVerify: skipsVerification(request, environment),
    ...network,
  };
  if (diagnostics.hasErrors) return unknownConnection([], network);
  const client = openClient(settings, sources, log);
  return { client: () => client, network };
}

function limitsOf({ config, diagnostics }: Request, environment: Environment) {
  const timeout = written<string>(config.request_timeout);
  const requestsPerSecond = written<number>(config.requests_per_second) ?? rateFrom(environment, diagnostics);
  return {
    requestTimeoutMs: timeout === undefined ? undefined : parseDuration(timeout),
    maxRetries: written<number>(config.max_retries),
    requestsPerSecond,
    burst: requestsPerSecond === undefined ? undefined : requestsPerSecond * BURST_SECONDS,
  };
}

const API_KEY_VARIABLES = ['PALETTE_API_KEY', 'SPECTROCLOUD_APIKEY'] as const;

function checkedApiKey(setting: Setting<string> | undefined, diagnostics: Diagnostics): string {
  const key = setting?.value.trim() ?? '';
  if (setting === undefined || key === '') {
    const missing = setting?.variable ?? (setting && '"api_key"');
    const happened = missing
      ? `${missing} is blank.`
      : `Neither "api_key" nor the environment variable ${API_KEY_VARIABLES.join(' (or ')}) is set.`;
    const advice =
      'Create an API key as a tenant administrator (user menu, My API Keys) and set "api_key" or PALETTE_API_KEY.';
    diagnostics.error('Missing API Key', `${happened} ${advice}`, pathTo('api_key'));
  } else if (/\s/.test(key)) {
    const name = setting.variable ?? '"api_key"';
    const detail = `The API key in ${name} holds white space. Copy it again; it is one word.`;
    diagnostics.error('Invalid API Key', detail, pathTo('api_key'));
  }
  return key;
}

const SKIP_VARIABLE = 'PALETTE_INSECURE_SKIP_TLS_VERIFY';

/** Whether Palette's certificate is not to be verified, with a warning if so. */
function skipsVerification({ config, diagnostics }: Request, environment: Environment): boolean {
  const argument = written<boolean>(config.insecure_skip_tls_verify);
  if (!(argument ?? skipFrom(environment, diagnostics))) return false;
  diagnostics.warning(
    "Palette's Certificate Is Not Verified",
    'Anyone between here and Palette can read the API key and the registry credentials. Give the certificate of your ' +
      `authority as "ca_certificate" instead of ${argument ? '"insecure_skip_tls_verify"' : SKIP_VARIABLE}.`,
    argument ? pathTo('insecure_skip_tls_verify') : undefined,
  );
  return true;
}

function skipFrom(environment: Environment, diagnostics: Diagnostics): boolean {
  const text = firstOf(environment, SKIP_VARIABLE)?.value;
  const isTrue = /^(true|1)$/i.test(text ?? '');
  if (text !== undefined && !isTrue && !/^(false|0)$/i.test(text)) {
    const detail = `${SKIP_VARIABLE} is ${JSON.stringify(text)}. Expected "true" or "false".`;
    diagnostics.error('Invalid Environment Variable', detail);
  }
  return isTrue;
}

function rateFrom(environment: Environment, diagnostics: Diagnostics): number | undefined {
  const text = firstOf(environment, 'PALETTE_REQUESTS_PER_SECOND')?.value;
  if (text === undefined) return undefined;
  const rate = parseRequestRate(text);
  if (rate === undefined) {
    const detail = `PALETTE_REQUESTS_PER_SECOND is ${JSON.stringify(text)}. Expected ${EXPECTED_REQUEST_RATE}.`;
    diagnostics.error('Invalid Environment Variable', detail);
  }
  return rate;
}

type Sources = Partial<Readonly<Record<PaletteOptionsError['option'], Setting<string> | undefined>>>;

function openClient(settings: Settings, sources: Sources, log: Log): PaletteClient {
  try {
    return new PaletteClient({ ...settings, log: (level, message, fields) => log[level](message, fields) });
  } catch (error) {
    if (!(error instanceof PaletteOptionsError)) throw error;
    const { summary, name } = OPTIONS[error.option];
    const variable = sources[error.option]?.variable;
    const detail = variable === undefined ? error.message : `${variable}: ${error.message}`;
    throw failure(summary, detail, variable === undefined && name ? pathTo(name) : undefined, error);
  }
}

const OPTIONS: Readonly<Record<PaletteOptionsError['option'], { readonly summary: string; readonly name?: string }>> = {
  host: { summary: 'Invalid Host', name: 'host' },
  apiKey: { summary: 'Invalid API Key', name: 'api_key' },
  caCertificate: { summary: 'Invalid Certificate', name: 'ca_certificate' },
  HTTPS_PROXY: { summary: 'Invalid Environment Variable' },
};

/** While planning, an argument may come from something that does not exist yet: only reading from Palette fails then. */
function unknownConnection(names: readonly string[], network: Network): Connection {
  return {
    network,
    client() {
      throw failure(
        'Provider Configuration Not Known Yet',
        `Palette is needed now, but ${names.map((name) => `"${name}"`).join(' and ')} of the provider will only be known ` +
          'after an apply. Set it to a value that is known beforehand, or apply what it depends on first (-target).',
      );
    },
  };
}

function written<T>(value: unknown): T | undefined {
  return value === null ? undefined : (value as T);
}

function textFrom(argument: unknown, environment: Environment, ...variables: readonly string[]) {
  const value = written<string>(argument);
  return value === undefined ? firstOf(environment, ...variables) : { value };
}

/** Empty variables count as not set, as pipelines often cannot unset one. */
function firstOf(environment: Environment, ...names: readonly string[]): Setting<string> | undefined {
  const variable = names.find((name) => environment[name]);
  return variable === undefined ? undefined : { value: environment[variable] ?? '', variable };
}
