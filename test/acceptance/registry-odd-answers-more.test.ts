import { request as forward } from 'node:http';
import type { FaultEffect, Sandbox } from '../../src/sandbox';
import { startOddServer } from '../support/odd-server';
import { PaletteWorld, sampleRegistryHcl } from '../support/palette-folder';

const world = new PaletteWorld();
afterEach(() => world.end());

const ADDRESS = 'palette_oci_registry.charts';
const NO_RETRIES = 'provider "palette" {\n  max_retries = 0\n}\n';
const PAGE = {
  status: 200,
  headers: { 'Content-Type': 'text/html' },
  text: '<html><body>Please sign in.</body></html>',
};
const OFF = 'validate = false\n  synchronization = false';

const hostOf = ({ url }: Pick<Sandbox, 'url'>) => new URL(url).host;
const notPalette = (host: string) =>
  `"${host}" does not answer as Palette does. Check the host, and whether a proxy or login page stands in between.`;

describe('a creation that Palette answers', () => {
  const IN_DOUBT =
    'Could not create the registry "charts". If Palette has it after all, import it by its name: terraform import ADDRESS "charts".';

  it.each<[string, FaultEffect, (host: string) => string]>([
    [
      'with a login page',
      PAGE,
      (host) => `${notPalette(host)} POST /v1/registries/oci/basic answered 200 OK, "Please sign in.".`,
    ],
    [
      'without a uid',
      { status: 201, body: { uid: null } },
      () =>
        'Palette accepted the registry, but did not say under which uid. POST /v1/registries/oci/basic answered 201 Created, "{"uid":null}".',
    ],
  ])('%s is looked for, and an error if it is not there', async (_, then, sentence) => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'POST', then });
    const folder = await world
      .folder(sandbox)
      .write('main.tf', sampleRegistryHcl(sandbox, { more: OFF }))
      .init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      { summary: 'Unexpected Answer', detail: `${IN_DOUBT}\n\n${sentence(hostOf(sandbox))}` },
    ]);
    expect((await folder.run('state', 'list')).text).toBe('');
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it('with a page after all the work is taken over, not made twice', async () => {
    const sandbox = await world.sandbox();
    const front = await startOddServer((incoming, outgoing) => {
      const { method, url: path = '', headers } = incoming;
      const inner = forward(new URL(path, sandbox.url), { method, headers }, (answer) => {
        if (method !== 'POST') outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        else outgoing.writeHead(200, PAGE.headers).end(PAGE.text);
        if (method !== 'POST') answer.pipe(outgoing);
      });
      incoming.pipe(inner);
    });
    const folder = world.folder({ ...sandbox, url: front.endpoint });
    await folder.write('main.tf', sampleRegistryHcl(sandbox, { more: OFF })).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      { severity: 'warning', summary: 'Answer To The Creation Was Lost' },
    ]);
    expect(await folder.plan()).toMatchObject({ code: 0 });
    await front.close();
  });

  it('with 200 in place of 201 has succeeded', async () => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'POST', then: { status: 200, body: { uid: '0123456789abcdef01234567' } } });
    const folder = await world
      .folder(sandbox)
      .write('main.tf', sampleRegistryHcl(sandbox, { more: OFF }))
      .init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
    expect(await folder.state(ADDRESS)).toMatchObject({ id: '0123456789abcdef01234567' });
  });
});

describe('a validation that Palette answers', () => {
  it('with a login page changes nothing', async () => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'POST', pathPattern: /validate$/, then: PAGE });
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toMatchObject([
      {
        summary: 'Unexpected Answer',
        detail: `Could not ask Palette to validate the registry "charts". Nothing was changed.\n\n${notPalette(hostOf(sandbox))} POST /v1/registries/oci/basic/validate answered 200 OK, "Please sign in.".`,
      },
    ]);
    expect((await folder.run('state', 'list')).text).toBe('');
  });

  it('with 200 and an object in place of 204 has succeeded', async () => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'POST', pathPattern: /validate$/, then: { status: 200, body: {} } });
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
  });
});

describe('a synchronization status', () => {
  it.each<[string, FaultEffect, (host: string) => string]>([
    ['that is a login page', PAGE, notPalette],
    ['that is null', { status: 200, body: null }, () => 'Palette answered without the object that was asked for.'],
    [
      'that is a number',
      { status: 200, body: { status: 5 } },
      () => 'In Palette\'s answer "status" is of type number. Expected a text.',
    ],
  ])('%s is an error, and the registry is in state', async (_, then, sentence) => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ method: 'GET', pathPattern: /sync\/status$/, then });
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    const [error, ...more] = await folder.diagnostics('apply', '-auto-approve');
    expect(more).toEqual([]);
    expect(error?.summary).toBe('Unexpected Answer');
    expect(error?.detail).toContain('Could not read the synchronization status of the registry "charts".');
    expect(error?.detail).toContain(`\n\n${sentence(hostOf(sandbox))} GET /v1/registries/oci/`);
    expect(await folder.state(ADDRESS)).toMatchObject({ name: 'charts' });
    await sandbox.syncIdle();
    await folder.succeed('untaint', ADDRESS);
    // The secret is sent once more: an apply that ended with an error keeps no record of it.
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.plan()).toMatchObject({ code: 0 });
  });

  it.each(['Resting', '', null])('of %j is waited on', async (status) => {
    const sandbox = await world.sandbox();
    const then = { status: 200, body: { status, message: null, lastRunTime: null } };
    sandbox.failNext({ method: 'GET', pathPattern: /sync\/status$/, then, times: 2 });
    const folder = await world.folder(sandbox).write('main.tf', sampleRegistryHcl(sandbox)).init();
    expect(await folder.diagnostics('apply', '-auto-approve')).toEqual([]);
    expect(await folder.state(ADDRESS)).toMatchObject({ sync_status: 'Completed' });
  });
});

describe('a data source that Palette answers oddly', () => {
  const CHARTS = 'data "palette_oci_registry_charts" "d" {\n  registry_id = "u"\n}\n';
  const ONE = 'data "palette_oci_registry" "d" {\n  name = "charts"\n}\n';
  const ALL = 'data "palette_oci_registries" "d" {}\n';
  const TRUST = 'data "palette_aws_trust" "d" {}\n';

  it.each<[string, string, RegExp, unknown, string, string]>([
    [
      'charts that are no list',
      CHARTS,
      /search$/,
      { items: {} },
      'In Palette\'s answer "items" is of type object. Expected a list.',
      'Unexpected Answer',
    ],
    [
      'a chart that is null',
      CHARTS,
      /search$/,
      { items: [null] },
      'In Palette\'s answer "items[0]" is null. Expected something.',
      'Unexpected Answer',
    ],
    [
      'a registry without a uid',
      ONE,
      /summary$/,
      { items: [{}] },
      'Palette answered without "items[0].metadata".',
      'Unexpected Answer',
    ],
    [
      'metadata without a list',
      ALL,
      /metadata$/,
      {},
      'Palette answered without the list that was asked for.',
      'Unexpected Answer',
    ],
    [
      'a number as account',
      TRUST,
      /sts$/,
      { accountId: 123456789012 },
      'In Palette\'s answer "accountId" is of type number. Expected a text.',
      'Unexpected Answer',
    ],
    [
      'no account',
      TRUST,
      /sts$/,
      { accountId: null, externalId: null },
      'Palette names no AWS account for STS in the partition "aws".',
      'No AWS Account For STS',
    ],
    [
      'an account that is none',
      TRUST,
      /sts$/,
      { accountId: '12', externalId: 'e-1' },
      "Palette's answer makes no trust policy.",
      'Unexpected Answer',
    ],
  ])('with %s says so', async (_, hcl, pathPattern, body, sentence, summary) => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ pathPattern, then: { status: 200, body } });
    const folder = await world
      .folder(sandbox)
      .write('main.tf', NO_RETRIES + hcl)
      .init();
    expect(await folder.diagnostics('plan')).toMatchObject([{ summary, detail: expect.stringContaining(sentence) }]);
  });

  it('with empty lists finds nothing', async () => {
    const sandbox = await world.sandbox();
    sandbox.failNext({ pathPattern: /summary$/, then: { status: 200, body: { items: null } } });
    const folder = await world.folder(sandbox).write('main.tf', ALL).init();
    await folder.succeed('apply', '-auto-approve', '-no-color');
    expect(await folder.state('data.palette_oci_registries.d')).toMatchObject({ registries: [] });
  });
});
