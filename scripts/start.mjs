#!/usr/bin/env node
/**
 * `npm start`: the whole way once, with the real CDKTF CLI and the real Terraform.
 *
 * Without PALETTE_API_KEY against a stand-in for Palette on this machine: deploys examples/basic.ts, shows what was
 * registered, and destroys it. With PALETTE_API_KEY in the tenant of that key, and destroys nothing.
 * Everything is written below .npm-start/ in this clone.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTerraform, setUp, SetupError } from './setup.mjs';
import { START_OF_LINE, terminalOf } from './terminal.mjs';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const work = path.join(packageRoot, '.npm-start');
const logs = path.join(work, 'logs');
const STACK = 'basic';

const terminal = terminalOf(process.stdout, process.env);

let processes;
let stepNumber = 0;
let isInStep = false;
let ticking;

/** Prints `title`, does `job`, prints how long it took and the lines that it returned. */
async function step(title, job) {
  const start = Date.now();
  const seconds = (digits) => terminal.dim(`${((Date.now() - start) / 1000).toFixed(digits)} s`);
  const heading = `${terminal.bold(`${(stepNumber += 1)}. ${title}`)} … `;
  process.stdout.write(heading);
  isInStep = true;
  // Some steps take half a minute: on a terminal the seconds run.
  const tick = () => process.stdout.write(`${START_OF_LINE}${heading}${seconds(0)}`);
  if (terminal.isLive) ticking = setInterval(tick, 1000);
  const lines = await job();
  endTicking();
  isInStep = false;
  console.log(`${terminal.isLive ? `${START_OF_LINE}${heading}` : ''}${seconds(1)}`);
  for (const line of lines) console.log(`   ${line}`);
}

function endTicking() {
  clearInterval(ticking);
}

function log(name) {
  return path.join(logs, `${name}.log`);
}

/** Nothing of CDKTF and Terraform may land in the home folder or the system's folder for temporary files. */
function childEnvironment(extra) {
  const home = path.join(work, 'home');
  const temporary = path.join(work, 'tmp');
  for (const folder of [home, temporary, logs]) mkdirSync(folder, { recursive: true });
  const terraformConfig = path.join(work, 'terraformrc');
  writeFileSync(terraformConfig, '');
  return {
    ...process.env,
    HOME: home,
    TMPDIR: temporary,
    TF_CLI_CONFIG_FILE: terraformConfig,
    CHECKPOINT_DISABLE: '1',
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true',
    CI: '1',
    FORCE_COLOR: '0',
    NO_COLOR: '1',
    ...extra,
  };
}

/** Where the stand-in's deployment lives: its state must never mix with that of a real tenant. */
function sandboxProject() {
  const folder = path.join(work, 'project');
  mkdirSync(folder, { recursive: true });
  const app = `node ${JSON.stringify(path.join(packageRoot, 'dist', 'examples', 'main.js'))}`;
  writeFileSync(
    path.join(folder, 'cdktf.json'),
    JSON.stringify({ language: 'typescript', app, sendCrashReports: 'false' }),
  );
  return folder;
}

function cdktf(project, env, command) {
  const cli = path.join(packageRoot, 'node_modules', '.bin', 'cdktf');
  return processes.run(cli, [command, STACK, '--auto-approve'], {
    cwd: project,
    env,
    logFile: log(`cdktf-${command}`),
  });
}

function terraform(project, env, args, allowed) {
  const cwd = path.join(project, 'cdktf.out', 'stacks', STACK);
  return processes.run('terraform', args, { cwd, env, logFile: log(`terraform-${args[0]}`), allowed });
}

async function readOutputs(project, env) {
  const { output } = await terraform(project, env, ['output', '-json']);
  return Object.fromEntries(Object.entries(JSON.parse(output)).map(([name, { value }]) => [name, value]));
}

async function secondPlan(project, env) {
  const args = ['plan', '-detailed-exitcode', '-input=false', '-no-color'];
  const { code, output } = await terraform(project, env, args, [0, 2]);
  if (code === 0) return [terminal.green('No changes: what Palette has is what the program says.')];
  throw new processes.ProgramError(`${output.trimEnd()}\nA second plan should have nothing to do.`);
}

async function chartTable(palette, registryId) {
  const { listCharts } = await import('./palette-charts.mjs');
  const charts = await listCharts(palette, registryId);
  if (charts.length === 0) return ['none'];
  const width = Math.max(...charts.map(({ name }) => name.length), 'chart'.length);
  const row = (name, versions) => `${name.padEnd(width)}  ${versions}`;
  return [row('chart', 'versions'), ...charts.map(({ name, versions }) => row(name, versions.join(', ')))];
}

/** Deploys, shows what is there now, plans again, lists the charts. */
async function deployAndShow(project, env, palette) {
  let outputs = {};
  await step('Deploy examples/basic.ts with the CDKTF CLI', async () => {
    await cdktf(project, env, 'deploy');
    outputs = await readOutputs(project, env);
    return [
      `registry  ${outputs.registry_name} (${outputs.registry_id})`,
      `endpoint  ${env.OCI_ENDPOINT}, base content path ${env.OCI_BASE_CONTENT_PATHS}`,
      `sync      ${outputs.sync_status === 'Completed' ? terminal.green('Completed') : outputs.sync_status}`,
    ];
  });
  await step('Plan again', () => secondPlan(project, env));
  await step('Ask Palette for the charts that it now offers', () => chartTable(palette, outputs.registry_id));
}

/** Logs and all; only a failure leaves them for a look. */
function removeWork() {
  rmSync(work, { recursive: true, force: true });
}

async function runInSandbox() {
  removeWork();
  let sandbox;
  let env = childEnvironment({});
  await step('Start the sandbox, a stand-in for Palette with a small OCI registry', async () => {
    const cli = path.join(packageRoot, 'dist', 'cli', 'palette-oci.js');
    const args = [cli, 'sandbox', '--json', '--exit-with-stdin'];
    sandbox = await processes.startServer(process.execPath, args, { env, logFile: log('sandbox') });
    return [`Palette   ${sandbox.ready.url}`, `registry  ${sandbox.ready.sampleRegistry.endpoint}`];
  });
  const { url, apiKey, sampleRegistry } = sandbox.ready;
  const caFile = path.join(work, 'sample-registry-ca.pem');
  writeFileSync(caFile, sampleRegistry.caCertificate);
  env = childEnvironment({
    PALETTE_HOST: url,
    PALETTE_API_KEY: apiKey,
    OCI_ENDPOINT: sampleRegistry.endpoint,
    OCI_BASE_CONTENT_PATHS: sampleRegistry.baseContentPath,
    OCI_USERNAME: sampleRegistry.username,
    OCI_CA_CERTIFICATE: caFile,
    TF_VAR_oci_password: sampleRegistry.password,
  });
  const project = sandboxProject();
  await deployAndShow(project, env, { url, apiKey });
  await step('Destroy it, and stop the sandbox', async () => {
    await cdktf(project, env, 'destroy');
    await sandbox.stop();
    return [];
  });
  console.log(`
That was the sandbox. For your Palette and your registry:

  export PALETTE_API_KEY=…                      # of a tenant administrator (PALETTE_HOST for a self-hosted Palette)
  export OCI_ENDPOINT=https://harbor.example.com OCI_BASE_CONTENT_PATHS=charts
  export OCI_USERNAME=… OCI_PASSWORD=…
  npm start                                     # registers it there, and destroys nothing`);
}

async function runOnTenant() {
  const missing = ['OCI_ENDPOINT', 'OCI_BASE_CONTENT_PATHS', 'OCI_USERNAME', 'OCI_PASSWORD'].filter(
    (name) => !process.env[name],
  );
  if (missing.length > 0) {
    throw new SetupError(
      `PALETTE_API_KEY is set, so this registers a registry in your Palette tenant. Which one? Set ${missing.join(', ')}, ` +
        'or unset PALETTE_API_KEY to see it work on this machine only.',
    );
  }
  const host = process.env.PALETTE_HOST ?? process.env.SPECTROCLOUD_HOST ?? 'api.spectrocloud.com';
  const url = /^https?:\/\//.test(host) ? host.replace(/\/+$/, '') : `https://${host}`;
  const env = childEnvironment({ TF_VAR_oci_password: process.env.OCI_PASSWORD });
  console.log(`Palette is ${url}: nothing will be destroyed.`);
  await deployAndShow(packageRoot, env, { url, apiKey: process.env.PALETTE_API_KEY });
  console.log(`
The registry stays in Palette. Its state is terraform.${STACK}.tfstate in this folder. To remove it:
  TF_VAR_oci_password=$OCI_PASSWORD npx cdktf destroy ${STACK}`);
}

async function main() {
  await step('Set up', async () => {
    const done = [];
    const version = checkTerraform();
    await setUp({ withTerraform: false, log: (line) => done.push(line) });
    return [`Node.js ${process.versions.node}, Terraform ${version}`, ...done];
  });
  processes = await import('./child-processes.mjs');
  processes.endOnSignals(() => {
    endTicking();
    console.log('\nStopping. Press Ctrl-C again to kill.');
  });
  await (process.env.PALETTE_API_KEY ? runOnTenant() : runInSandbox());
  removeWork();
}

main().catch(async (error) => {
  endTicking();
  await processes?.endAll();
  const byHand = processes && error instanceof processes.Interrupted;
  const expected = ['SetupError', 'BuildError', 'ProgramError'].includes(error.constructor.name);
  if (byHand) removeWork();
  else console.error(`${isInStep ? `${terminal.red('failed')}\n` : ''}\n${expected ? error.message : error.stack}`);
  process.exitCode = byHand ? 130 : 1;
});
