import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli';
import { CommandError } from '../../src/cli/command';
import { packageVersion } from '../../src/cli/package-files';
import { terraformPlatform } from '../../src/cli/terraform-platform';
import { capturedIo } from '../support/captured-io';
import { onMachine } from '../support/other-machine';

const version = packageVersion();
const platform = terraformPlatform(process.platform, process.arch);

const WINDOWS =
  'The provider starts from a shell script, which Windows cannot start. Nothing was written. Install the release archive ' +
  'for windows_amd64, as docs/guides/installation.md of this package describes, or run Terraform and palette-oci in WSL.';

let folder: string;
let built: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'));
  built = join(folder, 'built-provider');
  writeFileSync(built, '#!/bin/sh\n# first build\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function install(...argv: string[]) {
  const io = capturedIo({ env: { HOME: folder } });
  return { code: await run(['install', ...argv], io), ...io.output };
}

function inMirror(mirror: string): string {
  const parts = ['registry.terraform.io', 'palette-oci', 'palette', version, platform];
  return join(mirror, ...parts, `terraform-provider-palette_v${version}`);
}

describe('palette-oci install', () => {
  it("puts the provider into Terraform's own search folder and says what to write", async () => {
    const target = inMirror(join(folder, '.terraform.d', 'plugins'));
    expect(await install('--from', built)).toEqual({
      code: 0,
      stderr: '',
      stdout: `Installed the provider palette-oci/palette ${version} for ${platform}:
  ${target}

Write into the Terraform configuration:

  terraform {
    required_providers {
      palette = {
        source  = "palette-oci/palette"
        version = "${version}"
      }
    }
  }

Then run: terraform init
If "terraform init" complains about a checksum after a rebuild, delete the provider's block in .terraform.lock.hcl.
`,
    });
    expect(readFileSync(target, 'utf8')).toBe('#!/bin/sh\n# first build\n');
    expect(statSync(target).mode & 0o777).toBe(0o755);
  });

  it('replaces an earlier build by rename, so that a running one is not disturbed', async () => {
    const target = inMirror(folder);
    await install('--from', built, '--dir', folder);
    const before = statSync(target).ino;
    writeFileSync(built, '#!/bin/sh\n# second build\n');
    await install('--from', built, '--dir', folder);
    expect(readFileSync(target, 'utf8')).toContain('second build');
    expect(statSync(target).ino).not.toBe(before);
    expect(readdirSync(dirname(target))).toEqual([`terraform-provider-palette_v${version}`]);
  });

  it('changes nothing when it is run again', async () => {
    const target = inMirror(folder);
    await install('--from', built, '--dir', folder);
    const before = statSync(target);
    const { code, stdout } = await install('--from', built, '--dir', folder);
    expect(code).toBe(0);
    expect(stdout.split('\n\n')[0]).toBe(
      `Nothing to do: the provider palette-oci/palette ${version} for ${platform} is installed already:\n  ${target}`,
    );
    expect(statSync(target)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('installs again what lost its execute bit', async () => {
    const target = inMirror(folder);
    await install('--from', built, '--dir', folder);
    chmodSync(target, 0o644);
    await install('--from', built, '--dir', folder);
    expect(statSync(target).mode & 0o777).toBe(0o755);
  });

  it('refuses an empty --dir, which would be the current folder', async () => {
    expect(await install('--from', built, '--dir', '')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'palette-oci: --dir is empty. Name a folder, or leave it out for ~/.terraform.d/plugins.\n',
    });
  });

  it.each([
    ['its own folder', () => []],
    ['another folder', () => ['--from', built, '--dir', join(folder, 'mirror')]],
    ['an executable that does not exist', () => ['--from', join(folder, 'missing')]],
  ])('refuses Windows, and writes nothing: %s', async (_what, argv) => {
    expect(await onMachine('win32', 'x64', () => install(...argv()))).toEqual({
      code: 1,
      stdout: '',
      stderr: `palette-oci: ${WINDOWS}\n`,
    });
    expect(readdirSync(folder)).toEqual(['built-provider']);
  });

  it('says which executable is missing', async () => {
    const missing = join(folder, 'missing');
    expect(await install('--from', missing)).toEqual({
      code: 1,
      stdout: '',
      stderr: `palette-oci: The provider executable "${missing}" does not exist. Name the built executable and run the command again.\n`,
    });
  });

  it('says where it could not write', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const { code, stderr } = await install('--from', built, '--dir', file);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      `palette-oci: Cannot write "${inMirror(file)}". Choose a writable folder with --dir. Cause: ENOTDIR: not a directory`,
    );
    expect(existsSync(join(folder, '.terraform.d'))).toBe(false);
  });
});

describe('palette-oci install --uninstall', () => {
  it('removes every version and the folders that are empty then, and nothing else', async () => {
    const mirror = join(folder, '.terraform.d', 'plugins');
    await install('--from', built);
    const older = join(mirror, 'registry.terraform.io', 'palette-oci', 'palette', '0.0.9', platform);
    mkdirSync(older, { recursive: true });
    const neighbour = join(mirror, 'registry.terraform.io', 'hashicorp', 'aws');
    mkdirSync(neighbour, { recursive: true });
    expect(await install('--uninstall')).toEqual({
      code: 0,
      stderr: '',
      stdout: `Removed:\n  ${dirname(older)}\n  ${dirname(dirname(inMirror(mirror)))}\n`,
    });
    expect(readdirSync(join(mirror, 'registry.terraform.io'))).toEqual(['hashicorp']);
  });

  it('leaves an empty mirror where there was no other provider', async () => {
    await install('--from', built, '--dir', join(folder, 'mirror'));
    await install('--uninstall', '--dir', join(folder, 'mirror'));
    expect(readdirSync(join(folder, 'mirror'))).toEqual([]);
  });

  it('has nothing to do a second time', async () => {
    expect(await install('--uninstall', '--dir', folder)).toEqual({
      code: 0,
      stderr: '',
      stdout: `Nothing to do: the provider is not in ${folder}.\n`,
    });
  });

  it('is not to be mixed with --from', async () => {
    expect(await install('--uninstall', '--from', built)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'palette-oci: --from says what to install, --uninstall removes. Give one of them.\n',
    });
  });
});

describe("Terraform's name of a platform", () => {
  it.each([
    ['linux', 'x64', 'linux_amd64'],
    ['linux', 'arm64', 'linux_arm64'],
    ['darwin', 'arm64', 'darwin_arm64'],
    ['freebsd', 'ia32', 'freebsd_386'],
  ])('of %s %s is %s', (system, architecture, expected) => {
    expect(terraformPlatform(system, architecture)).toBe(expected);
  });

  it.each([
    ['win32', 'x64', WINDOWS],
    ['win32', 'arm64', WINDOWS],
    [
      'linux',
      'riscv64',
      'The provider does not run on "linux" "riscv64". Nothing was written. Run Terraform on Linux, macOS or FreeBSD, ' +
        "and on one of Node's architectures x64, arm64, arm, ia32.",
    ],
  ])('does not exist for %s %s', (system, architecture, message) => {
    expect(() => terraformPlatform(system, architecture)).toThrow(new CommandError(message));
  });
});
