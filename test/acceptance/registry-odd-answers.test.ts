import type { FaultEffect, FaultRule, Sandbox } from '../../src/sandbox';
import { PaletteWorld } from '../support/palette-folder';
import type { TerraformFolder } from '../support/terraform';

const world = new PaletteWorld();
afterAll(() => world.end());

const ADDRESS = 'palette_oci_registry.r';
const REGISTRY = '/v1/registries/oci/*/basic';
const hcl = (more = '', name = 'charts') => `
provider "palette" {
  max_retries = 0
}
resource "palette_oci_registry" "r" {
  name            = "${name}"
  endpoint        = "https://registry.example.com"
  validate        = false
  synchronization = false
  ${more}
  basic {}
}
`;

type Answer = Extract<FaultEffect, { readonly status: number }>;
const json = (body: unknown, status = 200): Answer => ({ status, body });
const PAGE: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/html' },
  text: '<html><head><title>Sign in</title></head><body>Please sign in.</body></html>',
};
const CUT_OFF: Answer = {
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  text: '{"metadata": {"name": "cha',
};
const SPEC = { endpoint: 'https://registry.example.com', auth: { type: 'noAuth' }, isSyncSupported: false };
const METADATA = { name: 'charts' };

let sandbox: Sandbox;
let folder: TerraformFolder;
let id: string;
beforeAll(async () => {
  sandbox = await world.sandbox({ rateLimit: false });
  folder = await world.folder(sandbox).write('main.tf', hcl()).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  id = String((await folder.state(ADDRESS))['id']);
});

const host = () => new URL(sandbox.url).host;
const notPalette = () =>
  `"${host()}" does not answer as Palette does. Check the host, and whether a proxy or login page stands in between.`;
const damaged = () => `"${host()}" answered with damaged JSON.`;
const without = (field: string) => () => `Palette answered without "${field}".`;
const wrong = (field: string, is: string, expected: string) => () =>
  `In Palette's answer "${field}" is ${is}. Expected ${expected}.`;
const NO_OBJECT = () => 'Palette answered without the object that was asked for.';

/** The one error of a command, whose last paragraph is `sentence` and then what was asked and answered. */
async function expectError(
  command: readonly string[],
  rule: FaultRule,
  expected: { readonly start: string; readonly sentence: string; readonly asked: string },
): Promise<void> {
  sandbox.failNext(rule);
  const [error, ...more] = await folder.diagnostics(...command);
  expect(more).toEqual([]);
  expect(error).toMatchObject({ severity: 'error', summary: 'Unexpected Answer' });
  const { start, sentence, asked } = expected;
  expect(error?.detail.slice(0, start.length)).toBe(start);
  expect(error?.detail).toContain(`\n\n${sentence} ${asked} answered `);
}

describe('a read that Palette answers', () => {
  it.each<[string, Answer, () => string]>([
    ['with a login page', PAGE, notPalette],
    ['with JSON that is cut off', CUT_OFF, damaged],
    ['with nothing', { status: 200 }, NO_OBJECT],
    ['with null', json(null), NO_OBJECT],
    ['with a list', json([SPEC]), NO_OBJECT],
    ['with an empty object', json({}), without('spec')],
    ['with null in place of the spec', json({ metadata: METADATA, spec: null }), without('spec')],
    ['without an endpoint', json({ metadata: METADATA, spec: { auth: {} } }), without('spec.endpoint')],
    ['with an empty endpoint', json({ metadata: METADATA, spec: { endpoint: '' } }), without('spec.endpoint')],
    ['with a text as spec', json({ spec: 'x' }), wrong('spec', 'of type string', 'an object')],
    ['with a list as metadata', json({ metadata: [], spec: SPEC }), wrong('metadata', 'a list', 'an object')],
    [
      'with a number as path',
      json({ spec: { ...SPEC, baseContentPath: 7 } }),
      wrong('spec.baseContentPath', 'of type number', 'a text'),
    ],
    [
      'with a text as flag',
      json({ spec: { ...SPEC, isSyncSupported: 'no' } }),
      wrong('spec.isSyncSupported', 'of type string', 'true or false'),
    ],
    [
      'with a text as authentication',
      json({ spec: { ...SPEC, auth: 'noAuth' } }),
      wrong('spec.auth', 'of type string', 'an object'),
    ],
    [
      'with numbers as labels',
      json({ metadata: { labels: { a: 1 } }, spec: SPEC }),
      wrong('metadata.labels', 'of type object', 'an object of texts'),
    ],
    [
      'with a text as status',
      json({ spec: SPEC, status: { syncStatus: 'Completed' } }),
      wrong('status.syncStatus', 'of type string', 'an object'),
    ],
  ])('%s is an error that names what is wrong, and state stays', async (_, then, sentence) => {
    const rule = { method: 'GET', pathPattern: REGISTRY, then };
    const start = `Could not read the registry "charts" (uid ${id}).`;
    await expectError(['plan'], rule, { start, sentence: sentence(), asked: `GET /v1/registries/oci/${id}/basic` });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it.each([
    ['no metadata', { spec: SPEC }],
    [
      'null in place of everything that may be empty',
      {
        kind: null,
        metadata: null,
        status: null,
        spec: { ...SPEC, basePath: null, baseContentPath: null, providerType: null, isSyncSupported: null, auth: null },
      },
    ],
    [
      'a status that nobody knows',
      { metadata: METADATA, spec: SPEC, status: { syncStatus: { status: 'Resting', message: null } } },
    ],
    ['fields of a newer Palette', { metadata: METADATA, spec: { ...SPEC, newer: { deep: [1] } }, newest: 1 }],
  ])('with %s is understood', async (_, body) => {
    sandbox.failNext({ method: 'GET', pathPattern: REGISTRY, then: json(body) });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it.each([
    ['a provider type', { providerType: 'carvel' }, '"carvel" -> "helm"'],
    ['an authentication type', { auth: { type: 'kerberos' } }, '"kerberos" -> "noAuth"'],
  ])('with %s that nobody knows is a difference, not a crash', async (_, changes, shown) => {
    const then = json({ metadata: METADATA, spec: { ...SPEC, ...changes } });
    sandbox.failNext({ method: 'GET', pathPattern: REGISTRY, then });
    expect(await folder.plan()).toMatchObject({ code: 2, text: expect.stringContaining(shown) });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('a registry that Palette does not find stays in state while the list of all registries', () => {
  it.each<[string, Answer, () => string]>([
    ['is a login page', PAGE, notPalette],
    ['is cut off', CUT_OFF, damaged],
    ['is missing', json({}), () => 'Palette answered without the list that was asked for.'],
    ['holds null', json({ items: [null] }), wrong('items[0]', 'null', 'something')],
    ['holds a registry without a uid', json({ items: [{ metadata: {} }] }), without('items[0].metadata.uid')],
    ['holds a registry without metadata', json({ items: [{ metadata: null }] }), without('items[0].metadata')],
  ])('%s', async (_, then, sentence) => {
    const body = { code: 'ResourceNotFound', message: 'Resource not found' };
    sandbox.failNext({ method: 'GET', pathPattern: REGISTRY, then: json(body, 404) });
    const rule = { method: 'GET', pathPattern: /summary$/, then };
    const start = `Could not read the registry "charts" (uid ${id}).`;
    await expectError(['plan'], rule, { start, sentence: sentence(), asked: 'GET /v1/registries/oci/summary' });
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });
});

describe('an update that Palette answers', () => {
  const command = ['apply', '-auto-approve'];
  let version = 0;
  const change = () => folder.write('main.tf', hcl(`labels = { version = "${(version += 1)}" }`));

  it.each([
    ['a login page', PAGE, notPalette],
    ['JSON that is cut off', CUT_OFF, damaged],
  ])('with %s may have happened, and the next apply settles it', async (_, then, sentence) => {
    change();
    const start = `Could not update the registry "charts" (uid ${id}). Palette may have done it all the same: run "terraform plan" to see.`;
    const asked = `PUT /v1/registries/oci/${id}/basic`;
    await expectError(command, { method: 'PUT', then }, { start, sentence: sentence(), asked });
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it.each([
    ['200 in place of 204', json({ uid: 'x' })],
    ['201 and nothing', { status: 201 }],
    ['200 and a list', json([])],
  ])('with %s has succeeded', async (_, then) => {
    change();
    sandbox.failNext({ method: 'PUT', then });
    expect(await folder.diagnostics(...command)).toEqual([]);
    // Made-up answers change nothing, so this plan sees what is really there.
    expect(await folder.plannedActions()).toEqual({ [ADDRESS]: ['update'] });
    await folder.succeed('apply', '-auto-approve', '-no-color');
  });

  it('first with a registry that lacks what the update must keep is not sent', async () => {
    change();
    sandbox.failNext({ method: 'GET', pathPattern: REGISTRY, then: json({}) });
    const before = sandbox.requests.length;
    const [error] = await folder.diagnostics(...command, '-refresh=false');
    expect(error).toMatchObject({ summary: 'Unexpected Answer', detail: expect.stringContaining('without "spec"') });
    expect(sandbox.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
    await folder.succeed('apply', '-auto-approve', '-no-color');
  });
});

it.each([
  ['a login page', PAGE, notPalette],
  ['JSON that is cut off', CUT_OFF, damaged],
])('a deletion that Palette answers with %s leaves the registry in state', async (_, then, sentence) => {
  const start = `Could not delete the registry "charts" (uid ${id}). Palette may have deleted it all the same; it is in state.`;
  const asked = `DELETE /v1/registries/oci/${id}/basic`;
  await expectError(['destroy', '-auto-approve'], { method: 'DELETE', then }, { start, sentence: sentence(), asked });
  expect(await folder.state(ADDRESS)).toMatchObject({ id });
});
