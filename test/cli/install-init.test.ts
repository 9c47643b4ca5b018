import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli';
import { packageVersion } from '../../src/cli/package-files';
import { capturedIo } from '../support/captured-io';

const INSTALLED = `Installed palette-oci/palette v${packageVersion()} (unauthenticated)`;

let home: string;
let work: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'install-init-'));
  work = join(home, 'work');
  mkdirSync(work);
  writeFileSync(join(home, 'built-provider'), '#!/bin/sh\n');
});
afterEach(() => rmSync(home, { recursive: true }));

async function install(argv: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const io = capturedIo({ env: { HOME: home, ...env } });
  expect(await run(['install', '--from', join(home, 'built-provider'), ...argv], io)).toBe(0);
  return io.output;
}

/** The indented block that a text shows for copying. */
function shown(block: string, text: string): string {
  const found = new RegExp(`\\n  (${block} \\{[\\s\\S]*?\\n  \\})\\n`).exec(text)?.[1];
  if (found === undefined) throw new Error(`there is no ${block} block in:\n${text}`);
  return found;
}

/** The real `terraform init` in a folder, with what `palette-oci install` printed as the configuration. */
function init(output: string, env: NodeJS.ProcessEnv = {}): string {
  writeFileSync(join(work, 'main.tf'), shown('terraform', output));
  const whole = { PATH: process.env.PATH, HOME: home, CHECKPOINT_DISABLE: '1', ...env };
  return execFileSync('terraform', ['init', '-no-color'], { cwd: work, env: whole, encoding: 'utf8', stdio: 'pipe' });
}

describe('terraform init finds what palette-oci install installed', () => {
  it('without an option: in its own search folder', async () => {
    const { stdout, stderr } = await install();
    expect(init(stdout)).toContain(INSTALLED);
    expect(stderr).toBe('');
  });

  it('until it is uninstalled', async () => {
    const { stdout } = await install();
    await run(['install', '--uninstall'], capturedIo({ env: { HOME: home } }));
    expect(existsSync(join(home, '.terraform.d', 'plugins', 'registry.terraform.io'))).toBe(false);
    // Only in this folder, so that no registry is asked.
    const nowhere = join(home, 'empty');
    mkdirSync(nowhere);
    const config = join(home, 'config');
    writeFileSync(config, `provider_installation {\n  filesystem_mirror {\n    path = "${nowhere}"\n  }\n}\n`);
    expect(() => init(stdout, { TF_CLI_CONFIG_FILE: config })).toThrow();
  });

  it('with --dir terraform.d/plugins: beside the configuration', async () => {
    const { stdout } = await install(['--dir', join(work, 'terraform.d', 'plugins')]);
    expect(stdout).toContain(`\nThen run, in ${work}: terraform init\n`);
    expect(init(stdout)).toContain(INSTALLED);
  });

  it('with another --dir: with the printed configuration of the CLI', async () => {
    const { stdout } = await install(['--dir', join(home, 'mirror')]);
    writeFileSync(join(home, '.terraformrc'), shown('provider_installation', stdout));
    expect(init(stdout)).toContain(INSTALLED);
  });
});

describe('where the configuration of the CLI hides the search folder', () => {
  /** A company's mirror, open at its end. */
  const otherMirror = () => `provider_installation {\n  filesystem_mirror {\n    path = "${work}"\n  }\n`;

  it('it says so, with the blocks that help', async () => {
    const file = join(home, '.terraformrc');
    writeFileSync(file, `${otherMirror()}}\n`);
    const { stdout, stderr } = await install();
    const mirror = join(home, '.terraform.d', 'plugins');
    expect(stderr).toBe(`palette-oci: "${file}" has a provider_installation block, so Terraform does not search \
${mirror} by itself. Add to that block:

    filesystem_mirror {
      path    = "${mirror}"
      include = ["palette-oci/palette"]
    }
    direct {
      exclude = ["palette-oci/palette"]
    }

`);
    writeFileSync(file, `${otherMirror()}${stderr.slice(stderr.indexOf('\n'))}}\n`);
    expect(init(stdout)).toContain(INSTALLED);
    expect((await install()).stderr).toBe('');
  });

  it('it looks at the file that TF_CLI_CONFIG_FILE names, not at comments', async () => {
    const file = join(home, 'config.tfrc');
    writeFileSync(file, '# provider_installation {}\n');
    expect((await install([], { TF_CLI_CONFIG_FILE: file })).stderr).toBe('');
    writeFileSync(file, `${otherMirror()}}\n`);
    expect((await install([], { TF_CLI_CONFIG_FILE: file })).stderr).toContain(`"${file}" has a provider_installation`);
  });
});
