import type * as SandboxRoom from '../sandbox';
import { once } from 'node:events';
import { accountIdProblem } from '../aws';
import { type Sandbox } from '../sandbox';
import { awsAccessKey } from './aws-access-key';
import { writeFileAtomically } from './atomic-file';
import { type Command, type CommandIo, EXIT, type OptionValues, textOption, UsageError } from './command';

export const sandboxCommand: Command = {
  name: 'sandbox',
  summary: "Run a stand-in for Palette's registry API on this machine, with a sample OCI registry.",
  help: `Usage: palette-oci sandbox [options]

  --port PORT                   Port on 127.0.0.1. Default: any free one.
  --data FILE                   Keep the state in FILE (readable by you only; it holds secrets). Default: memory.
  --api-key KEY                 The tenant administrator's key. Default: generated.
  --no-rate-limit               Do not limit to 10 requests a second, 50 at once.
  --ecr-api-endpoint URL        Use this instead of AWS for the APIs of ECR and STS.
  --ecr-registry-endpoint URL   Where /v2 of every ECR host really is. Default: the host itself.
  --aws-access-key-id ID        Access key with which the stand-in assumes roles, as Palette does with its own. Its secret
                                comes from AWS_SECRET_ACCESS_KEY in the environment (and AWS_SESSION_TOKEN with temporary
                                credentials). Needs --aws-account-id. Default: "test", which emulations of AWS take.
  --aws-account-id ID           Account of that key: roles must trust it, and palette_aws_trust tells it. Default: generated.
  --no-sample-registry          Do not serve the sample OCI registry.
  --json                        Print one line of JSON when ready, and nothing else.
  --ready-file FILE             Write that JSON into FILE when ready.
  --verbose                     Report each request on stderr.
  --exit-with-stdin             End when stdin is closed, so that nothing outlives the process that started it.

Connections to registries and to AWS honour HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS.

Runs until SIGINT or SIGTERM. The JSON has url, apiKey and sampleRegistry {endpoint, username, password, caCertificate,
baseContentPath}.
`,
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    'api-key': { type: 'string' },
    'no-rate-limit': { type: 'boolean' },
    'ecr-api-endpoint': { type: 'string' },
    'ecr-registry-endpoint': { type: 'string' },
    'aws-access-key-id': { type: 'string' },
    'aws-account-id': { type: 'string' },
    'no-sample-registry': { type: 'boolean' },
    json: { type: 'boolean' },
    'ready-file': { type: 'string' },
    verbose: { type: 'boolean' },
    'exit-with-stdin': { type: 'boolean' },
  },
  run: runSandbox,
};

async function runSandbox(values: OptionValues, io: CommandIo): Promise<number> {
  const port = parsePort(textOption(values, 'port'));
  const identity = awsIdentity(values, io);
  // Loaded on use: the other commands need neither a server nor an OCI client.
  const { startSandbox }: typeof SandboxRoom = require('../sandbox');
  const sandbox = await startSandbox({
    port,
    dataFile: textOption(values, 'data'),
    apiKey: textOption(values, 'api-key'),
    rateLimit: !values['no-rate-limit'],
    ecrApiEndpoint: textOption(values, 'ecr-api-endpoint'),
    ecrRegistryEndpoint: textOption(values, 'ecr-registry-endpoint'),
    ...identity,
    sampleRegistry: !values['no-sample-registry'],
    environment: io.env,
    log: values.verbose ? (line) => io.stderr.write(`${line}\n`) : undefined,
  });
  try {
    announce(sandbox, values, io);
    await untilStopped(io, values['exit-with-stdin'] === true);
  } finally {
    await sandbox.close();
  }
  return EXIT.done;
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port "${text}" is not a port. Give a number from 0 (any free port) to 65535.`);
}

/** Who the stand-in is in AWS. */
function awsIdentity(
  values: OptionValues,
  io: CommandIo,
): Pick<SandboxRoom.SandboxOptions, 'awsCredentials' | 'awsAccountId'> {
  const awsAccountId = textOption(values, 'aws-account-id');
  const problem = awsAccountId === undefined ? undefined : accountIdProblem(awsAccountId);
  if (problem !== undefined) throw new UsageError(`--aws-account-id: ${problem}`);
  const accessKeyId = textOption(values, 'aws-access-key-id');
  if (accessKeyId === undefined) return { awsAccountId };
  if (awsAccountId === undefined) {
    throw new UsageError('--aws-access-key-id needs --aws-account-id, the account of that key: roles must trust it.');
  }
  return { awsAccountId, awsCredentials: awsAccessKey('aws-access-key-id', accessKeyId, io) };
}

function announce(sandbox: Sandbox, values: OptionValues, io: CommandIo): void {
  const { url, apiKey, sampleRegistry } = sandbox;
  const json = `${JSON.stringify({ url, apiKey, sampleRegistry })}\n`;
  const readyFile = textOption(values, 'ready-file');
  if (readyFile !== undefined) writeFileAtomically(readyFile, json, 0o600);
  io.stdout.write(values.json ? json : description(sandbox));
}

function description({ url, apiKey, sampleRegistry }: Sandbox): string {
  const sample = sampleRegistry
    ? `
Sample OCI registry:
  endpoint           ${sampleRegistry.endpoint}
  base content path  ${sampleRegistry.baseContentPath}
  username           ${sampleRegistry.username}
  password           ${sampleRegistry.password}
  CA certificate
${sampleRegistry.caCertificate.trim()}
`
    : '';
  return `The sandbox stands in for Palette at ${url}

  export PALETTE_HOST=${url}
  export PALETTE_API_KEY=${apiKey}
${sample}
Press Ctrl-C to end it.
`;
}

async function untilStopped({ stop, stdin }: CommandIo, exitWithStdin: boolean): Promise<void> {
  const reasons: Promise<unknown>[] = [];
  if (stop) reasons.push(stop.aborted ? Promise.resolve() : once(stop, 'abort'));
  if (exitWithStdin && stdin) {
    reasons.push(once(stdin, 'end'), once(stdin, 'close'));
    stdin.resume();
  }
  await Promise.race(reasons);
}
