import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sectionTable } from '../support/provider-sections';
import { temporaryFolder } from '../support/temporary-folder';

const PACKAGE_ROOT = resolve(__dirname, '..', '..');
const NAME = 'terraform-provider-palette_v0.1.0';

/** Stands in for src/main.ts: says what it was given, and loads a heavy package when asked. */
const MAIN = `
const [, file, what] = process.argv;
if (what === 'heavy') {
  import('undici').then((undici) => console.log(typeof undici.Agent, typeof require('undici/lib/dispatcher/pool.js')));
} else if (what === 'modules') {
  console.log(process.moduleLoadList.filter((name) => /^NativeModule (http|https|http2|tls)$/.test(name)).join());
} else {
  const { NODE_EXTRA_CA_CERTS, PALETTE_OCI_EXTRA_CA_CERTS } = process.env;
  console.log(JSON.stringify({ file, args: process.argv.slice(2), NODE_EXTRA_CA_CERTS, PALETTE_OCI_EXTRA_CA_CERTS }));
}`;

const folder = temporaryFolder();
/** Inside a project that is an ES module, as users' projects are: node must not care. */
const project = join(folder, 'project');
const executable = join(project, 'plugins', NAME);

const entry = join(folder, 'main.ts');

beforeAll(() => {
  mkdirSync(dirname(executable), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(entry, MAIN);
  writeFileSync(executable, bundle());
  chmodSync(executable, 0o755);
});

function bundle(): Buffer {
  const bundler = pathToFileURL(join(PACKAGE_ROOT, 'scripts', 'provider', 'executable.mjs')).href;
  const program = `
    import { bundleProvider } from ${JSON.stringify(bundler)};
    const [entry, packageRoot] = process.argv.slice(1);
    const { bytes } = await bundleProvider({ entry, packageRoot });
    process.stdout.write(bytes);`;
  const options = { maxBuffer: 64 << 20 };
  return execFileSync(process.execPath, ['--input-type=module', '-e', program, entry, PACKAGE_ROOT], options);
}

function run(
  args: string[],
  env: NodeJS.ProcessEnv = {},
  program = executable,
): { stdout: string; status: number | null } {
  const { stdout, status } = spawnSync(program, args, {
    cwd: project,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { stdout, status };
}

test('it runs from a relative path inside an ES module project, with its arguments', () => {
  const { stdout } = run(['--debug'], { NODE_EXTRA_CA_CERTS: '' }, `plugins/${NAME}`);
  expect(JSON.parse(stdout)).toMatchObject({ file: `plugins/${NAME}`, args: ['--debug'] });
});

test('NODE_EXTRA_CA_CERTS is moved out of the way of Node and kept under our name', () => {
  const { stdout } = run([], { NODE_EXTRA_CA_CERTS: '/etc/ca.pem' });
  expect(JSON.parse(stdout)).toEqual({ file: executable, args: [], PALETTE_OCI_EXTRA_CA_CERTS: '/etc/ca.pem' });
});

test('our own variable stands when NODE_EXTRA_CA_CERTS is not set', () => {
  const { stdout } = run([], { NODE_EXTRA_CA_CERTS: '', PALETTE_OCI_EXTRA_CA_CERTS: '/etc/own.pem' });
  expect(JSON.parse(stdout)).toMatchObject({ PALETTE_OCI_EXTRA_CA_CERTS: '/etc/own.pem' });
});

test('a heavy package is in the file, and loads when it is asked for', () => {
  expect(run(['heavy']).stdout).toBe('function function\n');
});

test('nothing heavy is loaded before', () => {
  expect(run(['modules']).stdout).toBe('\n');
});

test('without node the first line on stdout says so', () => {
  expect(run([], { PATH: folder })).toEqual({
    stdout: `the Palette provider needs Node.js 20.18 or newer, but there is no node on PATH (${folder}). Install it from https://nodejs.org or add its folder to PATH.\n`,
    status: 1,
  });
});

test('with a node that is too old the first line on stdout says so', () => {
  const oldNode = join(folder, 'old', 'node');
  const preload = join(folder, 'old', 'version.cjs');
  mkdirSync(dirname(oldNode));
  writeFileSync(preload, `Object.defineProperty(process.versions, 'node', { value: '18.20.4' });`);
  writeFileSync(oldNode, `#!/bin/sh\nexec "${process.execPath}" -r "${preload}" "$@"\n`, { mode: 0o755 });
  expect(run([], { PATH: `${dirname(oldNode)}:${process.env.PATH}` })).toEqual({
    stdout: `the Palette provider needs Node.js 20.18 or newer, but the node on PATH is 18.20.4 (${process.execPath}). Install a newer one from https://nodejs.org or put it first on PATH.\n`,
    status: 1,
  });
});

test('it is a shell script whose sections are plain ASCII', () => {
  const bytes = readFileSync(executable);
  expect(bytes.subarray(0, 10).toString()).toBe('#!/bin/sh\n');
  const texts = Object.values(sectionTable(bytes).text);
  expect(texts.length).toBeGreaterThan(1);
  const end = Math.max(...texts.map(([offset, length]) => offset + length));
  expect(bytes.subarray(0, end).every((byte) => byte < 128)).toBe(true);
});

describe('compiled code', () => {
  const program = `
    const { text, code } = JSON.parse(process.argv[2]), bytes = require('node:fs').readFileSync(process.argv[1]), vm = require('node:vm');
    const part = ([offset, length]) => bytes.subarray(offset, offset + length);
    for (const name of Object.keys(code)) {
      const wrapped = '(function(require,module,exports,section,__filename,__dirname){' + part(text[name]).latin1Slice() + '\\n})';
      console.log(name, new vm.Script(wrapped, { cachedData: part(code[name]) }).cachedDataRejected);
    }`;

  test('is taken by the Node.js that made it', () => {
    const table = JSON.stringify(sectionTable(readFileSync(executable)));
    expect(execFileSync(process.execPath, ['-e', program, executable, table], { encoding: 'utf8' })).toBe(
      'main false\nundici false\n',
    );
  });

  test('is not even read by another build of Node.js', () => {
    const bytes = readFileSync(executable);
    const { node, code } = sectionTable(bytes);
    bytes.write('another build', node[0]);
    for (const [offset, length] of Object.values(code)) bytes.fill(0x5a, offset, offset + length);
    const other = join(project, 'plugins', 'other-build');
    writeFileSync(other, bytes, { mode: 0o755 });
    expect(run(['heavy'], {}, other)).toEqual({ stdout: 'function function\n', status: 0 });
  });

  test('is the same each time', () => {
    expect(bundle().equals(readFileSync(executable))).toBe(true);
  });
});
