import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

const CLI = resolve(__dirname, '..', '..', '..', 'dist', 'cli', 'palette-oci.js');

/** What `palette-oci probe --json` prints. */
export interface CliProbe {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly charts: readonly {
    readonly repository: string;
    readonly versions: readonly { readonly version: string }[];
  }[];
}

export interface CliTarget {
  readonly endpoint: string;
  readonly basePaths: readonly string[];
  /** File with a PEM certificate. */
  readonly caFile?: string;
  readonly login?: { readonly username: string; readonly password: string };
}

/** Runs the built command, as a user does. */
export function probeByCli(target: CliTarget): Promise<{ readonly code: number; readonly probe: CliProbe }> {
  const { endpoint, basePaths, caFile, login } = target;
  const args = [
    ...basePaths.flatMap((path) => ['--base-content-path', path]),
    ...(caFile === undefined ? [] : ['--ca', caFile]),
    ...(login === undefined ? [] : ['--username', login.username]),
  ];
  const env = { PATH: process.env['PATH'], HOME: tmpdir(), TMPDIR: tmpdir(), OCI_PASSWORD: login?.password };
  return new Promise((resolveRun, reject) => {
    const all = [CLI, 'probe', endpoint, ...args, '--json'];
    const child = execFile(process.execPath, all, { env, cwd: tmpdir(), maxBuffer: 1 << 26 }, (_, stdout, stderr) => {
      const code = child.exitCode ?? -1;
      if (stderr !== '' || stdout === '') reject(new Error(`palette-oci probe ended with ${code}: ${stdout}${stderr}`));
      else resolveRun({ code, probe: JSON.parse(stdout) as CliProbe });
    });
  });
}
