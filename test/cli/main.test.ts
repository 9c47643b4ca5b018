import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli';
import { capturedIo } from '../support/captured-io';

const HELP = `palette-oci: OCI Helm registries in Spectro Cloud Palette.

Usage: palette-oci <command> [options]

Commands:
  sandbox    Run a stand-in for Palette's registry API on this machine, with a sample OCI registry.
  install    Copy the Terraform provider to where "terraform init" finds it.
  allowlist  List the hosts that a restricted network must allow for Amazon ECR.
  probe      Check from this computer whether a registry can be reached, logged in to and read.
  help       Show this text, or "help <command>" for the options of a command.

palette-oci --version prints the version.
Exit codes: 0 done, 1 the command failed, 2 it was called wrongly.
`;

async function outcome(...argv: string[]) {
  const io = capturedIo();
  return { code: await run(argv, io), ...io.output };
}

describe('palette-oci', () => {
  it.each([['help'], ['--help'], ['-h']])('%s lists the commands', async (argument) => {
    expect(await outcome(argument)).toEqual({ code: 0, stdout: HELP, stderr: '' });
  });

  it('without a command was called wrongly', async () => {
    expect(await outcome()).toEqual({ code: 2, stdout: '', stderr: HELP });
  });

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
    expect(await outcome('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    ['sandbox', '--ready-file FILE'],
    ['install', '--from FILE'],
    ['allowlist', '--account ID'],
    ['probe', '--base-content-path PATH'],
  ])('explains the options of %s in two ways', async (command, option) => {
    const byHelp = await outcome('help', command);
    expect(byHelp).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(option) });
    expect(await outcome(command, '--help')).toEqual(byHelp);
  });

  it.each([
    [
      ['deploy'],
      'palette-oci: There is no command "deploy". The commands are: sandbox, install, allowlist, probe, help.\n',
    ],
    [
      ['help', 'deploy'],
      'palette-oci: There is no command "deploy". The commands are: sandbox, install, allowlist, probe, help.\n',
    ],
    [
      ['sandbox', '--api-kee', 'x'],
      `palette-oci: Unknown option '--api-kee' Run "palette-oci help sandbox" for its options.\n`,
    ],
    [
      ['install', '--dir'],
      `palette-oci: Option '--dir <value>' argument missing Run "palette-oci help install" for its options.\n`,
    ],
    [
      ['sandbox', '--port', '70000'],
      'palette-oci: --port "70000" is not a port. Give a number from 0 (any free port) to 65535.\n',
    ],
  ])('%j is called wrongly', async (argv, stderr) => {
    expect(await outcome(...argv)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('reports a failure of the sandbox in one line', async () => {
    const file = __dirname;
    const { code, stderr } = await outcome('sandbox', '--data', file);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `palette-oci: The data file "${file}" cannot be used. Move the file away to start with an empty sandbox, ` +
        'or name another file. Cause: EISDIR: illegal operation on a directory, read\n',
    );
  });
});
