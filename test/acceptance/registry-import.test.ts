import { HttpAnswers } from '../support/http-answers';
import { basicRegistry, call, create, ecrRegistry } from '../support/palette-calls';
import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterAll(() => world.end());

const ENDPOINT = 'https://registry.example.com';
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const ROLE = 'arn:aws:iam::123456789012:role/palette';

interface Case {
  readonly kind: 'basic' | 'ecr';
  /** What is in Palette. */
  readonly spec: object;
  readonly labels?: object;
  /** What the person writes for it. */
  readonly hcl: string;
  readonly plan: 'nothing' | 'one update';
}

const basicHcl = (block: string, more = '') => `endpoint = "${ENDPOINT}"\n${more}\nbasic {\n${block}\n}`;
const ecrHcl = (block: string, endpoint = ECR) => `endpoint = "${endpoint}"\necr {\n${block}\n}`;

const CASES: Readonly<Record<string, Case>> = {
  anonymous: { kind: 'basic', spec: { auth: { type: 'noAuth' } }, hcl: basicHcl(''), plan: 'nothing' },
  password: { kind: 'basic', spec: {}, hcl: basicHcl('username = "robot$ci"\npassword_wo = "x1"'), plan: 'one update' },
  stored_password: {
    kind: 'basic',
    spec: {},
    hcl: basicHcl('username = "robot$ci"\npassword = "x1"'),
    plan: 'one update',
  },
  token: {
    kind: 'basic',
    spec: { auth: { type: 'token', token: 'first' } },
    hcl: basicHcl('token_wo = "second"'),
    plan: 'one update',
  },
  token_that_is_not_wanted: {
    kind: 'basic',
    spec: { auth: { type: 'token', token: 'first' } },
    hcl: basicHcl(''),
    plan: 'one update',
  },
  access_keys: {
    kind: 'ecr',
    spec: {},
    hcl: ecrHcl('credentials {\naccess_key = "AKIAEXAMPLE"\nsecret_key_wo = "x1"\n}'),
    plan: 'one update',
  },
  role: {
    kind: 'ecr',
    spec: { credentials: { credentialType: 'sts', sts: { arn: ROLE, externalId: 'e-1' }, partition: 'aws' } },
    hcl: ecrHcl(`sts {\nrole_arn = "${ROLE}"\nexternal_id = "e-1"\n}`),
    plan: 'nothing',
  },
  public_ecr: {
    kind: 'ecr',
    spec: { endpoint: 'public.ecr.aws', isPrivate: false, credentials: undefined },
    hcl: ecrHcl('private = false', 'public.ecr.aws'),
    plan: 'nothing',
  },
  pod_identity: {
    kind: 'ecr',
    spec: { credentials: { credentialType: 'pod-identity', podIdentity: { roleArn: ROLE } } },
    hcl: ecrHcl(`sts {\nrole_arn = "${ROLE}"\nexternal_id = "e-1"\n}`),
    plan: 'one update',
  },
  everything_else: {
    kind: 'basic',
    spec: {
      auth: { type: 'noAuth', tls: { enabled: true, insecureSkipVerify: true } },
      basePath: '/artifactory',
      baseContentPath: 'a,b/c',
      isSyncSupported: true,
      providerType: 'pack',
    },
    labels: { team: 'platform' },
    hcl: basicHcl(
      '',
      `endpoint_suffix = "/artifactory"
       base_content_paths = ["a", "b/c"]
       synchronization = true
       provider_type = "pack"
       labels = { team = "platform" }
       tls {
         insecure_skip_verify = true
       }`,
    ),
    plan: 'nothing',
  },
};

describe('a registry that is in Palette already', () => {
  let planned: Readonly<Record<string, readonly string[]>>;
  let codeAfterApply: number | null;
  let states: Readonly<Record<string, Record<string, unknown>>>;
  beforeAll(async () => {
    const sandbox = await world.sandbox();
    for (const [name, { kind, spec, labels = {} }] of Object.entries(CASES)) {
      const registry = kind === 'basic' ? basicRegistry(name, spec) : ecrRegistry(name, spec);
      await create(sandbox, kind, { ...registry, metadata: { name, labels } }, '?skipPackSync=true');
    }
    const folder = await world.folder(sandbox).write('main.tf', Object.entries(CASES).map(hclOf).join('\n')).init();
    planned = await folder.plannedActions();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    codeAfterApply = (await folder.plan()).code;
    const entries = Object.keys(CASES).map(async (name) => [name, await folder.state(address(name))] as const);
    states = Object.fromEntries(await Promise.all(entries));
  });

  it.each(Object.entries(CASES))('is imported: %s', (name, { plan }) => {
    expect(planned[address(name)]).toEqual(plan === 'nothing' ? undefined : ['update']);
  });

  it('needs one apply at most', () => expect(codeAfterApply).toBe(0));

  it('has no mask of a secret in state', () => expect(JSON.stringify(states)).not.toContain('***'));
});

describe('an import is refused', () => {
  const TARGET = `resource "palette_oci_registry" "it" {\nname = "it"\nsynchronization = false\n${basicHcl('')}\n}\n`;
  const importHcl = (id: string) => `import {\nto = palette_oci_registry.it\nid = "${id}"\n}\n${TARGET}`;

  it('of a registry that comes with Palette', async () => {
    const sandbox = await world.sandbox();
    const folder = await world.folder(sandbox).write('main.tf', importHcl('Palette Registry')).init();
    const refused = [
      {
        summary: 'System Registry',
        detail: expect.stringMatching(
          /^The registry "Palette Registry" \([0-9a-f]{24}\) comes with Palette: a tenant cannot change it\. Read it with the data source "palette_oci_registry"\.$/,
        ),
      },
    ];
    expect(await folder.diagnostics('plan')).toMatchObject(refused);
    const { body } = await call(sandbox, 'GET', '/v1/registries/metadata?scope=system');
    const row = (body as { items: { uid: string; name: string }[] }).items.find(
      ({ name }) => name === 'Palette Registry',
    );
    folder.write('main.tf', importHcl(String(row?.uid)));
    expect(await folder.diagnostics('plan')).toMatchObject(refused);
  });

  it('by a name that several have, which it lists', async () => {
    const twin = (uid: string, registryType: string, endpoint: string) => ({
      metadata: { uid, name: 'twin' },
      spec: { registryType, endpoint, providerType: 'helm' },
    });
    const palette = await HttpAnswers.start();
    palette.on('GET /v1/registries/oci/summary', {
      json: { items: [twin('u1', 'basic', ENDPOINT), twin('u2', 'ecr', ECR)] },
    });
    palette.on('GET /v1/registries/metadata', { json: { items: [] } });
    const folder = await world.folder({ url: palette.url, apiKey: 'key-1' }).write('main.tf', importHcl('twin')).init();
    const found = await folder.diagnostics('plan');
    await palette.close();
    expect(found).toMatchObject([
      {
        summary: 'Several Registries Found',
        detail: `2 OCI registries have the name "twin". Give the uid of one of them: u1 (basic, ${ENDPOINT}), u2 (ecr, ${ECR}).`,
      },
    ]);
  });
});

function hclOf([name, { hcl, plan }]: readonly [string, Case]): string {
  const synchronization = hcl.includes('synchronization') ? '' : 'synchronization = false\n';
  return `
import {
  to = ${address(name)}
  id = "${name}"
}
resource "palette_oci_registry" "${name}" {
  name     = "${name}"
  ${plan === 'nothing' ? '' : 'validate = false'}
  ${synchronization}${hcl}
}`;
}

function address(name: string): string {
  return `palette_oci_registry.${name}`;
}
