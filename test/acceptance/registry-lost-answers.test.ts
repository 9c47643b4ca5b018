import type { FaultRule } from '../../src/sandbox';
import { PaletteWorld } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.r';
const hcl = (more = '') => `
resource "palette_oci_registry" "r" {
  name            = "charts"
  endpoint        = "https://registry.example.com"
  validate        = false
  synchronization = false
  basic {
    username    = "u"
    password_wo = "pass-word"
  }
  ${more}
}
`;
const FORGET = 'To keep the registry in Palette and only forget it here, run "terraform state rm" with its address.';
const CHANGED = hcl('labels = { a = "b" }');
/** A failed attempt is not repeated, so that no test waits. */
const NO_RETRIES = 'provider "palette" {\n  max_retries = 0\n}\n';
const refusal = (status: number, code: string, message: string): FaultRule['then'] => ({
  status,
  body: { code, message, ref: '0', details: {} },
});

async function registered(provider = '') {
  const sandbox = await world.sandbox();
  const folder = await world.folder(sandbox).write('provider.tf', provider).write('main.tf', hcl()).init();
  await folder.succeed('apply', '-auto-approve', '-no-color');
  const { id } = await folder.state(ADDRESS);
  return { sandbox, folder, id: String(id) };
}

describe('an answer that is lost', () => {
  it('to an update: the same is sent again', async () => {
    const { sandbox, folder } = await registered();
    sandbox.failNext({ method: 'PUT', then: 'drop-after-work' });
    await folder.write('main.tf', CHANGED).succeed('apply', '-auto-approve', '-no-color');
    expect(sandbox.requests.filter(({ method }) => method === 'PUT').map(({ status }) => status)).toEqual([0, 204]);
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('to a deletion: that it is gone is a success', async () => {
    const { sandbox, folder } = await registered();
    sandbox.failNext({ method: 'DELETE', then: 'drop-after-work' });
    expect(await folder.destroy('-no-color')).toMatchObject({ code: 0 });
    expect(sandbox.requests.filter(({ method }) => method === 'DELETE').map(({ status }) => status)).toEqual([0, 404]);
  });

  it('to an update, for good: says that it may have happened, and the next apply settles it', async () => {
    const { sandbox, folder, id } = await registered(NO_RETRIES);
    sandbox.failNext({ method: 'PUT', then: 'drop-after-work' });
    folder.write('main.tf', CHANGED);
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Palette Not Reachable',
        detail: expect.stringContaining(
          `Could not update the registry "charts" (uid ${id}). Palette may have done it all the same: run "terraform plan" to see.\n\n`,
        ),
      },
    ]);
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('to a creation, and nothing was created: the error stays, and nothing is in state', async () => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'POST', then: refusal(503, 'ServiceUnavailable', 'come back later') });
    const folder = world.folder(sandbox).write('main.tf', NO_RETRIES + hcl());
    await folder.init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Palette Failed',
        detail:
          'Could not create the registry "charts". If Palette has it after all, import it by its name: terraform import ADDRESS "charts".\n\nPalette is not available at the moment. POST /v1/registries/oci/basic answered 503 Service Unavailable, ServiceUnavailable: "come back later".',
      },
    ]);
    expect((await folder.run('state', 'list')).text).toBe('');
    await folder.succeed('apply', '-auto-approve', '-no-color');
  });
});

describe('a deletion', () => {
  it('of what somebody deleted meanwhile is a success', async () => {
    const { sandbox, folder, id } = await registered();
    const url = `${sandbox.url}/v1/registries/oci/${id}/basic`;
    await fetch(url, { method: 'DELETE', headers: { ApiKey: sandbox.apiKey } });
    const run = await folder.destroy('-no-color', '-refresh=false');
    expect(run).toMatchObject({ code: 0, text: expect.stringContaining('Destruction complete') });
  });

  it.each([
    [
      '409',
      refusal(409, 'RegistryInUse', 'used by 2 profiles'),
      'Palette already has an object that stands in the way.',
      '409 Conflict, RegistryInUse: "used by 2 profiles"',
    ],
    [
      '400',
      refusal(400, 'RegistryInUse', 'used by 2 profiles'),
      'Palette refused the request as invalid.',
      '400 Bad Request, RegistryInUse: "used by 2 profiles"',
    ],
  ])('that is refused with %s because the registry is in use leaves it in state and says so', async (...refused) => {
    const [, then, sentence, answer] = refused;
    const { sandbox, folder, id } = await registered();
    sandbox.failNext({ method: 'DELETE', then });
    expect(await folder.diagnostics('destroy', '-auto-approve')).toMatchObject([
      {
        summary: 'Registry In Use',
        detail: `Could not delete the registry "charts" (uid ${id}): Palette says that it is in use, but not by whom. It is still in Palette and in state. Remove its charts from the cluster profiles that have any, in all of their versions, and try again. ${FORGET}\n\n${sentence} DELETE /v1/registries/oci/${id}/basic answered ${answer}.`,
      },
    ]);
    expect(await folder.state(ADDRESS)).toMatchObject({ id });
  });

  it('of a registry in use names the cluster profiles, and works as soon as they are gone', async () => {
    const { sandbox, folder, id } = await registered();
    sandbox.useInClusterProfiles('charts', ['web-platform', 'edge']);
    expect(await folder.diagnostics('destroy', '-auto-approve')).toMatchObject([
      {
        summary: 'Registry In Use',
        detail: `Could not delete the registry "charts" (uid ${id}): Palette says that it is used by cluster profiles "web-platform", "edge". It is still in Palette and in state. Remove its charts from each of them, in all of their versions, and try again. ${FORGET}\n\nPalette failed to do this. DELETE /v1/registries/oci/${id}/basic answered 500 Internal Server Error, RegistryInUse: "The registry "charts" is in use by cluster profiles", details {"clusterProfiles":[{"name":"web-platform"},{"name":"edge"}]}.`,
      },
    ]);
    expect(await folder.plan()).toMatchObject({ code: 0 });
    sandbox.useInClusterProfiles('charts', []);
    expect(await folder.destroy('-no-color')).toMatchObject({ code: 0 });
  });

  it('that is refused for another reason leaves it in state and says so', async () => {
    const { sandbox, folder, id } = await registered();
    sandbox.failNext({ method: 'DELETE', then: refusal(400, 'InvalidRequest', 'not now') });
    expect(await folder.diagnostics('destroy', '-auto-approve')).toMatchObject([
      {
        summary: 'Registry Not Deleted',
        detail: `Could not delete the registry "charts" (uid ${id}). It is still in Palette and in state.\n\nPalette refused the request as invalid. DELETE /v1/registries/oci/${id}/basic answered 400 Bad Request, InvalidRequest: "not now".`,
      },
    ]);
    expect(await folder.state(ADDRESS)).toMatchObject({ id });
  });
});

describe("Palette's rate limit", () => {
  it('is kept by somebody with 60 registries: nothing is turned away', async () => {
    const sandbox = await world.sandbox();
    const many = hcl().replace(
      'name            = "charts"',
      'for_each = toset([for i in range(60) : "r${i}"])\nname = each.key',
    );
    const folder = await world.folder(sandbox).write('main.tf', many).init();
    expect(await folder.diagnostics('apply', '-auto-approve', '-parallelism=60')).toEqual([]);
    expect(await folder.diagnostics('plan', '-parallelism=60')).toEqual([]);
    const created = sandbox.requests.filter(({ method, status }) => method === 'POST' && status === 201);
    expect(new Set(created.map(({ body }) => JSON.stringify(body))).size).toBe(60);
    expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
  });
});
