import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../support/temporary-folder';

const SETUP = pathToFileURL(resolve(__dirname, '..', '..', 'scripts', 'setup.mjs')).href;

/** Calls one function of scripts/setup.mjs, an ES module, in a process of its own. */
function call(expression: string, env: NodeJS.ProcessEnv = {}): unknown {
  const program = `
    import * as setup from ${JSON.stringify(SETUP)};
    try { console.log(JSON.stringify({ value: ${expression} ?? null })); }
    catch (error) { console.log(JSON.stringify({ name: error.constructor.name, message: error.message })); }`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}

/** A folder with a `terraform` that prints the given text. */
function fakeTerraform(output: string, code = 0): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'terraform'), `#!/bin/sh\necho '${output}'\nexit ${code}\n`, { mode: 0o755 });
  return folder;
}

const NEEDED =
  'Needed: Terraform 1.11.0 or newer (write-only arguments). ' +
  'Get it from https://developer.hashicorp.com/terraform/install and put it on PATH.';

test.each(['20.18.0', '20.20.2', '22.0.0', '24.1.0'])('Node.js %s is new enough', (version) => {
  expect(call(`setup.checkNode('${version}')`)).toEqual({ value: null });
});

test.each(['18.20.4', '20.17.9'])('Node.js %s is too old', (version) => {
  expect(call(`setup.checkNode('${version}')`)).toEqual({
    name: 'SetupError',
    message: `Node.js ${version} is too old (${process.execPath}).\nNeeded: 20.18.0 or newer. Get it from https://nodejs.org.`,
  });
});

test.each(['1.11.0', '1.11.4', '1.12.0-rc1', '2.0.0'])('Terraform %s is new enough', (version) => {
  const PATH = fakeTerraform(`{"terraform_version": "${version}"}`);
  expect(call('setup.checkTerraform()', { PATH })).toEqual({ value: version });
});

test('Terraform that is too old is named', () => {
  const PATH = fakeTerraform('{"terraform_version": "1.9.8"}');
  expect(call('setup.checkTerraform()', { PATH })).toEqual({
    name: 'SetupError',
    message: `Terraform 1.9.8 is too old.\n${NEEDED}`,
  });
});

test('no Terraform at all: the message shows where it was looked for', () => {
  expect(call('setup.checkTerraform()', { PATH: '/nowhere' })).toEqual({
    name: 'SetupError',
    message: `There is no "terraform" on PATH (/nowhere).\n${NEEDED}`,
  });
});

test('a terraform that is something else', () => {
  const PATH = fakeTerraform('hello', 3);
  expect(call('setup.checkTerraform()', { PATH })).toEqual({
    name: 'SetupError',
    message: `"terraform version -json" did not say its version (exit code 3).\n${NEEDED}`,
  });
});

/** A clone with a lock file, and with what npm says is installed. */
function clone(wanted: object, installed?: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  if (installed) {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  return folder;
}

const CDKTF = { 'node_modules/cdktf': { version: '0.21.0' } };

test.each<[string, boolean, object, object | undefined]>([
  ['nothing is installed', false, CDKTF, undefined],
  ['everything is', true, CDKTF, CDKTF],
  ['the lock file wants another version', false, CDKTF, { 'node_modules/cdktf': { version: '0.20.0' } }],
  ['the lock file wants one more', false, { ...CDKTF, 'node_modules/x': { version: '1.0.0' } }, CDKTF],
  [
    'only a package for another platform is absent',
    true,
    { ...CDKTF, 'node_modules/x': { version: '1.0.0', optional: true } },
    CDKTF,
  ],
])('packages: %s', (_when, expected, wanted, installed) => {
  expect(call(`setup.packagesAreInstalled(${JSON.stringify(clone(wanted, installed))})`)).toEqual({ value: expected });
});
