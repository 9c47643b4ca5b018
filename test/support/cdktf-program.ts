import { build, type Plugin } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const PACKAGE: string = require('../../package.json').name;

/** This package's constructs as a user imports them, which means the built ones with the provider inside. */
const asInstalled: Plugin = {
  name: 'as installed',
  setup({ onResolve }) {
    onResolve({ filter: /\/lib$/ }, () => ({ path: PACKAGE, external: true }));
  },
};

/** A user's CDKTF project: a program, a cdktf.json, the installed packages, and the real CDKTF CLI. */
export class CdktfProgram {
  readonly path = mkdtempSync(join(tmpdir(), 'cdktf-program-'));
  private readonly env: NodeJS.ProcessEnv;

  private constructor(env: NodeJS.ProcessEnv) {
    for (const folder of ['home', 'tmp', 'node_modules']) mkdirSync(join(this.path, folder));
    for (const name of ['cdktf', 'constructs']) {
      symlinkSync(join(ROOT, 'node_modules', name), join(this.path, 'node_modules', name));
    }
    symlinkSync(ROOT, join(this.path, 'node_modules', PACKAGE));
    writeFileSync(join(this.path, 'cli.tfrc'), '');
    const settings = { language: 'typescript', app: 'node main.js', sendCrashReports: 'false', projectId: 'program' };
    writeFileSync(join(this.path, 'cdktf.json'), JSON.stringify(settings));
    this.env = {
      PATH: process.env['PATH'],
      // What the CLI and Terraform leave behind lands inside the project.
      HOME: join(this.path, 'home'),
      TMPDIR: join(this.path, 'tmp'),
      TF_CLI_CONFIG_FILE: join(this.path, 'cli.tfrc'),
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true',
      CHECKPOINT_DISABLE: '1',
      CI: '1',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      ...env,
    };
  }

  /** @param file the program, which imports the constructs as "…/lib" */
  static async from(file: string, env: NodeJS.ProcessEnv): Promise<CdktfProgram> {
    const program = new CdktfProgram(env);
    await build({
      entryPoints: [file],
      outfile: join(program.path, 'main.js'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      packages: 'external',
      plugins: [asInstalled],
      logLevel: 'silent',
    });
    return program;
  }

  /** @returns what the CLI printed; a command that fails is an error with all of it */
  cdktf(command: 'deploy' | 'destroy', ...stacks: readonly string[]): Promise<string> {
    const cli = join(ROOT, 'node_modules', '.bin', 'cdktf');
    return this.run(cli, [command, ...stacks, '--auto-approve'], this.path);
  }

  /** In the folder of a stack that was deployed. */
  terraform(stack: string, ...args: readonly string[]): Promise<string> {
    return this.run('terraform', args, join(this.path, 'cdktf.out', 'stacks', stack));
  }

  /** @typeParam Outputs what the program puts out, by name */
  async outputs<Outputs extends object>(stack: string): Promise<Outputs> {
    const outputs = JSON.parse(await this.terraform(stack, 'output', '-json')) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])) as Outputs;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private run(command: string, args: readonly string[], cwd: string): Promise<string> {
    return new Promise((resolveRun, reject) => {
      const child = execFile(
        command,
        [...args],
        { cwd, env: this.env, maxBuffer: 1 << 28 },
        (error, stdout, stderr) => {
          if (error === null) resolveRun(stdout);
          else reject(new Error(`${command} ${args.join(' ')} ended with ${error.code}:\n${stdout}${stderr}`));
        },
      );
      child.stdin?.end();
    });
  }
}
