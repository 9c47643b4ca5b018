import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type * as Lib from '../../lib';
import type * as EcrLib from '../../lib/aws';
import { PROVIDER_FILE } from '../support/palette-folder';
import { median, report, timed, timeInTurns } from './statistics';

/** What a user's program loads. */
const LIB = resolve(PROVIDER_FILE, '..', '..', 'lib');
const ROUNDS = 15;

/** What the constructs add to a user's program: loading them, and synthesis as a stack grows. */
export async function benchLib(): Promise<boolean> {
  const holds = [
    await benchImport('constructs', LIB),
    await benchImport('constructs for Amazon ECR', join(LIB, 'aws')),
  ];
  holds.push(await benchSynthesis('registries, each with a check', 1_000, addRegistry));
  holds.push(await benchSynthesis('EcrHelmRegistry', 200, addEcrRegistry));
  return holds.every(Boolean);
}

async function benchImport(what: string, folder: string): Promise<boolean> {
  const peaks: Record<'node' | 'lib', number[]> = { node: [], lib: [] };
  const load = (name: 'node' | 'lib', code: string) => () =>
    timed(async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', `${code}${PEAK}`]);
      peaks[name].push(Number(stdout) / 1024);
    });
  const times = await timeInTurns(ROUNDS, {
    node: load('node', ''),
    lib: load('lib', `require(${JSON.stringify(folder)});`),
  });
  const compare = (measure: string, node: number, lib: number, bar: number, unit: string) => {
    const detail = `${lib.toFixed(0)}${unit} against ${node.toFixed(0)}${unit} of "node -e 0"`;
    return report(`${measure} of importing the ${what}`, lib - node, bar, unit, detail);
  };
  const fast = compare('time', times.node, times.lib, 150, ' ms');
  return compare('memory', median(peaks.node), median(peaks.lib), 90, ' MB') && fast;
}

/** Prints the process's largest resident set, in kB. */
const PEAK = 'console.log(process.resourceUsage().maxRSS);';

function addRegistry(stack: TerraformStack, id: string): void {
  const { OciHelmRegistry, RegistryAuth } = require(LIB) as typeof Lib;
  new OciHelmRegistry(stack, id, {
    endpoint: 'https://harbor.example.com',
    auth: RegistryAuth.basic({ username: 'palette', password: '${var.password}' }),
    baseContentPaths: ['charts'],
  }).check();
}

function addEcrRegistry(stack: TerraformStack, id: string): void {
  const { EcrHelmRegistry } = require(join(LIB, 'aws')) as typeof EcrLib;
  new EcrHelmRegistry(stack, id, {
    endpoint: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    baseContentPaths: [id],
  }).allowlist.addOutputs();
}

/** Ten times as many, in one warm process, so that start-up costs do not hide growth. */
async function benchSynthesis(what: string, many: number, add: (stack: TerraformStack, id: string) => void) {
  const { PaletteProvider } = require(LIB) as typeof Lib;
  const synthesis = (count: number) => async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
    try {
      return await timed(async () => {
        const app = new App({ outdir });
        const stack = new TerraformStack(app, 'many');
        new PaletteProvider(stack, 'palette');
        new AwsProvider(stack, 'aws', { region: 'us-east-1' });
        for (let number = 0; number < count; number++) add(stack, `registry-${number}`);
        app.synth();
      });
    } finally {
      rmSync(outdir, { recursive: true });
    }
  };
  const few = many / 10;
  const times = await timeInTurns(7, { few: synthesis(few), many: synthesis(many) });
  const detail = `${times.many.toFixed(0)} ms against ${times.few.toFixed(0)} ms of ${few}`;
  return report(`synthesis of ${many} ${what}`, times.many / times.few, 12, 'x', detail);
}
