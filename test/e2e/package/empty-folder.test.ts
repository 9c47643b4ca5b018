import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder';
import { e2eArea } from '../area';
import { packInto } from './tarball';

const README = readFileSync(resolve(__dirname, '..', '..', '..', 'README.md'), 'utf8');

e2eArea('Package', { parts: [] }, () => {
  it("the README's five commands deploy a registry from an empty folder", async () => {
    const commands = commandsOf(README);
    expect(commands).toHaveLength(5);
    const folder = temporaryFolder();
    const [install = '', ...others] = commands;
    // What npm will have under this name.
    const tarball = await packInto(temporaryFolder());
    const program = [install.replace('cdktf-palette-oci-registry', tarball), ...others];
    const output = await shell(program, folder);
    expect(output).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
  }, 300_000);
});

/** The shell's commands, each with its here document. */
function commandsOf(readme: string): string[] {
  const block = /<!-- test: empty-folder -->\s+```shell\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  return block.match(/^.*<<'END'\n[\s\S]*?^END$|^.+$/gm) ?? [];
}

/** Runs the commands as a person types them, one after the other, and ends what they left in the background. */
async function shell(commands: readonly string[], folder: string): Promise<string> {
  const configuration = join(folder, 'empty.tfrc');
  writeFileSync(configuration, '');
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: temporaryFolder(),
    TMPDIR: process.env['TMPDIR'],
    TF_CLI_CONFIG_FILE: configuration,
    CI: '1',
  };
  const script = ['set -e', ...commands, ''].join('\n');
  // A process group of their own: ending npx alone would leave the sandbox that it started.
  const child = spawn('bash', ['-c', script], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.kill(-child.pid!, 'SIGTERM');
  await once(child, 'close');
  if (code !== 0) throw new Error(`the commands ended with ${code}:\n${output.join('').slice(-6_000)}`);
  return output.join('');
}
