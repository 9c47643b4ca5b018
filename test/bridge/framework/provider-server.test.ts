import {
  attribute,
  block,
  type DataSource,
  defineFunction,
  defineSchema,
  type EphemeralResource,
  FunctionError,
  type Schema,
} from '../../../src/bridge/framework';
import { ExactNumber, UNKNOWN, type Value } from '../../../src/bridge/values';
import { type Body, bodyOf, serve, serveThing, shown } from '../../support/framework-server';

const { string, number, stringType, numberType, exactNumberType, dynamicType, listType } = attribute;
const text = { description: '' };
const BIG = ExactNumber.from('12345678901234567890');

describe('configuring a provider', () => {
  const schema = defineSchema({
    description: '',
    attributes: {
      host: string({ default: 'localhost', ...text }),
      token: string({ optional: true, sensitive: true, ...text }),
    },
  });

  it('fills in defaults, and hides secrets', async () => {
    const configure = jest.fn();
    const { server, told } = serve({ schema, configure });
    expect(shown(await server.configure({ host: null, token: 'secret' }, '1.11.4'))).toEqual([]);
    expect(configure.mock.calls[0][0]).toMatchObject({
      config: { host: 'localhost', token: 'secret' },
      terraformVersion: '1.11.4',
    });
    expect(told.secrets).toEqual(['secret']);
  });

  it('passes on what is not known yet', async () => {
    const configure = jest.fn();
    const { server } = serve({ schema, configure });
    await server.configure({ host: UNKNOWN, token: null }, '1.11.4');
    expect(configure.mock.calls[0][0].config.host).toBe(UNKNOWN);
  });

  it('that fails is reported, and nothing can be used after it', async () => {
    const { server } = serve({
      configure: () => {
        throw new Error('no network');
      },
      resources: { thing: { schema: defineSchema({ description: '', attributes: {} }) } as never },
    });
    expect(shown(await server.configure({}, '1.11.4'))[0]).toContain('The provider failed while it was configured.');
    await expect(server.importResource('thing', 'x')).rejects.toThrow(
      'Terraform used the provider before it configured it',
    );
  });

  it('knows what it does not have', () => {
    const { server } = serve({});
    expect(() => server.resource('thing')).toThrow('this provider has no resource "thing"');
    expect(() => server.dataSource('thing')).toThrow('this provider has no data source "thing"');
    expect(() => server.ephemeralResource('thing')).toThrow('this provider has no ephemeral resource "thing"');
    expect(() => server.function('thing')).toThrow('this provider has no function "thing"');
  });
});

describe('a data source', () => {
  const schema = defineSchema({
    description: '',
    attributes: { name: string({ default: 'main', ...text }), size: number({ computed: true, ...text }) },
  });

  async function read(read: DataSource<typeof schema, unknown>['read']) {
    const { server } = serve({ dataSources: { thing: { schema, read } as unknown as DataSource<Schema, unknown> } });
    await server.configure({}, '1.11.4');
    const { state, diagnostics } = await server.readDataSource('thing', { name: null, size: null });
    return { state, problems: shown(diagnostics) };
  }

  it('sees defaults', async () => {
    expect(await read(async ({ config }) => ({ name: config.name ?? '', size: 1 }))).toEqual({
      state: { name: 'main', size: 1 },
      problems: [],
    });
  });

  it.each<[string, () => Promise<never>, string]>([
    ['throws', () => Promise.reject(new Error('lost')), 'The provider failed while it read data source "thing".'],
    ['answers nothing', async () => undefined as never, 'Error: it answered nothing'],
    [
      'answers a wrong type',
      async () => ({ name: 'n', size: 'big' }) as never,
      '"size" has the wrong type: a number is required (a string given).',
    ],
    [
      'leaves something unknown',
      async () => ({ name: 'n', size: UNKNOWN }) as never,
      '"size" is still unknown in the new state.',
    ],
  ])('that %s is told so', async (_, author, problem) => {
    expect((await read(author)).problems[0]).toContain(problem);
  });
});

describe('an ephemeral resource', () => {
  const schema = defineSchema({
    description: '',
    attributes: {
      length: number({ default: 8, ...text }),
      name: string({ optional: true, ...text }),
      value: string({ computed: true, sensitive: true, ...text }),
    },
  });
  type Author = Partial<EphemeralResource<typeof schema, unknown>>;

  async function serveIt(author: Author) {
    const made = { schema, ...author } as unknown as EphemeralResource<Schema, unknown>;
    const { server, told } = serve({ ephemeralResources: { thing: made } });
    await server.configure({}, '1.11.4');
    return { server, told };
  }

  const good: Author = {
    open: async ({ config: { length, name } }) => ({
      result: { length: length ?? 0, name, value: 'made secret' },
      renewAt: new Date(5_000),
      private: Buffer.from('p'),
    }),
    renew: async ({ private: kept }) => ({ renewAt: new Date(6_000), private: Buffer.concat([kept, kept]) }),
    close: async ({ private: kept, diagnostics }) => diagnostics.warning('Closed', String(kept)),
  };

  it('is opened, renewed and closed', async () => {
    const { server, told } = await serveIt(good);
    const opened = await server.openEphemeral('thing', { length: null, name: 'n', value: null });
    expect({ ...opened, diagnostics: shown(opened.diagnostics) }).toEqual({
      result: { length: 8, name: 'n', value: 'made secret' },
      renewAt: new Date(5_000),
      private: Buffer.from('p'),
      diagnostics: [],
    });
    expect(told.secrets).toEqual(['made secret']);
    const renewed = await server.renewEphemeral('thing', Buffer.from('p'));
    expect({ ...renewed, diagnostics: shown(renewed.diagnostics) }).toEqual({
      renewAt: new Date(6_000),
      private: Buffer.from('pp'),
      diagnostics: [],
    });
    expect(shown(await server.closeEphemeral('thing', Buffer.from('p')))).toEqual(['warning Closed @ -: p']);
  });

  it('needs no close', async () => {
    const { server } = await serveIt({});
    expect(shown(await server.closeEphemeral('thing', Buffer.from('p')))).toEqual([]);
  });

  it.each<[string, Author, string]>([
    [
      'answers another value than written',
      { open: async () => ({ result: { length: 8, name: 'm', value: 'v' } }) },
      '"name" is written as "n", but planned as "m".',
    ],
    ['answers nothing', { open: async () => undefined as never }, 'Error: it answered nothing'],
    [
      'leaves something unknown',
      { open: async () => ({ result: { length: 8, name: 'n', value: UNKNOWN } as never }) },
      '"value" is still unknown',
    ],
    ['cannot be renewed, but wants to', { ...good, renew: undefined }, 'It sets "renewAt", but cannot be renewed.'],
  ])('that %s is told so', async (_, author, problem) => {
    const { server } = await serveIt(author);
    const { diagnostics } = await server.openEphemeral('thing', { length: null, name: 'n', value: null });
    expect(shown(diagnostics)[0]).toContain(problem);
  });

  it('that is renewed without being able to says so', async () => {
    const { server } = await serveIt({});
    const { diagnostics } = await server.renewEphemeral('thing', Buffer.from('p'));
    expect(shown(diagnostics)[0]).toContain('"thing" set renewAt, but has no renew');
  });
});

describe('a function', () => {
  const join = defineFunction({
    summary: '',
    description: '',
    parameters: [
      { name: 'separator', type: stringType, ...text, allowNull: true },
      { name: 'size', type: numberType, ...text },
    ],
    variadic: { name: 'words', type: listType(stringType), ...text },
    returns: stringType,
    call([separator, size], words) {
      if (size === 1) throw new FunctionError('too small', 1);
      if (size === 2) throw new Error('not foreseen');
      if (size === 3) return 7 as unknown as string;
      if (size === 4) return undefined as unknown as string;
      return `${separator} ${size} ${words.map((list) => list.join('+')).join(' ')}`;
    },
  });
  const big = defineFunction({
    summary: '',
    description: '',
    parameters: [{ name: 'number', type: exactNumberType, ...text }],
    variadic: { name: 'anything', type: dynamicType, ...text },
    returns: exactNumberType,
    call: ([value]) => value,
  });
  const ADVICE =
    'This is a bug in the provider, not in your configuration. Please report it with this message and the configuration of the ' +
    'resource: https://issues.example';

  it.each<[string, readonly Value[], object]>([
    ['gets its arguments', ['-', 9, ['a', 'b'], ['c']], { result: '- 9 a+b c' }],
    ['gets null where it allows it', [null, 9], { result: 'null 9 ' }],
    ['may blame an argument', ['-', 1], { error: { text: 'too small', argument: 1 } }],
    [
      'that fails says whose fault it is',
      ['-', 2],
      { error: { text: `The function "join" failed: not foreseen\n\n${ADVICE}` } },
    ],
    [
      'that answers another type is told so',
      ['-', 3],
      {
        error: {
          text: `The function "join" failed: it returned something of another type than it declares: a string is required (a number given).\n\n${ADVICE}`,
        },
      },
    ],
    ['that answers nothing answers null', ['-', 4], { result: null }],
    [
      'refuses numbers that it could not hold',
      ['-', BIG],
      {
        error: {
          text: '"size" holds 12345678901234567890, which has more digits than fit. Expected numbers with at most 15 significant digits.',
          argument: 1,
        },
      },
    ],
    [
      'refuses null inside a list',
      ['-', 9, ['a'], ['b', null]],
      { error: { text: '"words" holds null at [1]. Leave that out.', argument: 3 } },
    ],
  ])('%s', async (_, args, answer) => {
    const { server } = serve({ functions: { join } });
    expect(await server.callFunction('join', args)).toEqual(answer);
  });

  it('takes and gives numbers of any size', async () => {
    const { server } = serve({ functions: { big } });
    expect(await server.callFunction('big', [BIG, null])).toEqual({ result: BIG });
  });
});

describe('secrets', () => {
  it('are found in every corner of a body', async () => {
    const secret = (more: object = {}) => string({ optional: true, sensitive: true, ...more, ...text });
    const schema = defineSchema({
      description: '',
      attributes: {
        top: secret(),
        many: attribute.list(stringType, { optional: true, sensitive: true, ...text }),
        any: attribute.dynamic({ optional: true, sensitive: true, ...text }),
        nest: attribute.nested('map', { deep: secret() }, { optional: true, ...text }),
        shown: string({ optional: true, ...text }),
        trace: string({ computed: true, ...text }),
      },
      blocks: {
        one: block('single', { attributes: { a: secret() } }, text),
        list: block(
          'list',
          { attributes: { b: secret() }, blocks: { inner: block('set', { attributes: { c: secret() } }, text) } },
          text,
        ),
        keyed: block('map', { attributes: { d: string({ optional: true, writeOnly: true, ...text }) } }, text),
      },
    });
    const { server, told } = await serveThing(schema);
    const config: Body = {
      top: 's1',
      many: ['s2', UNKNOWN],
      nest: { k: { deep: 's3' } },
      shown: 'not a secret',
      one: { a: 's4' },
      list: [{ b: 's5', inner: [{ c: 's6' }] }, UNKNOWN],
      keyed: { k: { d: 's7' }, l: UNKNOWN },
    };
    await server.validateResource('thing', bodyOf(server, config), true);
    expect(told.secrets).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7']);
  });
});
