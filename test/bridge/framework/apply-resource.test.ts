import { attribute, block, defineSchema, failure, PrivateState, type Resource } from '../../../src/bridge/framework';
import { matchesFingerprint } from '../../../src/bridge/framework/fingerprint';
import { UNKNOWN } from '../../../src/bridge/values';
import { type Body, bodyOf, noPrivate, serveThing, shown } from '../../support/framework-server';

const { string, number, bool, nested } = attribute;
const text = { description: '' };

const schema = defineSchema({
  description: '',
  attributes: {
    id: string({ computed: true, ...text }),
    name: string({ required: true, ...text }),
    size: number({ optional: true, ...text }),
    quiet: bool({ default: false, local: true, ...text }),
    password: string({ optional: true, sensitive: true, ...text }),
    key_wo: string({ optional: true, writeOnly: true, ...text }),
    steps: nested('list', { name: string({ required: true, ...text }) }, { optional: true, ...text }),
  },
  blocks: {
    line: block(
      'list',
      { attributes: { text: string({ required: true, ...text }), at: string({ computed: true, ...text }) } },
      text,
    ),
  },
});

type Author = Resource<typeof schema, unknown>;

const PLANNED = { id: UNKNOWN, name: 'n', quiet: false };

interface Given {
  readonly prior?: Body;
  readonly planned?: Body | null;
  readonly config?: Body;
  readonly kept?: PrivateState;
}

async function apply(author: Partial<Author>, { prior, planned = PLANNED, config = { name: 'n' }, kept }: Given = {}) {
  const { server, told } = await serveThing(schema, author);
  const answer = await server.applyResource('thing', {
    prior: prior ? bodyOf(server, prior) : null,
    planned: planned && bodyOf(server, planned),
    config: planned && bodyOf(server, config),
    private: kept ?? noPrivate(),
  });
  const state = answer.state && Object.fromEntries(Object.entries(answer.state).filter(([, value]) => value !== null));
  return { state, problems: shown(answer.diagnostics), private: answer.private, told };
}

const created = (more: object): Partial<Author> => ({
  create: async ({ plan }) => ({ ...plan, id: 'i', ...more }) as never,
});
const ADVICE =
  '\n\nThis is a bug in the provider, not in your configuration. Please report it with this message and the ' +
  'configuration of the resource: https://issues.example';

describe('a create', () => {
  it('answers what the author made', async () => {
    expect(await apply(created({}))).toMatchObject({
      state: { id: 'i', name: 'n', quiet: false, line: [] },
      problems: [],
    });
  });

  it.each<[string, object, object, string]>([
    [
      'another value',
      { name: 'other' },
      { name: 'other' },
      '@ name: The provider created "thing", but Terraform would not accept its answer: ' +
        '"name" was planned as "n", but came out as "other". The new object is in state, marked as tainted: ' +
        'the next apply replaces it, unless you run "terraform untaint" first.' +
        ADVICE,
    ],
    [
      'a sensitive value, without showing it',
      { password: 'secret' },
      { password: 'secret' },
      '"password" came out different from what was planned (the value is sensitive).',
    ],
    [
      'an unknown value',
      { id: UNKNOWN },
      { name: 'n' },
      '@ id: The provider created "thing", but Terraform would not accept its answer: "id" is still unknown in the new state.',
    ],
    [
      'a write-only value',
      { key_wo: 'k' },
      { id: 'i' },
      '"key_wo" is write-only, but the new state holds a value for it.',
    ],
    [
      'a number for a string',
      { id: 7 },
      { name: 'n' },
      '"id" has the wrong type: a string is required (a number given).',
    ],
    ['a wrong shape', { steps: 'none' }, { id: 'i' }, '"steps" has the wrong shape: a list is required.'],
    [
      'a wrong shape deeper',
      { line: ['text'] },
      { id: 'i', line: [] },
      '"line[0]" has the wrong shape: an object is required.',
    ],
    ['more than the schema has', { extra: 1 }, { id: 'i' }, 'It holds "extra", which is not in the schema.'],
  ])('that answers %s is stored as far as it can be, with our diagnostic', async (_, more, state, problem) => {
    const answer = await apply(created(more));
    expect(answer.state).toMatchObject(state);
    expect(answer.problems[0]).toContain(problem);
    for (const line of answer.problems) expect(line).toMatch(/^error Provider Bug @ /);
  });

  it('takes missing values, blocks and parts of blocks for null or none', async () => {
    const author: Partial<Author> = {
      create: async () => ({ id: 'i', name: 'n', quiet: false, line: [{ text: 't' }] }) as never,
    };
    const planned = { ...PLANNED, line: [{ text: 't', at: UNKNOWN }] };
    expect(await apply(author, { planned })).toMatchObject({
      state: { line: [{ text: 't', at: null }] },
      problems: [],
    });
  });

  it('that answers nothing is a mistake, not a missing object', async () => {
    const { state, problems } = await apply({ create: async () => undefined as never });
    expect(state).toBeNull();
    expect(problems[0]).toContain('Error: create answered nothing instead of the new state');
  });

  it('that fails keeps nothing, unless the author saved something', async () => {
    const fails = failure('Too Bad', 'It did not work.');
    expect(await apply({ create: () => Promise.reject(fails) })).toMatchObject({
      state: null,
      problems: ['error Too Bad @ -: It did not work.'],
    });
    const half: Partial<Author> = {
      async create({ plan, saveState }) {
        saveState({ ...plan, id: 'half', size: UNKNOWN } as never);
        throw fails;
      },
    };
    expect((await apply(half)).state).toEqual({ id: 'half', name: 'n', quiet: false, line: [] });
  });

  it('that reports an error without throwing is not held against the plan as well', async () => {
    const author: Partial<Author> = {
      async create({ plan, diagnostics }) {
        diagnostics.error('Half Done', 'The rest is missing.');
        return { ...plan, id: 'i', name: 'other' } as never;
      },
    };
    expect(await apply(author)).toMatchObject({
      state: { name: 'other' },
      problems: ['error Half Done @ -: The rest is missing.'],
    });
  });
});

describe('an update', () => {
  const prior = { id: 'i', name: 'n', quiet: false };

  it('is not asked of the author when only steering arguments differ', async () => {
    const update = jest.fn();
    const planned = { ...prior, quiet: true };
    expect((await apply({ update }, { prior, planned })).state).toMatchObject({ quiet: true });
    expect(update).not.toHaveBeenCalled();
  });

  it('that fails keeps what was there', async () => {
    const update = () => Promise.reject(new Error('no'));
    const { state } = await apply({ update }, { prior, planned: { ...prior, name: 'm' }, config: { name: 'm' } });
    expect(state).toMatchObject({ name: 'n' });
  });

  it('is told whether a secret changed, and not again once it was applied', async () => {
    const seen: boolean[] = [];
    const author: Partial<Author> = {
      ...created({}),
      async update({ plan, secretsChanged }) {
        seen.push(secretsChanged);
        return plan as never;
      },
    };
    const config = { name: 'n', key_wo: 'first' };
    const first = await apply(author, { config });
    const stored = PrivateState.from(first.private.encode());
    const planned = { ...prior, name: 'm' };
    await apply(author, { prior, planned, config, kept: stored });
    const changed = await apply(author, { prior, planned, config: { name: 'm', key_wo: 'second' }, kept: stored });
    await apply(author, { prior, planned, config: { name: 'm', key_wo: 'second' }, kept: changed.private });
    await apply(author, { prior, planned, config: { name: 'm' }, kept: changed.private });
    expect(seen).toEqual([false, true, false, true]);
    expect(first.private.encode().toString()).not.toContain('first');
  });

  it('sees ignored changes as planned, and secrets as written', async () => {
    const update = jest.fn(async ({ plan }) => plan as never);
    const stored = { ...prior, size: 1, line: [{ text: 'stored', at: 'x' }] };
    const config = { name: 'm', size: 2, key_wo: 'key', password: 'written', line: [{ text: 'written', at: null }] };
    await apply({ update }, { prior: stored, planned: { ...stored, name: 'm' }, config });
    expect(update.mock.calls[0]?.[0]).toMatchObject({
      config: { name: 'm', size: 1, key_wo: 'key', password: 'written', line: [{ text: 'stored', at: null }] },
    });
  });

  it('that failed leaves the old fingerprint, so that the next plan tries again', async () => {
    const config = { name: 'n', key_wo: 'first' };
    const { private: kept } = await apply(created({}), { config });
    const before = kept.encode();
    const failed = await apply(
      { update: () => Promise.reject(new Error('no')) },
      { prior, planned: prior, config: { name: 'n', key_wo: 'second' }, kept },
    );
    expect(failed.private.encode()).toEqual(before);
  });
});

it.each<[string, Body | undefined]>([
  ['create', undefined],
  ['update', { id: 'i', name: 'm', quiet: false }],
])('a %s that failed after it saved its state has applied the secrets', async (_, prior) => {
  const fail: Author['create'] = async ({ plan, saveState }) => {
    saveState({ ...plan, id: 'i' } as never);
    throw new Error('no');
  };
  const config = { name: 'n', key_wo: 'first' };
  const { private: kept } = await apply({ create: fail, update: fail }, { prior, config });
  expect(await matchesFingerprint('first', kept.fingerprints['key_wo'] ?? '')).toBe(true);
});

describe('a delete', () => {
  const prior = { id: 'i', name: 'n' };

  it('leaves nothing', async () => {
    expect(await apply({}, { prior, planned: null })).toMatchObject({ state: null, problems: [] });
  });

  it('that fails leaves everything', async () => {
    const remove = () => Promise.reject(failure('In Use', 'It is in use.'));
    expect(await apply({ delete: remove }, { prior, planned: null })).toMatchObject({
      state: { id: 'i' },
      problems: ['error In Use @ -: It is in use.'],
    });
  });
});

describe('secrets', () => {
  it('are made known to the log: what was written, stored and answered', async () => {
    const { told } = await apply(created({ password: 'answered' }), {
      config: { name: 'n', password: 'written', key_wo: 'write-only' },
    });
    expect(told.secrets).toEqual(expect.arrayContaining(['written', 'write-only', 'answered']));
  });
});
