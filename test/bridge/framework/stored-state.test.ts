import { attribute, block, defineSchema, failure, type Resource } from '../../../src/bridge/framework';
import { ExactNumber, UNKNOWN } from '../../../src/bridge/values';
import { bodyOf, noPrivate, serveThing, shown } from '../../support/framework-server';

const { string, exactNumber } = attribute;
const text = { description: '' };

const schema = defineSchema({
  description: '',
  version: 2,
  attributes: {
    id: string({ computed: true, ...text }),
    size: exactNumber({ optional: true, ...text }),
    password: string({ optional: true, sensitive: true, ...text }),
    key_wo: string({ optional: true, writeOnly: true, ...text }),
  },
  blocks: {
    line: block(
      'list',
      {
        attributes: { text: string({ optional: true, ...text }) },
        blocks: { part: block('set', { attributes: {} }, text) },
      },
      text,
    ),
  },
});

type Author = Partial<Resource<typeof schema, unknown>>;
const NOTHING = { id: null, size: null, password: null, key_wo: null, line: [] };
const HUGE = '123456789012345678901234567890';

describe('upgrading state', () => {
  const author: Author = {
    upgrades: {
      0: (state) => ({ ...state, id: state['name'] }),
      1: () => {
        throw new Error('never seen such a thing');
      },
    },
  };

  async function upgrade(version: number, json: string | undefined, given: Author = author) {
    const { server, told } = await serveThing(schema, given);
    const answer = server.upgradeState('thing', { json: json === undefined ? undefined : Buffer.from(json), version });
    return { state: answer.state, problems: shown(answer.diagnostics), told };
  }

  it.each([
    ['fills in what the schema gained, and drops what it lost', 2, '{"id":"i","gone":true}', { id: 'i' }],
    ['keeps every digit', 2, `{"size":${HUGE}}`, { size: ExactNumber.from(HUGE) }],
    [
      'keeps every digit through an upgrade',
      0,
      `{"name":"n","size":${HUGE}}`,
      { id: 'n', size: ExactNumber.from(HUGE) },
    ],
    ['gives blocks that are not there as none', 2, '{"line":[{"text":"x"}]}', { line: [{ text: 'x', part: [] }] }],
    ['drops a write-only value that somebody stored', 2, '{"key_wo":"leaked"}', {}],
  ])('%s', async (_, version, json, state) => {
    expect(await upgrade(version, json)).toMatchObject({ state: { ...NOTHING, ...state }, problems: [] });
  });

  it.each([
    [
      'of a newer version',
      3,
      '{}',
      'error State From A Newer Provider @ -: The state of "thing" has schema version 3; this provider knows versions up to 2. ' +
        'Use the provider version that wrote the state, or a newer one.',
    ],
    [
      'of a version that nobody upgrades',
      0,
      '{}',
      'error State From An Older Provider @ -: The state of "thing" has schema version 0, and this provider cannot upgrade it to ' +
        'version 2. Use an older provider version.',
    ],
    [
      'that does not fit',
      2,
      '{"id":["x"]}',
      'error Unreadable State @ id: The state of "thing" has schema version 2, but does not fit it. If it was edited by hand, ' +
        'undo that; else remove it with "terraform state rm" and import the object.\n\nid: a string is required (an array given)',
    ],
    [
      'of the time before JSON',
      2,
      undefined,
      'error Unreadable State @ -: The state of "thing" is of Terraform 0.11 or older. Run "terraform apply" with Terraform 0.12 ' +
        'once, which rewrites it.',
    ],
  ])('refuses state %s', async (_, version, json, problem) => {
    expect(await upgrade(version, json, {})).toMatchObject({ state: undefined, problems: [problem] });
  });

  it('says whose fault an upgrade is that fails', async () => {
    expect((await upgrade(1, '{}')).problems).toEqual([
      'error Provider Bug @ -: The state of "thing" has schema version 1, and the provider failed to upgrade it.\n\n' +
        'This is a bug in the provider, not in your configuration. Please report it with this message and the configuration of ' +
        'the resource: https://issues.example\n\nnever seen such a thing',
    ]);
  });

  it('makes stored secrets known to the log', async () => {
    expect((await upgrade(2, '{"password":"stored"}')).told.secrets).toEqual(['stored']);
  });
});

describe('moving state', () => {
  const author: Author = {
    moves: [
      {
        fromProvider: /\/old$/,
        fromType: 'old_thing',
        move: ({ state, schemaVersion }) => ({ id: `${String(state['name'])}/${schemaVersion}`, size: state['size'] }),
      },
    ],
  };

  async function move(fromProvider: string, fromType: string, json = `{"name":"n","size":${HUGE}}`) {
    const { server } = await serveThing(schema, author);
    const source = { fromProvider, fromType, schemaVersion: 4, json: Buffer.from(json) };
    const { state, diagnostics } = await server.moveState('thing', source);
    return { state, problems: shown(diagnostics) };
  }

  it('turns one type into another', async () => {
    expect(await move('registry.example/a/old', 'old_thing')).toEqual({
      state: { ...NOTHING, id: 'n/4', size: ExactNumber.from(HUGE) },
      problems: [],
    });
  });

  it.each([
    ['another provider', 'registry.example/a/other', 'old_thing'],
    ['another type', 'registry.example/a/old', 'other_thing'],
  ])('refuses %s', async (_, provider, type) => {
    expect((await move(provider, type)).problems).toEqual([
      `error Move Not Supported @ -: State of "${type}" (provider ${provider}) cannot become "thing". ` +
        'Remove the moved block and import the object instead.',
    ]);
  });

  it('reports an author who answers what does not fit', async () => {
    const [problem] = (await move('registry.example/a/old', 'old_thing', '{"name":"n","size":{}}')).problems;
    expect(problem).toContain('The provider failed while it moved "old_thing" to "thing".');
    expect(problem).toContain('ValueError: size: a number is required (an object given)');
  });
});

describe('reading', () => {
  const stored = { id: 'i', password: 'p' };

  async function read(author: Author) {
    const { server, told } = await serveThing(schema, author);
    const { state, diagnostics } = await server.readResource('thing', {
      state: bodyOf(server, stored),
      private: noPrivate(),
    });
    return { state, problems: shown(diagnostics), told };
  }

  it.each<[string, Author, object | null]>([
    [
      'takes what is there',
      { read: async ({ state }) => ({ ...state, id: 'j', line: state.line ?? [], key_wo: null }) },
      { id: 'j' },
    ],
    ['takes null for gone', { read: async () => null }, null],
  ])('%s', async (_, author, state) => {
    const answer = await read(author);
    expect(answer).toMatchObject({ state, problems: [] });
  });

  it.each<[string, Author, string]>([
    ['a failure', { read: () => Promise.reject(failure('Not Now', 'Later.')) }, 'error Not Now @ -: Later.'],
    [
      'nothing',
      { read: async () => undefined as never },
      'read answered nothing; null would mean that the object is gone',
    ],
    [
      'something unknown',
      { read: async () => ({ id: UNKNOWN }) as never },
      '"id" is still unknown in the new state. State is as it was.',
    ],
  ])('with %s is an error', async (_, author, problem) => {
    const answer = await read(author);
    expect(answer.problems[0]).toContain(problem);
    expect(answer.state).not.toBeNull();
  });

  it('makes found secrets known to the log', async () => {
    const { told } = await read({ read: async ({ state }) => ({ ...state, password: 'found' }) as never });
    expect(told.secrets).toEqual(['p', 'found']);
  });
});

describe('importing', () => {
  async function take(author: Author) {
    const { server } = await serveThing(schema, author);
    const { state, diagnostics } = await server.importResource('thing', 'the id');
    return { state, problems: shown(diagnostics) };
  }

  it('fills up with nothing what the author left out', async () => {
    expect(await take({ import: async ({ id }) => ({ id }) })).toEqual({
      state: { ...NOTHING, id: 'the id' },
      problems: [],
    });
  });

  it('is refused where the author has none', async () => {
    expect(await take({})).toEqual({
      state: undefined,
      problems: [
        'error Import Not Supported @ -: "thing" cannot be imported. Remove the import and let Terraform create the object.',
      ],
    });
  });

  it.each<[string, Author, string]>([
    ['fails', { import: () => Promise.reject(failure('Not Found', 'Nowhere.')) }, 'error Not Found @ -: Nowhere.'],
    ['answers nothing', { import: async () => undefined as never }, 'Error: it answered nothing'],
    [
      'leaks',
      { import: async () => ({ key_wo: 'k' }) as never },
      '"key_wo" is write-only, but the new state holds a value for it. Nothing was imported.',
    ],
  ])('that %s is an error', async (_, author, problem) => {
    expect((await take(author)).problems[0]).toContain(problem);
  });
});
