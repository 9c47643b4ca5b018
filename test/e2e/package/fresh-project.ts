import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { terraformPlatform } from '../../../src/cli/terraform-platform';
import { type ProviderFile } from '../../support/terraform';
import { developerRuns } from './tarball';

const NODE_MODULES = resolve(__dirname, '..', '..', '..', 'node_modules');
/** What `cdktf init` writes for a new project, and no more. */
const CDKTF_JSON = { language: 'typescript', app: 'node main.js', projectId: 'fresh', sendCrashReports: 'false' };
const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    module: 'node16',
    moduleResolution: 'node16',
    strict: true,
    types: [],
    noEmitOnError: true,
  },
  files: ['main.ts'],
};

/**
 * A project in a folder of its own, with packages that npm installed, and a home of its own: whose commands know PATH and
 * HOME, Palette's address and key, and nothing else. (Terraform's configuration file is an empty one, because the
 * environment that the tests run in may name another; TMPDIR tells `npm run e2e` what belongs to a run.)
 */
export class FreshProject {
  private readonly outer = mkdtempSync(join(tmpdir(), 'fresh-'));
  readonly path = join(this.outer, 'project');
  readonly home = join(this.outer, 'home');
  private readonly temporary = join(this.outer, 'tmp');

  private connection: NodeJS.ProcessEnv = {};

  constructor() {
    for (const folder of [this.path, this.home, this.temporary]) mkdirSync(folder);
    writeFileSync(join(this.outer, 'empty.tfrc'), '');
    this.write('package.json', JSON.stringify({ private: true }));
    this.write('cdktf.json', JSON.stringify(CDKTF_JSON));
    this.write('tsconfig.json', JSON.stringify(TSCONFIG));
  }

  connect({ url, apiKey }: { readonly url: string; readonly apiKey: string }): void {
    this.connection = { PALETTE_HOST: url, PALETTE_API_KEY: apiKey };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  async install(...packages: readonly string[]): Promise<void> {
    const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...packages];
    await developerRuns('npm', args, this.path);
  }

  /** Puts a provider where Terraform finds it without asking the registry that has it. */
  putIntoHome({ source, version, file }: ProviderFile): void {
    const name = `terraform-provider-${source.split('/').at(-1)}_v${version}`;
    const mirror = join(this.home, '.terraform.d', 'plugins', 'registry.terraform.io', source, version);
    const target = join(mirror, terraformPlatform(process.platform, process.arch), name);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
    chmodSync(target, 0o755);
  }

  /** Compiles main.ts, declarations of all packages included, as strictly as `cdktf init` sets it up. */
  async program(text: string): Promise<void> {
    this.write('main.ts', text);
    await this.run(join(NODE_MODULES, '.bin', 'tsc'), ['-p', '.']);
  }

  /** The real CDKTF CLI. */
  cdktf(...args: readonly string[]): Promise<string> {
    return this.run(join(NODE_MODULES, '.bin', 'cdktf'), args);
  }

  terraform(stack: string, ...args: readonly string[]): Promise<string> {
    return this.run('terraform', args, { folder: join('cdktf.out', 'stacks', stack) });
  }

  /** @returns stdout and stderr of a program that ended with 0; `node` is the one to be first on its PATH */
  run(command: string, args: readonly string[], wishes: { folder?: string; node?: string } = {}): Promise<string> {
    const { folder = '.', node = process.execPath } = wishes;
    const env = {
      PATH: [dirname(node), process.env['PATH']].join(delimiter),
      HOME: this.home,
      TMPDIR: this.temporary,
      TF_CLI_CONFIG_FILE: join(this.outer, 'empty.tfrc'),
      ...this.connection,
    };
    const options = { cwd: join(this.path, folder), env, maxBuffer: 1 << 26 };
    return new Promise((resolveRun, reject) => {
      const child = execFile(command, [...args], options, (error, stdout, stderr) => {
        const output = readable(stdout + stderr);
        if (!error) resolveRun(output);
        else reject(new Error(`${command} ${args.join(' ')} ended with ${error.code}:\n${output.slice(-6_000)}`));
      });
      child.stdin?.end();
    });
  }

  /** Files and links outside the project that its commands left, by their path below the home and the temporary folder. */
  outside(): readonly string[] {
    return [this.home, this.temporary].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(this.outer.length + 1)),
    );
  }

  remove(): void {
    rmSync(this.outer, { recursive: true, force: true });
  }
}

/** Without colours and without the frames of a progress display. */
function readable(text: string): string {
  return text
    .replace(/\u001b\[[0-9;]*[a-zA-Z]/g, '')
    .replace(/^.*(Synthesizing|Stacks? (deploying|waiting)).*\n/gm, '');
}
