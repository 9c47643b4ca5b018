import { execFileSync } from 'node:child_process';
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
import { packageVersion } from '../../src/cli/package-files';
import { terraformPlatform } from '../../src/cli/terraform-platform';
import { capturedIo } from '../support/captured-io';

const version = packageVersion();
const platform = terraformPlatform(process.platform, process.arch);

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
    const { stdout } = await install('--from', built, '--dir', folder);
    expect(stdout).toContain(`Then run: terraform init -plugin-dir="${folder}"\n`);
    expect(readFileSync(target, 'utf8')).toContain('second build');
    expect(statSync(target).ino).not.toBe(before);
    expect(readdirSync(dirname(target))).toEqual([`terraform-provider-palette_v${version}`]);
  });

  it('is found by a real "terraform init", with what the command printed', async () => {
    const { stdout } = await install('--from', built);
    const block = /\n {2}(terraform \{[\s\S]*?\n {2}\})\n/.exec(stdout)?.[1] ?? '';
    const work = join(folder, 'work');
    mkdirSync(work);
    writeFileSync(join(work, 'main.tf'), block);
    const env = { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1' };
    const output = execFileSync('terraform', ['init', '-no-color'], { cwd: work, env, encoding: 'utf8' });
    expect(output).toContain(`Installed palette-oci/palette v${version} (unauthenticated)`);
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
    ['win32', 'x64'],
    ['linux', 'riscv64'],
  ])('does not exist for %s %s', (system, architecture) => {
    expect(() => terraformPlatform(system, architecture)).toThrow(
      `The provider does not run on "${system}" "${architecture}". ` +
        'The provider starts from a shell script: run Terraform on Linux, macOS or FreeBSD (on Windows, in WSL).',
    );
  });
});
