import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDuration } from '../bridge/framework/duration';
import type * as Oci from '../oci';
import {
  type Command,
  type CommandIo,
  EXIT,
  type OptionValues,
  textListOption,
  textOption,
  UsageError,
} from './command';
import { probeReport, probeVerdict } from './probe-report';
import { credentialsOf, endpointOf } from './probe-target';
import { reasonOf } from './reason';
import { terminalOf } from './terminal';

export const probeCommand: Command = {
  name: 'probe',
  summary: 'Check from this computer whether a registry can be reached, logged in to and read.',
  help: `Usage: palette-oci probe ENDPOINT [options]

  ENDPOINT                  URL of the registry, https://harbor.example.com, or the host of an Amazon ECR.
  --base-content-path PATH  Where the charts are. May be given several times. Default: no content is read.
  --username USER           User name. Its password comes from OCI_PASSWORD in the environment, or:
  --password-stdin          Read the password from stdin.
  --token-stdin             Read a bearer token from stdin, in place of user name and password.
  --access-key ID           Access key of an Amazon ECR. Its secret comes from AWS_SECRET_ACCESS_KEY in the environment (and
                            AWS_SESSION_TOKEN with temporary credentials).
  --ca FILE                 PEM certificates to trust besides the system's.
  --client-certificate FILE, --client-key FILE
                            PEM certificate to show to the registry, and its key.
  --insecure-skip-verify    Do not verify the registry's certificate.
  --timeout DURATION        How long all checks together may take, such as 60s or 1h30m; a single request may take half of
                            it. Default: 10m, with 30s for each request.
  --json                    Print one line of JSON: ok, checks (name, ok, skipped, detail) and charts.

Prints each check as soon as it ended, with its time; in colors on a terminal, unless NO_COLOR is set (FORCE_COLOR decides
for other outputs).

Looks at name resolution, connection (HTTPS_PROXY and NO_PROXY are honoured), certificate, login, each base content path,
one manifest, and one blob read to its end from wherever the registry keeps it. Exit code 0 if all of that works, 1 if not.
`,
  operand: 'endpoint',
  options: {
    'base-content-path': { type: 'string', multiple: true },
    username: { type: 'string' },
    'password-stdin': { type: 'boolean' },
    'token-stdin': { type: 'boolean' },
    'access-key': { type: 'string' },
    ca: { type: 'string' },
    'client-certificate': { type: 'string' },
    'client-key': { type: 'string' },
    'insecure-skip-verify': { type: 'boolean' },
    timeout: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: probe,
};

async function probe(values: OptionValues, io: CommandIo): Promise<number> {
  const target = endpointOf(textOption(values, 'endpoint') ?? '');
  const tls: Oci.OciTls = {
    ca: fileOption(values, 'ca'),
    clientCertificate: fileOption(values, 'client-certificate'),
    clientKey: fileOption(values, 'client-key'),
    insecureSkipVerify: values['insecure-skip-verify'] === true,
  };
  const credentials = await credentialsOf(values, target, io);
  const options: Oci.ProbeOptions = {
    endpoint: target.url,
    basePaths: textListOption(values, 'base-content-path'),
    credentials,
    tls,
    environment: io.env,
    extraRootsFile: io.env.NODE_EXTRA_CA_CERTS || undefined,
    limitMs: durationOption(values, 'timeout'),
    howToRaise: 'give a longer "--timeout"',
    signal: io.stop,
  };
  const result = values.json ? await run(options) : await runForPeople(options, io);
  if (values.json) io.stdout.write(`${JSON.stringify(result)}\n`);
  return result.ok ? EXIT.done : EXIT.failed;
}

async function runForPeople(options: Oci.ProbeOptions, { stdout, env }: CommandIo): Promise<Oci.ProbeResult> {
  const terminal = terminalOf(stdout, env);
  const watcher = probeReport(options.endpoint, (text) => stdout.write(text), terminal);
  const result = await run({ ...options, watcher });
  stdout.write(probeVerdict(result, terminal));
  return result;
}

async function run(options: Oci.ProbeOptions): Promise<Oci.ProbeResult> {
  // Loaded on use: the other commands need no OCI client.
  const { OciError, probeRegistry }: typeof Oci = require('../oci');
  try {
    return await probeRegistry(options);
  } catch (error) {
    // What the registry does is a result; only options are refused.
    throw error instanceof OciError ? new UsageError(error.message) : error;
  }
}

/** In milliseconds; written as in the `timeouts` blocks of the provider. */
function durationOption(values: OptionValues, name: string): number | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  const expected = 'Expected a duration above zero such as "30s", "10m" or "1h30m".';
  throw new UsageError(`--${name} is ${JSON.stringify(text)}. ${expected}`);
}

function fileOption(values: OptionValues, name: string): string | undefined {
  const file = textOption(values, name);
  if (file === undefined) return undefined;
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (error) {
    throw new UsageError(`--${name} "${file}" cannot be read. Cause: ${reasonOf(error)}`);
  }
}
