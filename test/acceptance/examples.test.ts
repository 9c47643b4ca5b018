import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import registries from '../../examples/many-registries.json';
import { useAws } from '../support/aws-provider';
import { PROVIDER_FILE, PROVIDER_VERSION } from '../support/palette-folder';
import { temporaryFolder } from '../support/temporary-folder';
import { TerraformFolder } from '../support/terraform';

const ROOT = resolve(__dirname, '..', '..');
const EXAMPLES = readdirSync(join(ROOT, 'examples'))
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.replace('.ts', ''));

/** A value for each variable of the examples without a default. */
const VARIABLES = {
  TF_VAR_oci_password: 'Harbor12345',
  TF_VAR_ghcr_token: 'ghp_0123456789',
  TF_VAR_harbor_password: 'Harbor12345',
  TF_VAR_payments_password: 'Harbor12345',
  TF_VAR_search_password: 'Harbor12345',
  TF_VAR_registry_passwords: JSON.stringify(
    Object.fromEntries(Object.keys(registries).map((team) => [team, 'secret'])),
  ),
};

/** The HCL of cdktf 0.21 writes `depends_on` as texts, which Terraform takes, and warns about. */
const QUOTED_BY_CDKTF = 'Quoted references are deprecated';

const aws = useAws();

/** Runs the program of all examples, as `cdktf synth` does. @returns the folder with the stacks' folders */
function synthesize(env: NodeJS.ProcessEnv = {}): string {
  const cwd = temporaryFolder();
  execFileSync(process.execPath, [join(ROOT, 'dist', 'examples', 'main.js')], { cwd, env: { ...process.env, ...env } });
  return join(cwd, 'cdktf.out', 'stacks');
}

let json: string;
let hcl: string;
beforeAll(() => {
  json = synthesize();
  hcl = synthesize({ SYNTH_HCL_OUTPUT: 'true' });
});

async function folderOf(stack: string, env: NodeJS.ProcessEnv = {}): Promise<TerraformFolder> {
  const palette = { source: 'palette-oci/palette', version: PROVIDER_VERSION, file: PROVIDER_FILE };
  const folder = new TerraformFolder([palette, aws.provider], { ...VARIABLES, ...env });
  folder.write('versions.tf', '');
  cpSync(stack, folder.path, { recursive: true });
  await folder.succeed('init', '-backend=false', '-input=false', '-no-color');
  return folder;
}

describe.each(EXAMPLES)('the example %s', (example) => {
  test.each([
    ['JSON', () => json],
    ['HCL', () => hcl],
  ])('is valid as %s', async (_, output) => {
    const folder = await folderOf(join(output(), example));
    try {
      const problems = await folder.diagnostics('validate');
      expect(problems.filter(({ summary }) => summary !== QUOTED_BY_CDKTF)).toEqual([]);
    } finally {
      folder.remove();
    }
  });
});

test.each(EXAMPLES)('the example %s is applied, has nothing to do afterwards, and is destroyed', async (example) => {
  const sandbox = await aws.sandbox();
  const folder = await folderOf(join(json, example), {
    PALETTE_HOST: sandbox.url,
    PALETTE_API_KEY: sandbox.apiKey,
    PALETTE_REQUESTS_PER_SECOND: '0',
  });
  try {
    folder.write('unreachable_override.tf.json', withoutNetwork(folder.read('cdk.tf.json')));
    await folder.init();
    await folder.succeed('apply', '-auto-approve', '-input=false', '-no-color');
    expect(await folder.plannedActions()).toEqual({});
    await folder.succeed('destroy', '-auto-approve', '-input=false', '-no-color');
  } finally {
    folder.remove();
  }
});

/** Overrides for a machine from which neither the examples' registries nor the pipeline's state can be reached. */
function withoutNetwork(stack: string): string {
  const { resource } = JSON.parse(stack) as { resource: { palette_oci_registry: Readonly<Record<string, object>> } };
  const names = Object.keys(resource.palette_oci_registry);
  const unchecked = { validate: false, wait_for_sync: false };
  return JSON.stringify({
    terraform: { backend: { local: {} } },
    resource: { palette_oci_registry: Object.fromEntries(names.map((name) => [name, unchecked])) },
  });
}

test('every example is synthesized, and nothing else', () => {
  expect(readdirSync(json).sort()).toEqual([...EXAMPLES].sort());
});
