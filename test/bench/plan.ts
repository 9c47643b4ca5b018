import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox';
import { paletteFolder } from '../support/palette-folder';
import { TerraformFolder } from '../support/terraform';
import { report, timed, timeInTurns } from './statistics';

const MANY = 1_000;
/** Built by scripts/bench.mjs from idle-provider.ts. */
const IDLE_PROVIDER = join(process.cwd(), 'dist', 'test', 'bench', 'idle-provider');

/**
 * `terraform plan` without a change, of one and of a thousand registries, against as many `terraform_data`: one resource
 * block each, as CDKTF writes them.
 */
export async function benchPlan(): Promise<boolean> {
  const sandbox = await startSandbox({ rateLimit: false });
  try {
    const one = await comparePlans(sandbox, 1, 11, 7.5);
    const many = await comparePlans(sandbox, MANY, 5, 2.5);
    return one && many;
  } finally {
    await sandbox.close();
  }
}

async function comparePlans(sandbox: Sandbox, count: number, rounds: number, bar: number): Promise<boolean> {
  const env = { PALETTE_REQUESTS_PER_SECOND: '0', NODE_EXTRA_CA_CERTS: undefined };
  const folders = {
    ours: paletteFolder(sandbox, env).write('main.tf', blocks(count, registry)),
    sameData: new TerraformFolder([]).write('main.tf', blocks(count, sameData)),
    empty: new TerraformFolder([]).write('main.tf', blocks(count, emptyData)),
    idle: paletteFolder(sandbox, env, IDLE_PROVIDER).write('main.tf', blocks(count, registry)),
  };
  try {
    for (const folder of Object.values(folders)) {
      await folder.init();
      if (folder === folders.idle) folder.write('terraform.tfstate', folders.ours.read('terraform.tfstate'));
      else await folder.succeed('apply', '-auto-approve', '-no-color');
    }
    const times = await timeInTurns(rounds, {
      ours: () => timed(() => noChange(folders.ours)),
      sameData: () => timed(() => noChange(folders.sameData)),
      empty: () => timed(() => noChange(folders.empty)),
      idle: () => timed(() => noChange(folders.idle)),
    });
    const detail =
      `${times.ours.toFixed(0)} ms against ${times.sameData.toFixed(0)} ms of terraform_data with the same values; ` +
      `${(times.ours / times.empty).toFixed(2)}x of empty ones; ${(times.idle / times.sameData).toFixed(2)}x with a provider that does nothing`;
    const fast = report(`plan of ${count} without a change`, times.ours / times.sameData, bar, 'x', detail);
    if (count < MANY) return fast;
    const megabytes = await peakMemory(folders.ours);
    return report(`provider memory after ${count} registries`, megabytes, 80, ' MB', 'peak resident set') && fast;
  } finally {
    for (const folder of Object.values(folders)) folder.remove();
  }
}

function blocks(count: number, block: (name: string) => string): string {
  return Array.from({ length: count }, (_, index) => block(`registry-${index}-of-${count}`)).join('');
}

function registry(name: string): string {
  return `
resource "palette_oci_registry" "${name}" {
  name            = "${name}"
  endpoint        = "https://harbor.example.com"
  synchronization = false
  validate        = false
  basic {
    username    = "palette"
    password_wo = "secret of ${name}"
  }
}
`;
}

/** The same values in Terraform's own resource: core's work grows with what it keeps, whoever provides it. */
function sameData(name: string): string {
  return `
resource "terraform_data" "${name}" {
  input = {
    id              = "0123456789abcdef01234567"
    name            = "${name}"
    endpoint        = "https://harbor.example.com"
    provider_type   = "helm"
    username        = "palette"
    synchronization = false
    validate        = false
    wait_for_sync   = true
  }
}
`;
}

function emptyData(name: string): string {
  return `resource "terraform_data" "${name}" {}\n`;
}

async function noChange(folder: TerraformFolder): Promise<void> {
  const { code, text } = await folder.plan();
  if (code !== 0) throw new Error(`the plan was to change nothing, but ended with ${code}:\n${text.slice(-4_000)}`);
}

/** The largest resident set of any provider process during one plan, in MB. */
async function peakMemory(folder: TerraformFolder): Promise<number> {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, ...residentSets(folder.path))), 20);
  await noChange(folder);
  clearInterval(timer);
  return peak / 1024;
}

function residentSets(folder: string): number[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || readlinkSync(`/proc/${pid}/cwd`) !== folder) return [];
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('terraform-provider-palette')) return [];
      const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return kilobytes === undefined ? [] : [Number(kilobytes)];
    } catch {
      return []; // The process ended in between.
    }
  });
}
