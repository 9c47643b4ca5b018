import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ProviderFile } from './terraform';

const NODE_MODULES = resolve(__dirname, '..', '..', 'node_modules');
const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
/** As strict as a user's own program, and without emit when it does not compile. */
const COMPILER_OPTIONS = {
  target: 'es2022',
  lib: ['es2023'],
  module: 'node16',
  moduleResolution: 'node16',
  types: ['node'],
  strict: true,
  noEmitOnError: true,
  skipLibCheck: true,
};

/** A CDKTF project of a user who takes the provider from a mirror and generates bindings for it with `cdktf get`. */
export class CdktfProject {
  readonly path = mkdtempSync(join(tmpdir(), 'cdktf-project-'));
  private readonly env: NodeJS.ProcessEnv;

  constructor(provider: ProviderFile) {
    const { source, version } = provider;
    const mirror = join(this.path, 'mirror');
    installInto(mirror, provider);
    for (const folder of ['home', 'tmp']) mkdirSync(join(this.path, folder));
    symlinkSync(NODE_MODULES, join(this.path, 'node_modules'));
    this.write('cli.tfrc', `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
    this.write('tsconfig.json', JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ['main.ts'] }));
    const settings = { language: 'typescript', app: 'node main.js', sendCrashReports: 'false', projectId: 'bindings' };
    this.write('cdktf.json', JSON.stringify({ ...settings, terraformProviders: [`${source}@${version}`] }));
    this.env = {
      PATH: process.env['PATH'],
      // What the CLI, npm and Terraform leave behind lands inside the project.
      HOME: join(this.path, 'home'),
      TMPDIR: join(this.path, 'tmp'),
      TF_CLI_CONFIG_FILE: join(this.path, 'cli.tfrc'),
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true',
      CHECKPOINT_DISABLE: '1',
      CI: '1',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
    };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  cdktf(...args: readonly string[]): Promise<string> {
    return this.run(join(NODE_MODULES, '.bin', 'cdktf'), args);
  }

  /** Type-checks main.ts with all that it imports, and writes the JavaScript beside it. */
  compile(): Promise<string> {
    return this.run(join(NODE_MODULES, '.bin', 'tsc'), ['-p', '.']);
  }

  terraform(folder: string, ...args: readonly string[]): Promise<string> {
    return this.run('terraform', args, folder);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** @returns stdout of a program that ended with 0; everything that it said is in the error otherwise */
  private run(command: string, args: readonly string[], folder = '.'): Promise<string> {
    const options = { cwd: join(this.path, folder), env: this.env, maxBuffer: 1 << 26 };
    return new Promise((resolveRun, reject) => {
      const child = execFile(command, [...args], options, (error, stdout, stderr) => {
        if (!error) resolveRun(stdout);
        else reject(new Error(`${command} ${args.join(' ')} ended with ${error.code}:\n${stdout}${stderr}`));
      });
      child.stdin?.end();
    });
  }
}

function installInto(mirror: string, { source, version, file }: ProviderFile): void {
  const name = `terraform-provider-${source.split('/').at(-1)}_v${version}`;
  const target = join(mirror, 'registry.terraform.io', source, version, PLATFORM, name);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
  chmodSync(target, 0o755);
}
