import { basicRegistry, call, create, ecrRegistry } from '../support/palette-calls';
import { PaletteWorld } from '../support/palette-folder';

/** The vendor's defects in what is read back, kept and sent again; see `vendor-defects-arguments.test.ts`. */
const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.r';
const hcl = (more = '', name = 'charts', basic = '') => `
resource "palette_oci_registry" "r" {
  name            = "${name}"
  endpoint        = "https://registry.example.com"
  validate        = false
  synchronization = false
  ${more}
  basic {
    ${basic}
  }
}
`;

async function registered(text = hcl(), env: NodeJS.ProcessEnv = {}) {
  const sandbox = await world.sandbox({ rateLimit: false });
  const folder = await world.folder(sandbox, env).write('main.tf', text).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  const id = String((await folder.state(ADDRESS))['id']);
  return { sandbox, folder, path: `/v1/registries/oci/${id}/basic` };
}

it.each([undefined, null, {}, { syncStatus: null }])(
  '4: a registry whose status is %j is read all the same',
  async (status) => {
    const { sandbox, folder } = await registered();
    const spec = { endpoint: 'https://registry.example.com', auth: { type: 'noAuth' } };
    const then = { status: 200, body: { metadata: { name: 'charts' }, spec, status } };
    sandbox.failNext({ method: 'GET', pathPattern: '/v1/registries/oci/*/basic', then });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  },
);

it('10: labels can be set, and an update keeps what others set', async () => {
  const { sandbox, folder, path } = await registered(hcl('labels = { team = "a" }'));
  const shown = (await call(sandbox, 'GET', path)).body as { readonly metadata: object };
  const metadata = { ...shown.metadata, labels: { team: 'a', theirs: 'x' }, annotations: { note: 'y' } };
  await call(sandbox, 'PUT', path, { body: { ...shown, metadata } });
  expect(await folder.plan()).toMatchObject({ code: 0 });
  await folder.write('main.tf', hcl('labels = { team = "b" }')).succeed('apply', '-auto-approve', '-no-color');
  expect((await call(sandbox, 'GET', path)).body).toMatchObject({
    metadata: { labels: { team: 'b', theirs: 'x' }, annotations: { note: 'y' } },
  });
});

it('11: an import needs one update for a secret, which is in no state', async () => {
  const sandbox = await world.sandbox();
  await create(sandbox, 'basic', basicRegistry('charts'), '?skipPackSync=true');
  const folder = world.folder(sandbox);
  folder.write('main.tf', hcl('', 'charts', 'username = "robot$ci"\n    password_wo = "first-secret"'));
  await (await folder.init()).succeed('import', ADDRESS, 'charts');
  expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
  await folder.succeed('apply', '-auto-approve', '-no-color');
  expect(sandbox.requests.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
    spec: { auth: { password: 'first-secret' } },
  });
  expect(await folder.plan()).toMatchObject({ code: 0 });
  expect(folder.read('terraform.tfstate')).not.toMatch(/first-secret|\*\*\*/);
});

it('12: destroying what is gone already is a success', async () => {
  const { sandbox, folder, path } = await registered();
  await call(sandbox, 'DELETE', path);
  expect(await folder.destroy('-refresh=false')).toMatchObject({ code: 0 });
  expect((await folder.run('state', 'list')).text).toBe('');
});

describe('12: changing what is gone already', () => {
  const NEW_LABELS = hcl('labels = { team = "a" }');
  const ADVICE =
    'If it was deleted in Palette, run "terraform apply" again, with a new plan and without "-refresh=false": that sees that the registry is gone, and makes it anew.';

  it.each([
    { plan: 'without a refresh', saved: false },
    { plan: 'that was saved before', saved: true },
  ])('by a plan $plan says what to do, and that helps', async ({ saved }) => {
    const { sandbox, folder, path } = await registered();
    folder.write('main.tf', NEW_LABELS);
    if (saved) await folder.succeed('plan', '-out=saved', '-no-color');
    await call(sandbox, 'DELETE', path);
    const { code, text } = await (saved ? folder.run('apply', '-no-color', 'saved') : folder.apply('-refresh=false'));
    const uid = path.split('/').at(-2) ?? '';
    expect(code).toBe(1);
    expect(text).toContain(
      `Could not update the registry "charts" (uid ${uid}). State is as it was. ${ADVICE} Palette does not know this object, or does not accept the API key. GET ${path} answered 404 Not Found, ResourceNotFound: `,
    );
    expect(await folder.state(ADDRESS)).toMatchObject({ id: uid, labels: null });
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['create'] });
    expect(await folder.apply()).toMatchObject({ code: 0 });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

it("13: Palette's TLS defaults are no difference for an ECR either", async () => {
  const sandbox = await world.sandbox();
  const tls = { enabled: true, insecureSkipVerify: false, ca: '', certificate: '', key: '' };
  const sts = { arn: 'arn:aws:iam::123456789012:role/palette', externalId: 'e-1' };
  const credentials = { credentialType: 'sts', sts };
  await create(sandbox, 'ecr', ecrRegistry('charts', { tls, credentials }), '?skipPackSync=true');
  const text = `
resource "palette_oci_registry" "r" {
  name            = "charts"
  endpoint        = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
  synchronization = false
  ecr {
    sts {
      role_arn    = "${sts.arn}"
      external_id = "${sts.externalId}"
    }
  }
}
`;
  const folder = await world.folder(sandbox).write('main.tf', text).init();
  await folder.succeed('import', ADDRESS, 'charts');
  expect(await folder.plan()).toMatchObject({ code: 0 });
});

it('14: many operations at once, and none is ever sent into a project', async () => {
  const many = hcl('count = 20', 'charts-${count.index}');
  const sandbox = await world.sandbox({ rateLimit: false });
  const data = 'data "palette_oci_registries" "all" {}\ndata "palette_aws_trust" "here" {}\n';
  const folder = await world
    .folder(sandbox)
    .write('main.tf', many + data)
    .init();
  await folder.succeed('apply', '-auto-approve', '-no-color', '-parallelism=20');
  await folder.succeed('destroy', '-auto-approve', '-no-color', '-parallelism=20');
  expect(sandbox.requests.length).toBeGreaterThan(60);
  expect(sandbox.requests.filter(({ headers }) => 'projectuid' in headers)).toEqual([]);
});

it('15: a trace shows every request, and no secret', async () => {
  const secret = 'p4ss-w0rd-in-trace';
  const env = { TF_LOG_PROVIDER: 'TRACE', TF_LOG_PATH: 'terraform.log', TF_VAR_password: secret };
  const variable = 'variable "password" {\n  sensitive = true\n}\n';
  const text = variable + hcl('', 'charts', 'username = "u"\n    password_wo = var.password');
  const { sandbox, folder, path } = await registered(text, env);
  await folder.succeed('plan', '-no-color');
  const log = folder.read('terraform.log');
  // Terraform writes the fields of a line in any order.
  const shown = log.split('\n').filter((line) => line.includes('Palette answered: '));
  const field = (line: string, name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(line)?.[1];
  expect(shown.map((line) => ['method', 'path', 'status'].map((name) => field(line, name)))).toEqual([
    ['POST', '/v1/registries/oci/basic', '201'],
    ['GET', path, '200'],
  ]);
  expect([secret, sandbox.apiKey].filter((text) => log.includes(text))).toEqual([]);
});

it.each([401, 404] as const)(
  '16: a bad API key, answered with %d, drops no registry from state',
  async (badApiKeyStatus) => {
    const sandbox = await world.sandbox({ badApiKeyStatus });
    const folder = await world.folder(sandbox).write('main.tf', hcl()).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    const refreshed = await folder.runWith({ PALETTE_API_KEY: 'revoked' }, 'apply', '-refresh-only', '-auto-approve');
    expect(refreshed).toMatchObject({ code: 1, text: expect.stringContaining('Error: API Key Not Accepted') });
    expect(refreshed.text).not.toContain('revoked');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  },
);

describe('17: an import by name', () => {
  it.each(['team a/charts', '../../v1/registries', 'Größe?x=1#y', 'Palette Registry'])(
    'puts the name %j into no path, and finds it',
    async (name) => {
      const sandbox = await world.sandbox();
      const uid = await create(
        sandbox,
        'basic',
        basicRegistry(name, { auth: { type: 'noAuth' } }),
        '?skipPackSync=true',
      );
      const before = sandbox.requests.length;
      const folder = await world.folder(sandbox).write('main.tf', hcl('', name)).init();
      await folder.succeed('import', ADDRESS, name);
      expect(await folder.state(ADDRESS)).toMatchObject({ id: uid, name });
      const paths = sandbox.requests.slice(before).map(({ path }) => path);
      expect(paths.sort()).toEqual([
        `/v1/registries/metadata`,
        `/v1/registries/oci/${uid}/basic`,
        '/v1/registries/oci/summary',
      ]);
    },
  );

  it('that nothing has lists what there is', async () => {
    const sandbox = await world.sandbox();
    await create(sandbox, 'basic', basicRegistry('charts'), '?skipPackSync=true');
    const folder = await world.folder(sandbox).write('main.tf', hcl()).init();
    const { code, text } = await folder.run('import', '-no-color', ADDRESS, 'chartz');
    expect(code).toBe(1);
    expect(text).toContain(
      'Error: Registry Not Found No OCI registry has the uid or name "chartz". OCI registries of the tenant: "charts".',
    );
  });
});
