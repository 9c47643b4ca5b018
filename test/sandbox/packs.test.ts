import { type Sandbox, startSandbox } from '../../src/sandbox';
import { basicRegistry, call, closeChecked, create, paletteError, sampleSpec } from '../support/palette-calls';

let sandbox: Sandbox;
let firstUid: string;
let secondUid: string;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: false, sampleRegistry: true });
  firstUid = await create(sandbox, 'basic', basicRegistry('first', sampleSpec(sandbox)));
  secondUid = await create(
    sandbox,
    'basic',
    basicRegistry('second', sampleSpec(sandbox, { baseContentPath: 'platform/charts/hello' })),
  );
  await sandbox.syncIdle();
});
afterAll(() => closeChecked(sandbox));

interface SearchAnswer {
  readonly items: { spec: { name: string; registries: { name: string; latestVersion: string }[] } }[];
  readonly listmeta: { continue: string; count: number; limit: number; offset: number };
}

async function search(body: object, query = ''): Promise<SearchAnswer> {
  const answer = await call(sandbox, 'POST', `/v1/packs/search${query}`, { body });
  expect(answer.status).toBe(200);
  return answer.body as SearchAnswer;
}

const names = ({ items }: SearchAnswer): string[] => items.map(({ spec }) => spec.name);

describe('searching packs', () => {
  it('finds each chart once, with every registry that has it and its newest version there', async () => {
    const { items, listmeta } = await search({});
    expect(names({ items, listmeta })).toEqual(['hello', 'ingress-gateway', 'message-queue']);
    expect(items[0]?.spec).toEqual({
      name: 'hello',
      displayName: 'hello',
      type: 'helm',
      layer: 'addon',
      cloudTypes: ['all'],
      registries: ['first', 'second'].map((name, index) => ({
        uid: [firstUid, secondUid][index],
        name,
        scope: 'cluster',
        latestVersion: '1.2.0',
        latestPackUid: expect.stringMatching(/^[0-9a-f]{24}$/),
      })),
    });
    expect(items[1]?.spec.registries[0]?.latestVersion).toBe('0.5.0-rc.1');
    expect(listmeta).toEqual({ continue: '', count: 3, limit: 3, offset: 3 });
  });

  it.each([
    [{ registryUid: ['none'] }, []],
    [{ name: { eq: 'HELLO' } }, ['hello']],
    [{ name: { eq: 'HELLO', ignoreCase: false } }, []],
    [{ name: { contains: 'gate' } }, ['ingress-gateway']],
    [{ name: { beginsWith: 'in' } }, ['ingress-gateway']],
    [{ name: { ne: 'hello' } }, ['ingress-gateway', 'message-queue']],
    [{ displayName: { eq: 'message-queue' } }, ['message-queue']],
    [{ type: ['spectro', 'helm'] }, ['hello', 'ingress-gateway', 'message-queue']],
    [{ type: ['spectro'] }, []],
    [{ layer: ['cni'] }, []],
  ])('filters by %j', async (filter, expected) => {
    expect(names(await search({ filter }))).toEqual(expected);
  });

  it('sorts downwards when asked', async () => {
    expect(names(await search({ sort: [{ field: 'name', order: 'desc' }] }))).toEqual([
      'message-queue',
      'ingress-gateway',
      'hello',
    ]);
  });

  it('pages by the continue token and by offset', async () => {
    const first = await search({}, '?limit=2');
    expect(names(first)).toEqual(['hello', 'ingress-gateway']);
    expect(first.listmeta).toMatchObject({ count: 3, limit: 2, offset: 2, continue: expect.stringMatching(/./) });
    const second = await search({}, `?limit=2&continue=${first.listmeta.continue}`);
    expect(names(second)).toEqual(['message-queue']);
    expect(second.listmeta).toEqual({ continue: '', count: 3, limit: 1, offset: 3 });
    expect(names(await search({}, '?offset=1&limit=1'))).toEqual(['ingress-gateway']);
    expect(names(await search({}, '?offset=9'))).toEqual([]);
  });

  it.each([
    ['?limit=x', {}, 'limit in query must be of type integer: "x"'],
    ['?continue=x', {}, 'continue in query is not a token of this list: "x"'],
    [
      '',
      { sort: [{ field: 'colour' }] },
      'sort.0.field in body should be one of [name type layer addOnType displayName]',
    ],
    ['', { filter: { registryUid: 'x' } }, 'filter.registryUid in body must be of type array of strings'],
  ])('answers 400 to %s %j', async (query, body, message) => {
    expect(await call(sandbox, 'POST', `/v1/packs/search${query}`, { body })).toMatchObject({
      status: 400,
      body: paletteError('InvalidRequest', message),
    });
  });
});

describe('the tags of a pack', () => {
  it('are its versions, newest first, with the default values of each', async () => {
    const { status, body } = await call(
      sandbox,
      'GET',
      `/v1/packs/hello/registries/${firstUid}?cloudType=all&layer=addon`,
    );
    const { tags, packValues } = body as {
      tags: { tag: string; packUid: string }[];
      packValues: { packUid: string }[];
    };
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'hello', displayName: 'hello', registryUid: firstUid, layer: 'addon' });
    expect(tags.map(({ tag }) => tag)).toEqual(['1.2.0', '1.1.0', '1.0.0']);
    expect(packValues.map(({ packUid }) => packUid)).toEqual(tags.map(({ packUid }) => packUid));
    expect(packValues[0]).toEqual({
      packUid: tags[0]?.packUid,
      values: 'replicaCount: 1\ngreeting: Hello from the sample registry\n',
      readme: 'A deployment that greets over HTTP',
    });
  });

  it('are not found for a name that the registry does not have', async () => {
    expect(await call(sandbox, 'GET', `/v1/packs/message-queue/registries/${secondUid}`)).toMatchObject({
      status: 404,
      body: paletteError('ResourceNotFound', 'Resource not found'),
    });
  });
});
