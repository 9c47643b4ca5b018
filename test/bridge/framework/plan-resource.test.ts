import {
  attribute,
  block,
  defineSchema,
  type ModifyPlanRequest,
  pathTo,
  PrivateState,
} from '../../../src/bridge/framework';
import { UNKNOWN } from '../../../src/bridge/values';
import { proposedNew } from '../../support/core-rules';
import { type Body, bodyOf, noPrivate, serveThing, shown } from '../../support/framework-server';

const { string, number, bool, set, nested, stringType } = attribute;
const text = { description: '' };

const schema = defineSchema({
  description: '',
  attributes: {
    id: string({ computed: true, keepPriorState: true, ...text }),
    name: string({ required: true, replace: true, ...text }),
    kind: string({ default: 'plain', ...text }),
    size: number({ optional: true, computed: true, ...text }),
    state: string({ computed: true, ...text }),
    quiet: bool({ default: false, local: true, ...text }),
    fixed: string({ optional: true, replace: ({ prior }) => prior['kind'] === 'fixed', ...text }),
    words: set(stringType, { optional: true, ...text }),
    key_wo: string({ optional: true, writeOnly: true, ...text }),
    steps: nested(
      'list',
      {
        name: string({ required: true, ...text }),
        done: bool({ default: false, ...text }),
        at: string({ computed: true, ...text }),
        host: string({ optional: true, computed: true, keepPriorState: true, ...text }),
      },
      { optional: true, ...text },
    ),
    found: nested(
      'single',
      { name: string({ optional: true, ...text }), kind: string({ default: 'own', ...text }) },
      { computed: true, keepPriorState: true, ...text },
    ),
  },
  blocks: {
    login: block(
      'single',
      { attributes: { user: string({ required: true, replace: true, ...text }) } },
      { ...text, replace: 'presence' },
    ),
    rule: block(
      'set',
      {
        attributes: {
          port: number({ required: true, replace: true, ...text }),
          proto: string({ default: 'tcp', ...text }),
          hits: number({ computed: true, keepPriorState: true, ...text }),
        },
      },
      text,
    ),
    zone: block('map', { attributes: { ttl: number({ default: 60, ...text }) } }, { ...text, replace: 'presence' }),
  },
});

const STORED = {
  id: 'i',
  name: 'n',
  kind: 'plain',
  size: 3,
  state: 'up',
  quiet: false,
  found: { name: 'f', kind: 'rich' },
} as const;

type Modify = (request: ModifyPlanRequest<typeof schema>) => void;

async function plan(prior: Body | null, config: Body, options: { kept?: PrivateState; modify?: Modify } = {}) {
  const { server } = await serveThing(schema, { modifyPlan: options.modify });
  const [before, written] = [prior && bodyOf(server, prior), bodyOf(server, config)];
  const proposed = proposedNew(schema, before, written) as Body;
  const answer = await server.planResource('thing', {
    prior: before,
    proposed,
    config: written,
    private: options.kept ?? noPrivate(),
  });
  return {
    planned: Object.fromEntries(
      Object.entries(answer.planned ?? {}).filter(
        ([, value]) => value !== null && Object.keys(value).length + Number(typeof value !== 'object') > 0,
      ),
    ),
    replace: answer.requiresReplace.map(String),
    problems: shown(answer.diagnostics),
    private: answer.private,
  };
}

describe('a plan to create', () => {
  it.each<[string, Body, Body]>([
    [
      'opens what is computed, and fills in defaults',
      { name: 'n' },
      { id: UNKNOWN, name: 'n', kind: 'plain', size: UNKNOWN, state: UNKNOWN, quiet: false, found: UNKNOWN },
    ],
    [
      'keeps what is written, known or not',
      { name: UNKNOWN, kind: 'rich', size: 1, quiet: true, words: ['a', UNKNOWN] },
      {
        id: UNKNOWN,
        name: UNKNOWN,
        kind: 'rich',
        size: 1,
        state: UNKNOWN,
        quiet: true,
        found: UNKNOWN,
        words: ['a', UNKNOWN],
      },
    ],
    [
      'goes into nested attributes and blocks',
      {
        name: 'n',
        size: 0,
        steps: [{ name: 's', done: null, at: null, host: null }, UNKNOWN],
        login: { user: 'u' },
        rule: [{ port: 1, proto: null, hits: null }],
        zone: { z: { ttl: null } },
      },
      {
        id: UNKNOWN,
        name: 'n',
        kind: 'plain',
        size: 0,
        state: UNKNOWN,
        quiet: false,
        found: UNKNOWN,
        steps: [{ name: 's', done: false, at: UNKNOWN, host: UNKNOWN }, UNKNOWN],
        login: { user: 'u' },
        rule: [{ port: 1, proto: 'tcp', hits: UNKNOWN }],
        zone: { z: { ttl: 60 } },
      },
    ],
    [
      'leaves blocks alone whose number is not known',
      { name: 'n', size: 0, login: UNKNOWN, rule: UNKNOWN, zone: UNKNOWN, steps: UNKNOWN },
      {
        id: UNKNOWN,
        name: 'n',
        kind: 'plain',
        size: 0,
        state: UNKNOWN,
        quiet: false,
        found: UNKNOWN,
        login: UNKNOWN,
        rule: UNKNOWN,
        zone: UNKNOWN,
        steps: UNKNOWN,
      },
    ],
    [
      'never holds a write-only value',
      { name: 'n', size: 0, key_wo: 'secret' },
      { id: UNKNOWN, name: 'n', kind: 'plain', size: 0, state: UNKNOWN, quiet: false, found: UNKNOWN },
    ],
  ])('%s', async (_, config, planned) => {
    expect(await plan(null, config)).toMatchObject({ planned, replace: [], problems: [] });
  });

  it('starts with empty private state: a replacement has nothing of the old object', async () => {
    const kept = PrivateState.from(undefined);
    kept.set('old', 1);
    expect((await plan(null, { name: 'n' }, { kept })).private.get('old')).toBeUndefined();
  });
});

describe('a plan for what is there', () => {
  it.each<[string, Body, Body, Body, string[]]>([
    ['has nothing to do if nothing changed', STORED, { name: 'n' }, STORED, []],
    [
      'opens what an update may change, and keeps the rest',
      STORED,
      { name: 'n', words: ['a'] },
      { ...STORED, words: ['a'], size: UNKNOWN, state: UNKNOWN },
      [],
    ],
    ['opens nothing for steering arguments', STORED, { name: 'n', quiet: true }, { ...STORED, quiet: true }, []],
    [
      'opens nothing for a set in another order',
      { ...STORED, words: ['a', 'b'] },
      { name: 'n', words: ['b', 'a'] },
      { ...STORED, words: ['b', 'a'] },
      [],
    ],
    [
      'replaces for a changed attribute',
      STORED,
      { name: 'm' },
      { ...STORED, name: 'm', size: UNKNOWN, state: UNKNOWN },
      ['name'],
    ],
    [
      'replaces for an attribute that is not known yet',
      STORED,
      { name: UNKNOWN },
      { ...STORED, name: UNKNOWN, size: UNKNOWN, state: UNKNOWN },
      ['name'],
    ],
    [
      'asks the rule of an attribute',
      { ...STORED, kind: 'fixed', fixed: 'a' },
      { name: 'n', kind: 'fixed', fixed: 'b' },
      { ...STORED, kind: 'fixed', fixed: 'b', size: UNKNOWN, state: UNKNOWN },
      ['fixed'],
    ],
    [
      'does not replace where the rule says no',
      { ...STORED, fixed: 'a' },
      { name: 'n', fixed: 'b' },
      { ...STORED, fixed: 'b', size: UNKNOWN, state: UNKNOWN },
      [],
    ],
    [
      'replaces for a block that comes, naming the block and what is new in it',
      STORED,
      { name: 'n', login: { user: 'u' } },
      { ...STORED, login: { user: 'u' }, size: UNKNOWN, state: UNKNOWN },
      ['login.user', 'login'],
    ],
    [
      'replaces for a block that goes',
      { ...STORED, login: { user: 'u' } },
      { name: 'n' },
      { ...STORED, size: UNKNOWN, state: UNKNOWN },
      ['login'],
    ],
    [
      'replaces for the first block of a map',
      STORED,
      { name: 'n', zone: { z: { ttl: 1 } } },
      { ...STORED, zone: { z: { ttl: 1 } }, size: UNKNOWN, state: UNKNOWN },
      ['zone'],
    ],
    [
      'names the set for a change in one of its elements',
      { ...STORED, rule: [{ port: 1, proto: 'tcp', hits: 4 }] },
      { name: 'n', rule: [{ port: 2, proto: null, hits: null }] },
      { ...STORED, rule: [{ port: 2, proto: 'tcp', hits: UNKNOWN }], size: UNKNOWN, state: UNKNOWN },
      ['rule'],
    ],
    [
      'does not replace if another attribute of a set element changes',
      { ...STORED, rule: [{ port: 1, proto: 'udp', hits: 4 }] },
      { name: 'n', rule: [{ port: 1, proto: null, hits: null }] },
      { ...STORED, rule: [{ port: 1, proto: 'tcp', hits: 4 }], size: UNKNOWN, state: UNKNOWN },
      [],
    ],
    [
      'keeps elements apart that differ in a default alone',
      { ...STORED, rule: [{ port: 1, proto: 'udp', hits: 4 }] },
      {
        name: 'n',
        rule: [
          { port: 1, proto: null, hits: null },
          { port: 1, proto: 'udp', hits: null },
        ],
      },
      {
        ...STORED,
        rule: [
          { port: 1, proto: 'udp', hits: 4 },
          { port: 1, proto: 'tcp', hits: UNKNOWN },
        ],
        size: UNKNOWN,
        state: UNKNOWN,
      },
      [],
    ],
    [
      'keeps computed values of list elements, but not of new ones',
      { ...STORED, steps: [{ name: 'a', done: false, at: 'x', host: 'h' }] },
      {
        name: 'n',
        steps: [
          { name: 'a', done: true, at: null, host: null },
          { name: 'b', done: null, at: null, host: 'own' },
        ],
      },
      {
        ...STORED,
        steps: [
          { name: 'a', done: true, at: UNKNOWN, host: 'h' },
          { name: 'b', done: false, at: UNKNOWN, host: 'own' },
        ],
        size: UNKNOWN,
        state: UNKNOWN,
      },
      [],
    ],
    [
      'lets an element continue the stored one that has its defaults',
      {
        ...STORED,
        rule: [
          { port: 1, proto: 'udp', hits: 4 },
          { port: 1, proto: 'tcp', hits: 5 },
        ],
      },
      { name: 'n', rule: [{ port: 1, proto: null, hits: null }] },
      { ...STORED, rule: [{ port: 1, proto: 'tcp', hits: 5 }], size: UNKNOWN, state: UNKNOWN },
      [],
    ],
    [
      'takes back a default',
      { ...STORED, kind: 'rich' },
      { name: 'n' },
      { ...STORED, kind: 'plain', size: UNKNOWN, state: UNKNOWN },
      [],
    ],
    [
      'opens a kept value that was never computed',
      { ...STORED, found: null, id: null },
      { name: 'n', words: ['a'] },
      { ...STORED, id: UNKNOWN, found: UNKNOWN, words: ['a'], size: UNKNOWN, state: UNKNOWN },
      [],
    ],
  ])('%s', async (_, prior, config, planned, replace) => {
    const answer = await plan(prior, config);
    expect(answer).toMatchObject({ replace, problems: [] });
    expect(answer.planned).toEqual(Object.fromEntries(Object.entries(planned).filter(([, value]) => value !== null)));
  });

  it('to destroy asks nobody', async () => {
    const modify = jest.fn();
    const { server } = await serveThing(schema, { modifyPlan: modify });
    const request = { prior: bodyOf(server, STORED), proposed: null, config: null, private: noPrivate() };
    const answer = await server.planResource('thing', request);
    expect({ planned: answer.planned, replace: answer.requiresReplace }).toEqual({ planned: null, replace: [] });
    expect(modify).not.toHaveBeenCalled();
  });
});

describe('the author', () => {
  it('has the last word', async () => {
    const modify: Modify = ({ planned, requireReplacement }) => {
      planned.size = 9;
      requireReplacement(pathTo('kind'));
    };
    expect(await plan(STORED, { name: 'n', kind: 'rich' }, { modify })).toMatchObject({
      planned: { size: 9, kind: 'rich' },
      replace: ['kind'],
      problems: [],
    });
  });

  it('sees what is stored, written and planned, and whether a secret changed', async () => {
    const modify = jest.fn();
    await plan(STORED, { name: 'm', key_wo: 'new' }, { modify });
    expect(modify.mock.calls[0][0]).toMatchObject({
      prior: { name: 'n' },
      config: { name: 'm', key_wo: 'new', kind: null },
      planned: { name: 'm', key_wo: null, kind: 'plain' },
      secretsChanged: true,
    });
  });

  it.each<[string, Modify, string]>([
    [
      'that plans another value',
      ({ planned }) => Object.assign(planned, { name: 'other' }),
      'error Provider Bug @ name: The provider planned "thing", but Terraform would not accept its answer: ' +
        '"name" is written as "n", but planned as "other". Nothing was changed.\n\nThis is a bug in the provider, not in your ' +
        'configuration. Please report it with this message and the configuration of the resource: https://issues.example',
    ],
    [
      'that throws',
      () => {
        throw new RangeError('too far', { cause: new Error('no map') });
      },
      'error Provider Bug @ -: The provider failed while it planned "thing".\n\nThis is a bug in the provider, not in your ' +
        'configuration. Please report it with this message and the configuration of the resource: https://issues.example\n' +
        'Add the log of a run with TF_LOG_PROVIDER=DEBUG.\n\nRangeError: too far\nCaused by: Error: no map',
    ],
  ])('%s is told so', async (_, modify, problem) => {
    expect((await plan(STORED, { name: 'n' }, { modify })).problems).toEqual([problem]);
  });
});
