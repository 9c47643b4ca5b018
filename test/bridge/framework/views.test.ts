import {
  attribute,
  block,
  type ConfigOf,
  defineSchema,
  type KnownConfigOf,
  type PlanOf,
  type Resource,
  type Schema,
  type StateOf,
} from '../../../src/bridge/framework';
import type { Unknown } from '../../../src/bridge/values';

const schema = defineSchema({
  description: 'Everything that a schema can hold.',
  attributes: {
    id: attribute.string({ computed: true, keepPriorState: true, description: 'Id.' }),
    name: attribute.string({ required: true, description: 'Name.' }),
    size: attribute.number({ optional: true, computed: true, description: 'Size.' }),
    kind: attribute.string({ default: 'plain', description: 'Kind.' }),
    paths: attribute.list(attribute.stringType, { optional: true, description: 'Paths.' }),
    secret: attribute.string({ optional: true, writeOnly: true, sensitive: true, description: 'Secret.' }),
    rules: attribute.nested(
      'list',
      { port: attribute.number({ required: true, description: 'Port.' }) },
      { optional: true, description: 'Rules.' },
    ),
  },
  blocks: {
    login: block(
      'single',
      { attributes: { user: attribute.string({ required: true, description: 'User.' }) } },
      { description: 'Login.' },
    ),
    tag: block(
      'set',
      { attributes: { key: attribute.string({ required: true, description: 'Key.' }) } },
      { description: 'Tags.' },
    ),
  },
});

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T => true as T;
type S = typeof schema;

describe('the types that follow from a schema', () => {
  it('tell configuration, plan and state apart', () => {
    expect([
      holds<Equal<ConfigOf<S>['name'], string | Unknown>>(),
      holds<Equal<ConfigOf<S>['id'], null>>(),
      holds<Equal<ConfigOf<S>['paths'], readonly (string | Unknown)[] | Unknown | null>>(),
      holds<Equal<KnownConfigOf<S>['secret'], string | null>>(),
      holds<Equal<KnownConfigOf<S>['login'], { readonly user: string } | null>>(),
      holds<Equal<PlanOf<S>['id'], string | Unknown | null>>(),
      holds<Equal<PlanOf<S>['kind'], string>>(),
      holds<Equal<StateOf<S>['size'], number | null>>(),
      holds<Equal<StateOf<S>['secret'], null>>(),
    ]).not.toContain(false);
    const state: StateOf<S> = {
      id: '1',
      name: 'a',
      size: 1,
      kind: 'plain',
      paths: ['x'],
      secret: null,
      rules: [{ port: 1 }],
      login: { user: 'u' },
      tag: [{ key: 'k' }],
    };
    expect(state.rules?.[0]?.port).toBe(1);
  });

  it('let any resource stand in a list of resources', () => {
    const resource: Resource<S, string> = {
      schema,
      create: async ({ plan }, provider) => ({ ...plan, id: provider, size: 1, secret: null, rules: null }),
      read: async ({ state }) => (state.name === null ? null : (state as StateOf<S>)),
      delete: async () => {},
    };
    const all: Record<string, Resource<Schema, string>> = { resource };
    expect(Object.keys(all)).toEqual(['resource']);
  });
});
