import { pathTo, PrivateState } from '../../../src/bridge/framework';
import { fingerprintOf } from '../../../src/bridge/framework/fingerprint';
import { UNKNOWN } from '../../../src/bridge/values';
import { type Body, bodyOf, noPrivate, serveThing } from '../../support/framework-server';
import { type Modify, plan, planSchema, STORED } from '../../support/plan-table';

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

describe('a plan to destroy', () => {
  it('asks nobody', async () => {
    const modify = jest.fn();
    const { server } = await serveThing(planSchema, { modifyPlan: modify });
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

  it.each<{ situation: string; written: Body; changed: boolean; ignored: string[] }>([
    { situation: 'was taken away', written: { name: 'n' }, changed: true, ignored: [] },
    { situation: 'is ignored', written: { name: 'n', key_wo: 'k' }, changed: false, ignored: ['key_wo'] },
  ])('is told what became of a secret that $situation', async ({ written, changed, ignored }) => {
    const modify = jest.fn();
    const { server } = await serveThing(planSchema, { modifyPlan: modify });
    const kept = noPrivate().withFingerprints({ key_wo: await fingerprintOf('k') });
    const [prior, config] = [bodyOf(server, STORED), bodyOf(server, { name: 'n' })];
    await server.validateResource('thing', bodyOf(server, written), true);
    await server.planResource('thing', { prior, proposed: prior, config, private: kept });
    expect(modify.mock.calls[0][0]).toMatchObject({ secretsChanged: changed, ignoredSecrets: ignored });
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
