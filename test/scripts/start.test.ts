import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGE_ROOT = resolve(__dirname, '..', '..');
const START = join(PACKAGE_ROOT, 'scripts', 'start.mjs');
const WORK = join(PACKAGE_ROOT, '.npm-start');

/** Without what a developer may have set for a real tenant. */
function environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => !/^(PALETTE|SPECTROCLOUD|OCI|TF_VAR)_/.test(name));
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name]])), ...extra };
}

/** Programs that run from the work folder or the sandbox of this clone. */
function leftProcesses(): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes(WORK) || line.includes(join(PACKAGE_ROOT, 'dist', 'cli', 'palette-oci.js')));
}

test('npm start deploys, plans again, lists the charts, destroys, and leaves nothing', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [START], {
    cwd: PACKAGE_ROOT,
    env: environment(),
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = [
    /^1\. Set up … \d+\.\d s$/m,
    /^2\. Start the sandbox, a stand-in for Palette with a small OCI registry … /m,
    /^3\. Deploy examples\/basic\.ts with the CDKTF CLI … \d+\.\d s$/m,
    /^ {3}registry {2}cdktf-example \([0-9a-f]{24}\)$/m,
    /^ {3}sync {6}Completed$/m,
    /^ {3}No changes: what Palette has is what the program says\.$/m,
    /^ {3}chart +versions$\n^ {3}\w[\w-]+ +\d+\.\d+\.\d+/m,
    /^6\. Destroy it, and stop the sandbox … \d+\.\d s$/m,
    /^ {2}export PALETTE_API_KEY=/m,
  ];
  expect(lines.filter((line) => !line.test(stdout)).map(String)).toEqual([]);
  expect({ work: existsSync(WORK), processes: leftProcesses() }).toEqual({ work: false, processes: [] });
}, 120_000);

test('Ctrl-C in the middle ends everything that was started', async () => {
  const child = spawn(process.execPath, [START], {
    cwd: PACKAGE_ROOT,
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolveCode) => child.once('exit', resolveCode));
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    output += text;
    if (output.includes('3. Deploy') && !output.includes('Stopping')) child.kill('SIGINT');
  }
  expect(await ended).toBe(130);
  expect({ work: existsSync(WORK), processes: leftProcesses() }).toEqual({ work: false, processes: [] });
}, 120_000);

test('with a key of a real tenant it asks which registry is meant', () => {
  const { stderr, status } = spawnSync(process.execPath, [START], {
    cwd: PACKAGE_ROOT,
    env: environment({ PALETTE_API_KEY: 'key', OCI_USERNAME: 'robot' }),
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr:
      '\nPALETTE_API_KEY is set, so this registers a registry in your Palette tenant. Which one? ' +
      'Set OCI_ENDPOINT, OCI_BASE_CONTENT_PATHS, OCI_PASSWORD, or unset PALETTE_API_KEY to see it work on this machine only.\n',
  });
});
