import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type CommandIo, run } from '../../src/cli';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { capturedIo } from '../support/captured-io';
import { refusedHost, startTcpServer } from '../support/odd-server';

type Parts = Partial<Pick<CommandIo, 'env' | 'stdin' | 'stop'>>;

async function probe(argv: readonly string[], parts: Parts = {}) {
  const io = capturedIo(parts);
  return { code: await run(['probe', ...argv], io), ...io.output };
}

function withoutTimes(text: string): string {
  return text.replace(/\(\d+\.\d s\)/g, '(T s)');
}

describe('palette-oci probe', () => {
  let sandbox: Sandbox;
  let sample: NonNullable<Sandbox['sampleRegistry']>;
  let folder: string;
  let args: string[];
  beforeAll(async () => {
    sandbox = await startSandbox({ sampleRegistry: true });
    if (!sandbox.sampleRegistry) throw new Error('the sandbox came without its sample registry');
    sample = sandbox.sampleRegistry;
    folder = mkdtempSync(join(tmpdir(), 'probe-cli-'));
    writeFileSync(join(folder, 'ca.pem'), sample.caCertificate);
    args = [sample.endpoint, '--ca', join(folder, 'ca.pem'), '--base-content-path', sample.baseContentPath];
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  it('shows people what works, and which charts there are', async () => {
    const { code, stdout, stderr } = await probe([...args, '--username', sample.username, '--password-stdin'], {
      stdin: Readable.from([`${sample.password}\n`]),
    });
    expect([code, stderr]).toEqual([0, '']);
    const lines = withoutTimes(stdout).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      sample.endpoint,
      '- name resolution: Skipped because the endpoint is an address.',
      `✓ connection (T s): Connected to 127.0.0.1, port ${new URL(sample.endpoint).port}.`,
    ]);
    expect(lines.slice(4, 6)).toEqual([
      '✓ authentication (T s): The registry took the user name and password.',
      expect.stringMatching(
        /^✓ repository list \(T s\): The registry lists \d+ repositor(y|ies) to these credentials\.$/,
      ),
    ]);
    expect(stdout).toMatch(
      /\n✓ blob \(\d+\.\d s\): Read \d+ bytes of "platform\/charts\/\w+"; their digest is right\./,
    );
    expect(stdout).toMatch(/\nCharts:\n {2}platform\/charts\/\S+ {2}\d+\.\d+\.\d+/);
    expect(lines.slice(-2)).toEqual(['No check failed.', '']);
  });

  it('takes the password from the environment, and marks what fails', async () => {
    const { code, stdout } = await probe([...args, '--username', sample.username], {
      env: { OCI_PASSWORD: 'wr0ng-one' },
    });
    expect(code).toBe(1);
    expect(withoutTimes(stdout)).toContain('\n✗ authentication (T s): The registry "');
    expect(stdout).toContain(`\n    GET ${sample.endpoint}/v2/: 401`);
    expect(stdout).toContain('\n- blob: Skipped because the check "authentication" failed.\n');
    expect(stdout).toMatch(/\n1 check failed\.\n$/);
    expect(stdout).not.toContain('wr0ng-one');
  });

  it('writes one line of JSON', async () => {
    const env = { OCI_PASSWORD: sample.password };
    const { code, stdout } = await probe([...args, '--username', sample.username, '--json'], { env });
    expect([code, stdout.split('\n').length]).toEqual([0, 2]);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      checks: expect.arrayContaining([
        { name: 'authentication', ok: true, skipped: false, detail: 'The registry took the user name and password.' },
      ]),
      charts: expect.arrayContaining([expect.objectContaining({ repository: expect.stringMatching(/^platform\//) })]),
    });
  });

  it('takes several base content paths, and does not verify if told so', async () => {
    const paths = ['--base-content-path', 'nowhere', '--base-content-path', sample.baseContentPath];
    const argv = [sample.endpoint, ...paths, '--insecure-skip-verify', '--username', sample.username];
    const { code, stdout } = await probe(argv, { env: { OCI_PASSWORD: sample.password } });
    expect(code).toBe(1);
    expect(stdout).toContain('It is not verified, as asked. It would be refused:');
    expect(withoutTimes(stdout)).toContain(
      '\n✗ base content path nowhere (T s): The registry has no repository at or below',
    );
    expect(withoutTimes(stdout)).toContain(`\n✓ base content path ${sample.baseContentPath} (T s): Holds `);
  });

  it('sends a token from stdin', async () => {
    const { code, stdout } = await probe([...args, '--token-stdin'], { stdin: Readable.from(['t0ken']) });
    expect(code).toBe(1);
    expect(stdout).toContain('refused the token. Expected a valid one with read access.');
    expect(stdout).not.toContain('t0ken');
  });
});

it('a probe that is stopped ends at once', async () => {
  const { code, stdout } = await probe([`http://${await refusedHost()}`], { stop: AbortSignal.abort() });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/✗ name resolution \(0\.0 s\): The check was cancelled\./)]);
});

it('a probe ends within its time limit, says which one that was and how to raise it', async () => {
  const server = await startTcpServer(() => undefined);
  const { code, stdout } = await probe([server.endpoint, '--timeout', '0.8s']);
  await server.close();
  expect(code).toBe(1);
  expect(withoutTimes(stdout)).toContain(
    `\n✗ authentication (T s): The registry "${server.host}" did not answer within 0.4 s. Expected a complete answer. Try ` +
      'again later, allow more time, or look whether a firewall holds the connection back. To allow more time, give a ' +
      'longer "--timeout": all checks together may take that long, a single request half of it.\n' +
      `    GET ${server.endpoint}/v2/: The operation was aborted due to timeout\n`,
  );
});

describe('palette-oci probe is called wrongly', () => {
  const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
  it.each<[string, string[], string]>([
    ['without an endpoint', [], 'ENDPOINT is missing. Run "palette-oci help probe" for its options.'],
    [
      'with two endpoints',
      ['https://a', 'https://b'],
      `Unexpected argument 'https://b'. Run "palette-oci help probe" for its options.`,
    ],
    [
      'without a scheme',
      ['harbor.example.com'],
      `ENDPOINT "harbor.example.com" has no scheme. Write "https://harbor.example.com", or the host of an Amazon ECR such as "${ECR}".`,
    ],
    [
      'with a secret in the endpoint',
      ['https://me:s3cret@harbor.example.com'],
      'The endpoint holds a user name or password in front of "harbor.example.com". Expected "https://host", with ":port" ' +
        'where it is not 443. Give them as credentials.',
    ],
    [
      'without a password',
      ['https://a', '--username', 'me'],
      '--username needs a password: set OCI_PASSWORD in the environment, or give --password-stdin.',
    ],
    ['with an empty password', ['https://a', '--username', 'me', '--password-stdin'], 'There is no password on stdin.'],
    ['with a password only', ['https://a', '--password-stdin'], '--password-stdin needs --username.'],
    [
      'with two logins',
      ['https://a', '--username', 'me', '--token-stdin'],
      'Give only one of --username, --token-stdin and --access-key.',
    ],
    [
      'with an access key for another registry',
      ['https://a', '--access-key', 'AKIA'],
      '--access-key is for private Amazon ECRs, and ENDPOINT is not the host of one.',
    ],
    [
      'with an access key without its secret',
      [ECR, '--access-key', 'AKIA'],
      '--access-key needs its secret: set AWS_SECRET_ACCESS_KEY in the environment.',
    ],
    ...['60', '0s', '-1m', '60 s', ''].map((text): [string, string[], string] => [
      `with the time limit "${text}"`,
      ['https://a', `--timeout=${text}`],
      `--timeout is "${text}". Expected a duration above zero such as "30s", "10m" or "1h30m".`,
    ]),
    [
      'with a file that is not there',
      ['https://a', '--ca', 'no-such-file.pem'],
      expect.stringMatching(/^--ca "no-such-file\.pem" cannot be read\. Cause: ENOENT/),
    ],
    [
      'with a client certificate only',
      ['https://a', '--client-certificate', __filename],
      'Got a client certificate without a client key. Expected both or none of them.',
    ],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await probe(argv, { stdin: Readable.from([]) });
    expect({ code, stdout, message: /^palette-oci: (.*)\n$/s.exec(stderr)?.[1] }).toEqual({
      code: 2,
      stdout: '',
      message,
    });
  });
});
