import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

export interface ProviderFile {
  /** As in `required_providers`, e.g. `palette-oci/palette`. */
  readonly source: string;
  readonly version: string;
  /** The executable; it is copied into each folder's `terraform.d/plugins`. */
  readonly file: string;
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams without colours, boxes and line breaks: what a person reads, in one line. */
  readonly text: string;
}

/** Terraform's words for a provider that broke the rules. */
const TERRAFORM_BLAMES =
  /Provider produced|inconsistent (result|final plan)|invalid plan|Provider returned invalid|Plugin did not respond/i;
/** The same and the provider's own word for it. */
export const ANY_BLAME = new RegExp(`${TERRAFORM_BLAMES.source}|bug in the provider|Provider Bug`, 'i');

/** A folder with configuration, in which the real Terraform runs with a provider of ours. */
export class TerraformFolder {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  /** A command whose output holds these words is a failed test, whatever the test looks at. */
  blame: RegExp | undefined = TERRAFORM_BLAMES;

  constructor(providers: readonly ProviderFile[], env: NodeJS.ProcessEnv = {}) {
    this.path = mkdtempSync(join(tmpdir(), 'terraform-'));
    const cliConfig = join(this.path, 'cli.tfrc');
    writeFileSync(cliConfig, '');
    this.env = {
      PATH: process.env['PATH'],
      HOME: this.path,
      TF_CLI_CONFIG_FILE: cliConfig,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      ...env,
    };
    for (const provider of providers) this.install(provider);
    const required = providers.map(
      ({ source, version }) =>
        `    ${source.split('/').at(-1)} = {\n      source = "${source}"\n      version = "${version}"\n    }`,
    );
    this.write('versions.tf', `terraform {\n  required_providers {\n${required.join('\n')}\n  }\n}\n`);
  }

  /** Puts a provider where `terraform init` finds it, whether or not the configuration requires it. */
  install({ source, version, file }: ProviderFile): void {
    const type = source.split('/').at(-1);
    const folders = ['terraform.d', 'plugins', 'registry.terraform.io', source, version, PLATFORM];
    const target = join(this.path, ...folders, `terraform-provider-${type}_v${version}`);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
    chmodSync(target, 0o755);
  }

  write(name: string, text: string): this {
    writeFileSync(join(this.path, name), text);
    return this;
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  /** Runs one command to its end, whatever its exit code. */
  run(...args: readonly string[]): Promise<Run> {
    return this.runWith({}, ...args);
  }

  runWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Run> {
    const options = { cwd: this.path, env: { ...this.env, ...env }, maxBuffer: 1 << 28 };
    return new Promise((resolve, reject) => {
      const child = execFile('terraform', [...args], options, (_, stdout, stderr) => {
        const text = readable(stdout + stderr);
        const blame = this.blame?.exec(text)?.[0];
        if (blame) reject(new Error(`terraform ${args.join(' ')} blames the provider ("${blame}"):\n${text}`));
        else resolve({ code: child.exitCode, stdout, text });
      });
    });
  }

  /** Runs one command that must succeed. */
  async succeed(...args: readonly string[]): Promise<Run> {
    const run = await this.run(...args);
    if (run.code !== 0)
      throw new Error(`terraform ${args.join(' ')} ended with ${run.code}:\n${run.text.slice(-4_000)}`);
    return run;
  }

  async init(): Promise<this> {
    await this.succeed('init', '-input=false', '-no-color');
    return this;
  }

  apply(...args: readonly string[]): Promise<Run> {
    return this.run('apply', '-auto-approve', '-input=false', '-no-color', ...args);
  }

  destroy(...args: readonly string[]): Promise<Run> {
    return this.run('destroy', '-auto-approve', '-input=false', '-no-color', ...args);
  }

  /** A plan's exit code is 0 for "nothing to do", 2 for changes, 1 for errors. */
  plan(...args: readonly string[]): Promise<Run> {
    return this.run('plan', '-detailed-exitcode', '-input=false', '-no-color', ...args);
  }

  /** Errors and warnings of a command, word for word; `at` is the first line that Terraform quotes. */
  async diagnostics(...args: readonly string[]): Promise<readonly TerraformDiagnostic[]> {
    const { stdout } = await this.run(...args, '-json');
    const lines = stdout
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{"'));
    const whole =
      lines.length === 0 ? [JSON.parse(stdout) as JsonLine] : lines.map((line) => JSON.parse(line) as JsonLine);
    return whole
      .flatMap(({ diagnostic, diagnostics }) => diagnostics ?? (diagnostic ? [diagnostic] : []))
      .map(({ severity, summary, detail, snippet }) => ({ severity, summary, detail, at: snippet?.code.trim() }));
  }

  /** What would change: address -> actions, e.g. `["create"]`. */
  async plannedActions(...args: readonly string[]): Promise<Record<string, readonly string[]>> {
    await this.succeed('plan', '-out=plan.bin', '-input=false', '-no-color', ...args);
    const { stdout } = await this.succeed('show', '-json', 'plan.bin');
    const changes = (JSON.parse(stdout) as PlanJson).resource_changes ?? [];
    return Object.fromEntries(
      changes
        .map(({ address, change }) => [address, change.actions] as const)
        .filter(([, [first]]) => first !== 'no-op'),
    );
  }

  /** Attributes of one object in state. */
  async state(address: string): Promise<Record<string, unknown>> {
    const { stdout } = await this.succeed('show', '-json');
    const { values } = JSON.parse(stdout) as { values?: { root_module: { resources?: readonly StateJson[] } } };
    const found = values?.root_module.resources?.find((resource) => resource.address === address);
    if (!found) throw new Error(`${address} is not in state`);
    return found.values;
  }

  start(...args: readonly string[]): ChildProcess {
    return this.startWith({}, ...args);
  }

  startWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): ChildProcess {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    return spawn('terraform', [...args], { cwd: this.path, env: { ...this.env, ...env }, stdio: [...stdio] });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface TerraformDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly at?: string;
}

type RawDiagnostic = Omit<TerraformDiagnostic, 'at'> & { readonly snippet?: { readonly code: string } };

interface JsonLine {
  readonly diagnostic?: RawDiagnostic;
  readonly diagnostics?: readonly RawDiagnostic[];
}

interface PlanJson {
  readonly resource_changes?: readonly { address: string; change: { actions: readonly string[] } }[];
}

interface StateJson {
  readonly address: string;
  readonly values: Record<string, unknown>;
}

function readable(text: string): string {
  return text
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/[│╷╵]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
