import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Sandbox } from '../../src/sandbox';
import { processesIn } from './processes';

const PACKAGE_ROOT = resolve(__dirname, '..', '..');
const CDKTF = join(PACKAGE_ROOT, 'node_modules', '.bin', 'cdktf');

/** One stack with one registry, as a user would write it; what differs between two pipelines comes by the environment. */
const PROGRAM = `
const { createRequire } = require('node:module');
const load = createRequire(${JSON.stringify(join(PACKAGE_ROOT, 'package.json'))});
const { App, PgBackend, TerraformStack } = load('cdktf');
const { OciHelmRegistry, PaletteProvider, RegistryAuth } = load('./dist/lib');
const { REGISTRY_ENDPOINT, REGISTRY_LABEL, STATES } = process.env;
const app = new App();
const stack = new TerraformStack(app, 'charts');
new PgBackend(stack, { connStr: STATES });
new PaletteProvider(stack, 'palette');
new OciHelmRegistry(stack, 'registry', {
  name: 'charts',
  endpoint: REGISTRY_ENDPOINT,
  auth: RegistryAuth.anonymous(),
  synchronization: false,
  validate: false,
  labels: { pipeline: REGISTRY_LABEL },
});
app.synth();
`;

export interface PipelineSettings {
  readonly palette: Pick<Sandbox, 'url' | 'apiKey'>;
  /** Connection of the backend "pg". */
  readonly states: string;
  readonly label: string;
  /** More environment. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Finished {
  readonly code: number | null;
  readonly text: string;
}

/** A checkout in which a pipeline runs the real CDKTF CLI. */
export class Pipeline {
  readonly path = mkdtempSync(join(tmpdir(), 'pipeline-'));
  /** Where the CLI runs Terraform. */
  readonly stackFolder = join(this.path, 'cdktf.out', 'stacks', 'charts');
  private readonly env: NodeJS.ProcessEnv;

  constructor({ palette, states, label, env }: PipelineSettings) {
    for (const folder of ['home', 'tmp']) mkdirSync(join(this.path, folder));
    writeFileSync(join(this.path, 'main.js'), PROGRAM);
    const settings = { language: 'typescript', app: 'node main.js', sendCrashReports: 'false', projectId: 'pipeline' };
    writeFileSync(join(this.path, 'cdktf.json'), JSON.stringify(settings));
    writeFileSync(join(this.path, 'cli.tfrc'), '');
    this.env = {
      PATH: process.env['PATH'],
      HOME: join(this.path, 'home'),
      TMPDIR: join(this.path, 'tmp'),
      TF_CLI_CONFIG_FILE: join(this.path, 'cli.tfrc'),
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true',
      CHECKPOINT_DISABLE: '1',
      CI: '1',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      PALETTE_HOST: palette.url,
      PALETTE_API_KEY: palette.apiKey,
      REGISTRY_ENDPOINT: 'https://registry.example.com',
      REGISTRY_LABEL: label,
      STATES: states,
      ...env,
    };
  }

  deploy(): { readonly child: ChildProcess; readonly finished: Promise<Finished> } {
    return this.run(CDKTF, ['deploy', 'charts', '--auto-approve'], this.path);
  }

  terraform(...args: readonly string[]): Promise<Finished> {
    return this.run('terraform', args, this.stackFolder).finished;
  }

  /** Kills everything that runs here, as a pipeline that is cancelled hard does. */
  kill(): void {
    for (const pid of processesIn(this.path)) process.kill(pid, 'SIGKILL');
  }

  remove(): void {
    this.kill();
    rmSync(this.path, { recursive: true, force: true });
  }

  private run(command: string, args: readonly string[], cwd: string) {
    const child = spawn(command, [...args], { cwd, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, text: inOneLine(text) }));
    return { child, finished };
  }
}

/** Without colours, boxes, the stack's name before each line, and line breaks. */
function inOneLine(text: string): string {
  return text
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/^charts\s/gm, '')
    .replace(/[│╷╵]/g, ' ')
    .replace(/\s+/g, ' ');
}
