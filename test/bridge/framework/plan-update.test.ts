import { UNKNOWN } from '../../../src/bridge/values';
import type { Body } from '../../support/framework-server';
import { plan, STORED } from '../../support/plan-table';

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
});
