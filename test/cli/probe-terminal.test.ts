import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { refusedHost } from '../support/odd-server';

const ROOT = resolve(__dirname, '..', '..');
const COMMAND = join(ROOT, 'dist', 'cli', 'palette-oci.js');
const START = join(ROOT, 'scripts', 'start.mjs');

const COLOR = /\u001b\[(1|2|22|31|32|39)m/;
const ESCAPE = /\u001b/;
const OVERWRITTEN = /\r\u001b\[2K/;

type Names = Readonly<Record<string, string>>;

/** What this machine says of colors and tenants decides nothing here. */
function environment(extra: Names): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter(
    (name) => !/^(PALETTE|SPECTROCLOUD|OCI|TF_VAR)_|^(CI|NO_COLOR|FORCE_COLOR|TERM)$/.test(name),
  );
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name]])), TERM: 'xterm', ...extra };
}

function inPipe(args: readonly string[], extra: Names): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { env: environment(extra), encoding: 'utf8' });
  return stdout + stderr;
}

/** On a terminal of its own, made by script(1). */
function onTerminal(args: readonly string[], extra: Names): string {
  const command = [process.execPath, ...args].map((part) => `'${part}'`).join(' ');
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    env: environment(extra),
    encoding: 'utf8',
    input: '',
  });
  return stdout;
}

describe.each<[string, () => Promise<string[]>, Names, string]>([
  ['palette-oci probe', async () => [COMMAND, 'probe', `http://${await refusedHost()}`], {}, 'connection'],
  ['npm start', async () => [START], { PALETTE_API_KEY: 'key' }, '1. Set up'],
])('%s', (_name, program, secrets, words) => {
  it('writes no escape codes into a pipe', async () => {
    const output = inPipe(await program(), secrets);
    expect(output).toContain(words);
    expect(output).not.toMatch(ESCAPE);
  });

  it('writes colors into a pipe with FORCE_COLOR, but no line over another', async () => {
    const output = inPipe(await program(), { ...secrets, FORCE_COLOR: '1' });
    expect(output).toMatch(COLOR);
    expect(output).not.toMatch(OVERWRITTEN);
  });

  it('shows on a terminal what it waits for, in colors', async () => {
    const output = onTerminal(await program(), secrets);
    expect(output).toMatch(COLOR);
    expect(output).toMatch(OVERWRITTEN);
  });

  it('has no colors on a terminal with NO_COLOR', async () => {
    const output = onTerminal(await program(), { ...secrets, NO_COLOR: '1' });
    expect(output).toContain(words);
    expect(output).not.toMatch(COLOR);
  });
});
