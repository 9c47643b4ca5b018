import { type App, TerraformStack, Testing } from 'cdktf';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OciRegistry, PaletteProvider } from '../../lib';
import { bundledProviderFile, terraformPlatform } from '../../lib/bundled-provider';
import { PACKAGE_VERSION } from '../../lib/package';
import { onMachine } from '../support/other-machine';
import { temporaryFolder } from '../support/temporary-folder';
import { newApp, readStackFile, warningsOf } from './synthesized';

const FOLDER = `terraform.d/plugins/registry.terraform.io/palette-oci/palette/${PACKAGE_VERSION}/${terraformPlatform()}`;
const EXECUTABLE = `${FOLDER}/terraform-provider-palette_v${PACKAGE_VERSION}`;
const LOCK_FILE = '.terraform.lock.hcl';

function stackFolder(app: App, stack = 'one'): string {
  return join(app.outdir, 'stacks', stack);
}

/** Synthesizes again into the same folder, as the next `cdktf deploy` does. */
function synthesizeInto(outdir?: string, build?: (stack: TerraformStack) => void): App {
  const app = newApp(outdir);
  const stack = new TerraformStack(app, 'one');
  new PaletteProvider(stack, 'palette');
  build?.(stack);
  app.synth();
  return app;
}

test('synthesis installs the bundled provider, executable, and a lock file with its hash', () => {
  const app = synthesizeInto();
  const installed = join(stackFolder(app), EXECUTABLE);
  expect(readFileSync(installed).equals(readFileSync(bundledProviderFile()))).toBe(true);
  expect(statSync(installed).mode & 0o777).toBe(0o755);
  expect(readdirSync(join(stackFolder(app), FOLDER))).toHaveLength(1);
  expect(readStackFile(app, 'one', LOCK_FILE)).toMatch(
    new RegExp(
      `^# This file .*\\n# Manual .*\\n\\nprovider "registry\\.terraform\\.io/palette-oci/palette" \\{\\n  version     = "${PACKAGE_VERSION}"\\n` +
        `  constraints = "${PACKAGE_VERSION}"\\n  hashes = \\[\\n    "h1:[\\w+/]{43}=",\\n  \\]\\n\\}\\n$`,
    ),
  );
});

test('a second synthesis changes nothing on disk', () => {
  const app = synthesizeInto();
  const files = [EXECUTABLE, LOCK_FILE].map((file) => join(stackFolder(app), file));
  const before = files.map((file) => statSync(file).mtimeMs + statSync(file).ino);
  synthesizeInto(app.outdir);
  expect(files.map((file) => statSync(file).mtimeMs + statSync(file).ino)).toEqual(before);
});

test('an older binary of the same version is replaced, and its recorded hash with it', () => {
  const app = synthesizeInto();
  const wanted = readStackFile(app, 'one', LOCK_FILE);
  writeFileSync(join(stackFolder(app), EXECUTABLE), 'an older build');
  writeFileSync(join(stackFolder(app), LOCK_FILE), wanted.replace(/h1:.{43}=/, `h1:${'A'.repeat(43)}=`));
  synthesizeInto(app.outdir);
  const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  expect(hash(join(stackFolder(app), EXECUTABLE))).toBe(hash(bundledProviderFile()));
  expect(readStackFile(app, 'one', LOCK_FILE)).toBe(wanted);
});

test('every stack of an app, and a stack inside a stack, gets its own', () => {
  const app = newApp();
  const one = new TerraformStack(app, 'one');
  for (const stack of [one, new TerraformStack(app, 'two'), new TerraformStack(one, 'inner')]) {
    new PaletteProvider(stack, 'palette');
  }
  app.synth();
  for (const stack of ['one', 'two', 'inner']) {
    expect(existsSync(join(stackFolder(app, stack), EXECUTABLE))).toBe(true);
    expect(existsSync(join(stackFolder(app, stack), LOCK_FILE))).toBe(true);
  }
});

test('two configurations in one stack share one provider', () => {
  const app = synthesizeInto(undefined, (stack) => void new PaletteProvider(stack, 'eu', { alias: 'eu' }));
  expect(readStackFile(app, 'one', LOCK_FILE).match(/^provider /gm)).toHaveLength(1);
});

test('other pinned providers of the stack get an entry too, however they were required', () => {
  const app = synthesizeInto(undefined, (stack) => {
    stack.addOverride('terraform.required_providers.aws', { source: 'aws', version: '6.25.0' });
    stack.addOverride('terraform.required_providers.terraform', { source: 'terraform.io/builtin/terraform' });
  });
  expect(readStackFile(app, 'one', LOCK_FILE).match(/^provider .*/gm)).toEqual([
    'provider "registry.terraform.io/hashicorp/aws" {',
    'provider "registry.terraform.io/palette-oci/palette" {',
  ]);
});

test('a provider without an exact version is warned about', () => {
  const app = synthesizeInto(undefined, (stack) => {
    stack.addOverride('terraform.required_providers.aws', { source: 'aws', version: '~> 6.0' });
  });
  expect(warningsOf(app)).toEqual([
    'The provider "registry.terraform.io/hashicorp/aws" has no exact version (~> 6.0), so no lock file entry can be written ' +
      'for it and the first "cdktf deploy" would ask the public registry for the bundled Palette provider. ' +
      'Pin it, such as version: "1.2.3", or set CDKTF_SKIP_PROVIDER_LOCK=true.',
  ]);
});

test('nothing is installed with bundled: false', () => {
  const app = newApp();
  new PaletteProvider(new TerraformStack(app, 'one'), 'palette', { bundled: false });
  app.synth();
  expect(readdirSync(stackFolder(app))).toEqual(['cdk.tf.json']);
});

test('unit tests that synthesize in memory need no built provider', () => {
  const stack = new TerraformStack(Testing.app({ outdir: temporaryFolder() }), 'one');
  new PaletteProvider(stack, 'palette', { host: 'palette.example.com' });
  expect(JSON.parse(Testing.synth(stack))).toHaveProperty('provider.palette', [{ host: 'palette.example.com' }]);
});

test('a missing build says how to build', () => {
  expect(() => bundledProviderFile('/nowhere')).toThrow(
    new Error(
      'The bundled provider "/nowhere/dist/provider/terraform-provider-palette" does not exist. In a clone of cdktf-palette-oci-registry ' +
        'build it: npm run build. In an installed package this is a broken installation: npm install again.',
    ),
  );
});

test.each([
  ['linux', 'x64', 'linux_amd64'],
  ['linux', 'arm64', 'linux_arm64'],
  ['darwin', 'arm64', 'darwin_arm64'],
  ['win32', 'x64', undefined],
])('%s on %s is %s for Terraform', (platform, arch, expected) => {
  expect(terraformPlatform(platform, arch)).toBe(expected);
});

test.each([
  [
    'win32',
    'x64',
    'The bundled provider starts from a shell script, which Windows cannot start: it was not installed. Either synthesize ' +
      'and deploy inside WSL, or install the release archive for windows_amd64, as docs/guides/installation.md of this ' +
      'package describes; then write new PaletteProvider(this, "palette", { bundled: false }) and deploy with ' +
      'CDKTF_SKIP_PROVIDER_LOCK=true.',
  ],
  [
    'linux',
    'riscv64',
    'The bundled provider does not run on "linux" "riscv64": it was not installed. Synthesize and deploy on Linux, macOS ' +
      'or FreeBSD, with x64, arm64, arm or ia32.',
  ],
])('on %s %s synthesis installs nothing and says what to do', async (platform, architecture, message) => {
  const app = await onMachine(platform, architecture, () => synthesizeInto());
  expect(warningsOf(app)).toEqual([message]);
  expect(readdirSync(stackFolder(app))).toEqual(['cdk.tf.json']);
});

test('terraform init finds it with no configuration and leaves the lock file as it is', () => {
  const app = synthesizeInto(undefined, (stack) => {
    new OciRegistry(stack, 'r', {
      name: 'a',
      endpoint: 'https://harbor.example.com',
      basic: {},
      synchronization: false,
    });
  });
  const before = readStackFile(app, 'one', LOCK_FILE);
  const emptyConfiguration = join(app.outdir, 'terraformrc');
  writeFileSync(emptyConfiguration, '');
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: emptyConfiguration };
  const terraform = (...args: string[]) =>
    execFileSync('terraform', args, { cwd: stackFolder(app), env, encoding: 'utf8' });
  terraform('init', '-backend=false', '-input=false');
  expect(readStackFile(app, 'one', LOCK_FILE)).toBe(before);
  expect(terraform('validate', '-no-color')).toContain('The configuration is valid.');
});
