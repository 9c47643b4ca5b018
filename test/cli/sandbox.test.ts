import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { run } from '../../src/cli';
import { capturedIo } from '../support/captured-io';

interface Ready {
  readonly url: string;
  readonly apiKey: string;
  readonly sampleRegistry?: Record<string, string>;
}

/** The command as users start it: bundled, in a process of its own. */
describe('palette-oci sandbox as a process', () => {
  let folder: string;
  let script: string;
  const children: ChildProcessWithoutNullStreams[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
    script = join(folder, 'palette-oci.js');
    const entryPoints = [join(__dirname, '../../src/cli/bin.ts')];
    await build({ entryPoints, outfile: script, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' });
  });
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  function start(...args: string[]): ChildProcessWithoutNullStreams {
    const child = spawn(process.execPath, [script, 'sandbox', ...args]);
    child.stderr.pipe(process.stderr);
    children.push(child);
    return child;
  }

  async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return line;
  }

  async function ready(child: ChildProcessWithoutNullStreams): Promise<Ready> {
    return JSON.parse(await firstLine(child)) as Ready;
  }

  async function status({ url, apiKey }: Ready): Promise<number> {
    return (await fetch(`${url}/v1/registries/oci/summary`, { headers: { ApiKey: apiKey } })).status;
  }

  it('says with one line of JSON how to reach it, and the same in a file', async () => {
    const readyFile = join(folder, 'ready.json');
    const child = start('--json', '--ready-file', readyFile, '--api-key', 'k1');
    const line = await firstLine(child);
    const answer = JSON.parse(line) as Ready;
    expect(answer).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      apiKey: 'k1',
      sampleRegistry: {
        endpoint: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
        username: 'palette',
        password: expect.stringMatching(/^[\w-]{16}$/),
        caCertificate: expect.stringMatching(/^-----BEGIN CERTIFICATE-----/),
        baseContentPath: 'platform/charts',
      },
    });
    expect(readFileSync(readyFile, 'utf8')).toBe(`${line}\n`);
    expect(statSync(readyFile).mode & 0o777).toBe(0o600);
    expect(await status(answer)).toBe(200);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const child = start('--json', '--no-sample-registry');
    const answer = await ready(child);
    expect(answer.sampleRegistry).toBeUndefined();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    await expect(status(answer)).rejects.toThrow('fetch failed');
  });

  it('ends with its parent when it is told to', async () => {
    const child = start('--json', '--exit-with-stdin', '--no-sample-registry');
    await ready(child);
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('keeps its state in a file and its port when told', async () => {
    const data = join(folder, 'state.json');
    const first = start('--json', '--data', data, '--no-sample-registry');
    const before = await ready(first);
    first.kill('SIGTERM');
    await once(first, 'exit');
    const port = new URL(before.url).port;
    const second = start('--json', '--data', data, '--no-sample-registry', '--port', port);
    expect(await ready(second)).toEqual(before);
  });
});

describe('palette-oci sandbox', () => {
  it('explains to a person how to use it, and reports requests when asked', async () => {
    const stop = new AbortController();
    const io = capturedIo({ stop: stop.signal });
    const done = run(['sandbox', '--api-key', 'k2', '--verbose'], { ...io, stdout: { write: written } });
    let announced: (text: string) => void = () => undefined;
    const text = new Promise<string>((resolve) => (announced = resolve));
    function written(part: string): void {
      announced(part);
    }
    const announcement = await text;
    const [, url] = /export PALETTE_HOST=(\S+)\n/.exec(announcement) ?? [];
    expect(announcement).toContain(`The sandbox stands in for Palette at ${url}\n`);
    expect(announcement).toContain('  export PALETTE_API_KEY=k2\n');
    expect(announcement).toContain('  base content path  platform/charts\n');
    await fetch(`${url}/v1/registries/oci`, { headers: { ApiKey: 'k2' } });
    stop.abort();
    expect(await done).toBe(0);
    expect(io.output.stderr).toBe('GET /v1/registries/oci 405\n');
  });

  it('without --verbose writes nothing but the announcement', async () => {
    const stop = new AbortController();
    const io = capturedIo({ stop: stop.signal });
    stop.abort();
    expect(await run(['sandbox', '--json', '--no-sample-registry', '--no-rate-limit'], io)).toBe(0);
    expect(io.output.stderr).toBe('');
    expect(io.output.stdout).toMatch(/^\{"url":"http:[^\n]*\}\n$/);
  });
});

describe('palette-oci sandbox is called wrongly', () => {
  const ACCOUNT = ['--aws-account-id', '123456789012'];
  it.each<[string, string[], string]>([
    [
      'with a port that is none',
      ['--port', '70000'],
      '--port "70000" is not a port. Give a number from 0 (any free port) to 65535.',
    ],
    [
      'with an access key without its account',
      ['--aws-access-key-id', 'AKIA'],
      '--aws-access-key-id needs --aws-account-id, the account of that key: roles must trust it.',
    ],
    [
      'with an access key without its secret',
      ['--aws-access-key-id', 'AKIA', ...ACCOUNT],
      '--aws-access-key-id needs its secret: set AWS_SECRET_ACCESS_KEY in the environment.',
    ],
    [
      'with an account as the AWS console shows it',
      ['--aws-account-id', '1234-5678-9012'],
      '--aws-account-id: Expected an AWS account ID of 12 digits such as "123456789012", got "1234-5678-9012". Write ' +
        '"123456789012".',
    ],
  ])('%s', async (_, options, message) => {
    const io = capturedIo();
    expect(await run(['sandbox', ...options], io)).toBe(2);
    expect(io.output).toEqual({ stdout: '', stderr: `palette-oci: ${message}\n` });
  });
});
