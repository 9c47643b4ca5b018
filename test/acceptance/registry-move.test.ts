import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox';
import { type BuiltProvider, buildProvider } from '../support/built-provider';
import { basicRegistry, create, ecrRegistry } from '../support/palette-calls';
import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
/** What `terraform init` installs because state names it; only its schema may be asked for. */
let oldProvider: BuiltProvider;
beforeAll(() => {
  const entry = join(__dirname, '..', 'support', 'spectrocloud', 'main.ts');
  oldProvider = buildProvider(entry, 'spectrocloud/spectrocloud', '0.29.8');
});
afterAll(async () => {
  await world.end();
  oldProvider.remove();
});

const ENDPOINT = 'https://registry.example.com';
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const ROLE = 'arn:aws:iam::123456789012:role/palette';

interface Case {
  readonly type: 'basic' | 'ecr';
  /** What Spectro Cloud's provider put into Palette. */
  readonly spec: object;
  /** Its `credentials` block in state. */
  readonly credentials: object;
  /** More of its state. */
  readonly old?: object;
  /** What the person writes in its place. */
  readonly hcl: string;
  readonly plan: 'nothing' | 'one update';
}

const PASSWORD = { credential_type: 'basic', username: 'robot$ci', password: 'first-secret' };
const KEYS = { credential_type: 'secret', access_key: 'AKIAEXAMPLE', secret_key: 'aws-secret' };
const basicHcl = (block: string) => `endpoint = "${ENDPOINT}"\nbasic {\n${block}\n}`;
const ecrHcl = (block: string) => `endpoint = "${ECR}"\necr {\n${block}\n}`;

const CASES: Readonly<Record<string, Case>> = {
  no_auth: {
    type: 'basic',
    spec: { auth: { type: 'noAuth' } },
    credentials: { credential_type: 'noAuth' },
    old: { is_private: false },
    hcl: basicHcl(''),
    plan: 'nothing',
  },
  password: {
    type: 'basic',
    spec: {},
    credentials: PASSWORD,
    hcl: basicHcl('username = "robot$ci"\npassword = "first-secret"'),
    plan: 'nothing',
  },
  write_only_password: {
    type: 'basic',
    spec: {},
    credentials: PASSWORD,
    hcl: basicHcl('username = "robot$ci"\npassword_wo = "first-secret"'),
    plan: 'one update',
  },
  access_keys: {
    type: 'ecr',
    spec: {},
    credentials: KEYS,
    hcl: ecrHcl('credentials {\naccess_key = "AKIAEXAMPLE"\nsecret_key = "aws-secret"\n}'),
    plan: 'nothing',
  },
  write_only_secret_key: {
    type: 'ecr',
    spec: {},
    credentials: KEYS,
    hcl: ecrHcl('credentials {\naccess_key = "AKIAEXAMPLE"\nsecret_key_wo = "aws-secret"\n}'),
    plan: 'one update',
  },
  role: {
    type: 'ecr',
    spec: { credentials: { credentialType: 'sts', sts: { arn: ROLE, externalId: 'e-1' } } },
    credentials: { credential_type: 'sts', arn: ROLE, external_id: 'e-1' },
    hcl: ecrHcl(`sts {\nrole_arn = "${ROLE}"\nexternal_id = "e-1"\n}`),
    plan: 'nothing',
  },
  everything_else: {
    type: 'basic',
    spec: {
      auth: { type: 'noAuth', tls: { enabled: true, insecureSkipVerify: true } },
      basePath: '/artifactory',
      baseContentPath: 'a/b',
      isSyncSupported: true,
      providerType: 'pack',
    },
    credentials: {
      credential_type: 'noAuth',
      tls_config: [{ certificate: '', insecure_skip_verify: true }],
    },
    old: {
      is_private: false,
      is_synchronization: true,
      endpoint_suffix: '/artifactory',
      base_content_path: 'a/b',
      provider_type: 'pack',
      wait_for_sync: true,
      wait_for_status_message: 'Status: Completed',
      timeouts: { create: '20m', update: null, delete: null },
    },
    hcl: `${basicHcl('')}
      synchronization = true
      endpoint_suffix = "/artifactory"
      base_content_paths = ["a/b"]
      provider_type = "pack"
      tls {
        insecure_skip_verify = true
      }
      timeouts {
        create = "20m"
      }`,
    plan: 'nothing',
  },
};

const OLD_PROVIDER = 'registry.terraform.io/spectrocloud/spectrocloud';

/** Palette and a state file as they are after years with Spectro Cloud's provider. */
async function inheritance(cases: Readonly<Record<string, Case>>, schemaVersion = 2) {
  const sandbox = await world.sandbox();
  const instances: [name: string, attributes: object][] = [];
  for (const [name, { type, spec, credentials, old }] of Object.entries(cases)) {
    const body = type === 'basic' ? basicRegistry(name, spec) : ecrRegistry(name, spec);
    const id = await create(sandbox, type, { ...body, metadata: { name } }, '?skipPackSync=true');
    instances.push([name, oldAttributes(id, name, type, credentials, old)]);
  }
  const folder = world.folder(sandbox);
  folder.write('terraform.tfstate', stateFile(instances, schemaVersion));
  folder.write('main.tf', Object.entries(cases).map(hclOf).join('\n'));
  return { sandbox, folder, before: sandbox.requests.length };
}

function oldAttributes(id: string, name: string, type: Case['type'], credentials: object, old: object = {}): object {
  const unset = { access_key: '', secret_key: '', arn: '', external_id: '', username: '', password: '' };
  return {
    id,
    name,
    type,
    is_private: true,
    is_synchronization: false,
    endpoint: type === 'ecr' ? ECR : ENDPOINT,
    endpoint_suffix: '',
    base_content_path: '',
    provider_type: 'helm',
    wait_for_sync: false,
    wait_for_status_message: '',
    timeouts: null,
    credentials: [{ ...unset, tls_config: [], ...credentials }],
    ...old,
  };
}

function stateFile(instances: readonly (readonly [name: string, attributes: object])[], schemaVersion: number): string {
  return JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial: 7,
    lineage: 'c1a1a6a2-7b0f-4a6e-9d57-2f8a3f0a9b11',
    outputs: {},
    resources: instances.map(([name, attributes]) => ({
      mode: 'managed',
      type: 'spectrocloud_registry_oci',
      name,
      provider: `provider["${OLD_PROVIDER}"]`,
      instances: [{ schema_version: schemaVersion, attributes, sensitive_attributes: [], private: 'bnVsbA==' }],
    })),
    check_results: null,
  });
}

function hclOf([name, { hcl, plan }]: readonly [string, Case]): string {
  const off = hcl.includes('synchronization') ? '' : 'synchronization = false\n';
  return `
moved {
  from = spectrocloud_registry_oci.${name}
  to   = ${address(name)}
}
resource "palette_oci_registry" "${name}" {
  name = "${name}"
  ${plan === 'nothing' ? '' : 'validate = false'}
  ${off}${hcl}
}`;
}

function address(name: string): string {
  return `palette_oci_registry.${name}`;
}

function changes(sandbox: Sandbox, since: number): readonly string[] {
  return sandbox.requests
    .slice(since)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((request) => !request.startsWith('GET '));
}

describe('registries of spectrocloud_registry_oci', () => {
  let planned: Readonly<Record<string, readonly string[]>>;
  let plannedText: string;
  let changesOfPlan: readonly string[];
  let changesOfApply: readonly string[];
  let second: { readonly code: number | null };
  let addresses: string;
  const updated = Object.values(CASES).filter(({ plan }) => plan === 'one update');

  beforeAll(async () => {
    const { sandbox, folder, before } = await inheritance(CASES);
    folder.install(oldProvider);
    await folder.init();
    plannedText = (await folder.plan()).text;
    planned = await folder.plannedActions();
    changesOfPlan = changes(sandbox, before);
    await folder.succeed('apply', '-auto-approve', '-no-color');
    changesOfApply = changes(sandbox, before);
    second = await folder.plan();
    addresses = (await folder.run('state', 'list')).stdout;
  });

  it.each(Object.entries(CASES))('are moved: %s', (name, { plan }) => {
    expect(planned[address(name)]).toEqual(plan === 'nothing' ? undefined : ['update']);
    const old = `spectrocloud_registry_oci.${name}`;
    expect(plannedText).toContain(
      plan === 'nothing' ? `# ${old} has moved to ${address(name)}` : `# (moved from ${old})`,
    );
  });

  it('are not touched, but to learn a secret that state cannot hold', () => {
    expect(changesOfPlan).toEqual([]);
    expect(changesOfApply.map((request) => request.split(' ')[0])).toEqual(updated.map(() => 'PUT'));
  });

  it('need one apply at most', () => expect(second).toMatchObject({ code: 0 }));

  it('are in state under their new addresses only', () => {
    expect(addresses.trim().split('\n')).toEqual(Object.keys(CASES).map(address).sort());
  });
});

describe('where the old provider cannot be installed', () => {
  const cases = { password: CASES['password']! };

  it('terraform init says so, and replace-provider is the way', async () => {
    const { sandbox, folder, before } = await inheritance(cases);
    const offline = { HTTPS_PROXY: 'http://127.0.0.1:9' };
    expect((await folder.runWith(offline, 'init', '-input=false', '-no-color')).text).toContain(
      'Could not retrieve the list of available versions for provider spectrocloud/spectrocloud',
    );
    await folder.succeed('state', 'replace-provider', '-auto-approve', OLD_PROVIDER, 'palette-oci/palette');
    await folder.init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
    expect(changes(sandbox, before)).toEqual([]);
  });
});

describe('a move that is not known', () => {
  it('of another schema version is refused', async () => {
    const { sandbox, folder, before } = await inheritance({ password: CASES['password']! }, 1);
    folder.install(oldProvider);
    await folder.init();
    expect(await folder.diagnostics('plan')).toMatchObject([
      {
        summary: 'Unknown State Version',
        detail:
          'The state of "spectrocloud_registry_oci" has schema version 1; version 2 can be moved. Run "terraform apply -refresh-only" with a newer version of the provider spectrocloud/spectrocloud first, which rewrites it, or remove the moved block, take the registry out of state with "terraform state rm" and import it by its name. Nothing was changed.',
      },
    ]);
    expect(changes(sandbox, before)).toEqual([]);
  });
});
