import { spawnSync } from 'node:child_process';
import { issueCertificate } from '../support/certificates';
import { basicRegistry, call, create, ecrRegistry } from '../support/palette-calls';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';
import type { Sandbox } from '../../src/sandbox';

const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.r';
const hcl = (more = '', name = '"charts"') => `
resource "palette_oci_registry" "r" {
  name            = ${name}
  endpoint        = "https://registry.example.com"
  validate        = false
  synchronization = false
  basic {}
  ${more}
}
`;
/** Requests that change something. */
const changes = ({ requests }: Sandbox) => requests.filter(({ method }) => method !== 'GET');

describe('terraform validate -json', () => {
  it('finds nothing wrong, or what is wrong and where', async () => {
    const folder = await world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).write('main.tf', hcl()).init();
    const validate = async () => JSON.parse((await folder.run('validate', '-json')).stdout) as object;
    expect(await validate()).toMatchObject({ valid: true, error_count: 0, diagnostics: [] });
    folder.write('main.tf', hcl().replace('https://', ''));
    expect(await validate()).toMatchObject({
      valid: false,
      error_count: 1,
      diagnostics: [
        { severity: 'error', summary: 'Invalid Endpoint', range: { filename: 'main.tf', start: { line: 4 } } },
      ],
    });
  });
});

describe('terraform test', () => {
  const TEST = `
run "plan" {
  command = plan
  assert {
    condition     = palette_oci_registry.charts.provider_type == "helm"
    error_message = "the default is helm"
  }
}
run "apply" {
  assert {
    condition     = palette_oci_registry.charts.sync_status == "Completed"
    error_message = "it is synchronized"
  }
}
run "refused" {
  command = plan
  variables {
    endpoint = "no-scheme"
  }
  expect_failures = [var.endpoint]
}
`;

  it('creates, checks and destroys', async () => {
    const sandbox = await world.sandbox();
    const variable = `
variable "endpoint" {
  default = "${sandbox.sampleRegistry.endpoint}"
  validation {
    condition     = startswith(var.endpoint, "https://")
    error_message = "https only"
  }
}
`;
    const config = sampleRegistryHcl(sandbox).replace(`"${sandbox.sampleRegistry.endpoint}"`, 'var.endpoint');
    const folder = await world
      .folder(sandbox)
      .write('main.tf', variable + config)
      .write('r.tftest.hcl', TEST)
      .init();
    const { code, text } = await folder.run('test', '-no-color');
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('Success! 3 passed, 0 failed.') });
    expect(sandbox.requests.at(-1)).toMatchObject({ method: 'DELETE', status: 204 });
  });

  it('works with a mocked provider, without any Palette', async () => {
    const folder = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' }).write('main.tf', hcl());
    const run =
      'run "apply" {\n  assert {\n    condition = palette_oci_registry.r.id != ""\n    error_message = "id"\n  }\n}\n';
    await folder.write('r.tftest.hcl', `mock_provider "palette" {}\n${run}`).init();
    expect(await folder.run('test', '-no-color')).toMatchObject({ code: 0, text: expect.stringContaining('1 passed') });
  });
});

it('terraform console knows state and the functions', async () => {
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('main.tf', hcl()).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  const input = `[for r in [${ADDRESS}] : r.endpoint if provider::palette::parse_ecr_endpoint("public.ecr.aws").public][0]\n`;
  const options = { cwd: folder.path, env: folder.env, input, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync('terraform', ['console'], options);
  expect({ stdout, stderr }).toEqual({ stdout: '"https://registry.example.com"\n', stderr: '' });
});

it('apply -refresh-only takes over what somebody changed, and changes nothing in Palette', async () => {
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('main.tf', hcl()).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  const path = `/v1/registries/oci/${String((await folder.state(ADDRESS))['id'])}/basic`;
  const body = basicRegistry('charts', { endpoint: 'https://other.example.com', auth: { type: 'noAuth' } });
  await call(sandbox, 'PUT', path, { body });
  const before = changes(sandbox).length;
  const { text } = await folder.succeed('apply', '-refresh-only', '-auto-approve', '-no-color');
  expect(text).toContain('"https://registry.example.com" -> "https://other.example.com"');
  expect(await folder.state(ADDRESS)).toMatchObject({ endpoint: 'https://other.example.com' });
  expect(changes(sandbox)).toHaveLength(before);
  expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
});

describe('plan -generate-config-out', () => {
  const ROLE = { arn: 'arn:aws:iam::123456789012:role/palette', externalId: 'e-1' };
  const NO_AUTH = { auth: { type: 'noAuth' } };

  /** Imports one registry without any configuration, and returns the folder with the one that Terraform wrote. */
  async function generated(kind: 'basic' | 'ecr', registry: object) {
    const sandbox = await world.sandbox();
    await create(sandbox, kind, registry, '?skipPackSync=true');
    const folder = world.folder(sandbox).write('main.tf', `import {\n  to = ${ADDRESS}\n  id = "charts"\n}\n`);
    await folder.init();
    const plan = await folder.run('plan', '-no-color', '-generate-config-out=generated.tf');
    return { folder, plan, text: folder.read('generated.tf') };
  }

  it.each<[string, 'basic' | 'ecr', object]>([
    ['a registry without authentication', 'basic', basicRegistry('charts', NO_AUTH)],
    [
      'a registry with all that can be read',
      'basic',
      basicRegistry('charts', {
        auth: { type: 'noAuth', tls: { enabled: true, insecureSkipVerify: true } },
        basePath: '/artifactory',
        baseContentPath: 'a,b',
        isSyncSupported: true,
        providerType: 'pack',
      }),
    ],
    ['an ECR with a role', 'ecr', ecrRegistry('charts', { credentials: { credentialType: 'sts', sts: ROLE } })],
    [
      'a public ECR',
      'ecr',
      ecrRegistry('charts', { endpoint: 'public.ecr.aws', isPrivate: false, credentials: undefined }),
    ],
  ])('writes %s so that it can be imported without a change', async (_, kind, registry) => {
    const { folder, plan, text } = await generated(kind, registry);
    expect({ text, plan }).toMatchObject({
      plan: { code: 0, text: expect.stringContaining('1 to import, 0 to add, 0 to change') },
    });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('writes a certificate as one text, whatever lines it has', async () => {
    const { certificate: ca } = await issueCertificate({ name: 'House CA', isAuthority: true });
    const tls = { enabled: true, insecureSkipVerify: false, ca };
    const { plan } = await generated('basic', basicRegistry('charts', { auth: { type: 'noAuth', tls } }));
    expect(plan).toMatchObject({ code: 0, text: expect.stringContaining('1 to import, 0 to add, 0 to change') });
  });

  it.each<[string, 'basic' | 'ecr', object, string, string]>([
    ['password', 'basic', basicRegistry('charts'), 'password_wo', 'first-secret'],
    ['secret key', 'ecr', ecrRegistry('charts'), 'secret_key_wo', 'aws-secret'],
  ])('leaves out the %s, and says that it is missing', async (_, kind, registry, argument, secret) => {
    const { folder, plan, text } = await generated(kind, registry);
    expect(plan.code).toBe(1);
    expect(plan.text).toContain('Missing Argument');
    expect(text).not.toMatch(/\*\*\*/);
    folder.write(
      'generated.tf',
      text
        .replace(new RegExp(`${argument} += null.*`), `${argument} = "${secret}"`)
        .replace(/validate += true/, 'validate = false'),
    );
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

it('workspaces have states of their own', async () => {
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('main.tf', hcl('', '"charts-${terraform.workspace}"')).init();
  for (const workspace of ['one', 'two']) {
    await folder.succeed('workspace', 'new', workspace);
    await folder.succeed('apply', '-auto-approve', '-no-color');
  }
  await folder.destroy();
  await folder.succeed('workspace', 'select', 'one');
  expect(await folder.plan()).toMatchObject({ code: 0 });
  const { body } = await call(sandbox, 'GET', '/v1/registries/metadata?scope=tenant');
  expect(body).toMatchObject({ items: [{ name: 'charts-one' }] });
});

it('depends_on orders creations, and destructions the other way round', async () => {
  const sandbox = await world.sandbox();
  const second = hcl('depends_on = [palette_oci_registry.r]', '"second"').replace('"r" {', '"second" {');
  const data =
    'data "palette_oci_registries" "all" {\n  scope = "tenant"\n  depends_on = [palette_oci_registry.second]\n}\n';
  const folder = await world
    .folder(sandbox)
    .write('main.tf', hcl() + second + data)
    .init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  expect(await folder.state('data.palette_oci_registries.all')).toMatchObject({
    registries: [{ name: 'charts' }, { name: 'second' }],
  });
  const uids = await Promise.all(
    [ADDRESS, 'palette_oci_registry.second'].map(async (a) => String((await folder.state(a))['id'])),
  );
  await folder.destroy();
  const order = changes(sandbox).map(({ method, path, responseBody }) => [
    method,
    (responseBody as { uid?: string } | undefined)?.uid ?? path.split('/')[4],
  ]);
  const [first, last] = uids;
  expect(order).toEqual([
    ['POST', first],
    ['POST', last],
    ['DELETE', last],
    ['DELETE', first],
  ]);
});

it('for_each over 50 registries meets no limit, and one more is one creation', async () => {
  const sandbox = await world.sandbox();
  const many = (count: number) => hcl(`for_each = toset([for i in range(${count}) : "charts-\${i}"])`, 'each.key');
  const folder = await world.folder(sandbox).write('main.tf', many(50)).init();
  expect(await folder.diagnostics('apply', '-auto-approve', '-parallelism=50')).toEqual([]);
  folder.write('main.tf', many(51));
  expect(await folder.plannedActions('-parallelism=50')).toEqual({ [`${ADDRESS}["charts-50"]`]: ['create'] });
});
