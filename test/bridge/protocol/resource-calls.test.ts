import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UNKNOWN } from '../../../src/bridge/values';
import { NotebookCalls } from '../../support/notebook/calls';

let notebook: NotebookCalls;
beforeEach(() => void (notebook = new NotebookCalls()));
afterEach(() => notebook.remove());

const typeName = 'notebook_note';

describe('the life of a note in calls', () => {
  const config = () =>
    notebook.note({ title: 'T', text: 'a b c', key_wo: 'secret', line: [{ text: 'l', stamp: null }] });

  async function create() {
    await notebook.configure();
    const proposedNewState = notebook.wire({ ...config(), key_wo: null });
    const planned = await notebook.call('PlanResourceChange', {
      typeName,
      priorState: notebook.wire(null),
      proposedNewState,
      config: notebook.wire(config()),
    });
    const applied = await notebook.call('ApplyResourceChange', {
      typeName,
      priorState: notebook.wire(null),
      plannedState: planned.part('plannedState'),
      config: notebook.wire(config()),
      plannedPrivate: planned.part('plannedPrivate'),
    });
    return { planned, applied, state: notebook.unwire(applied, 'newState')! };
  }

  it('PlanResourceChange and ApplyResourceChange create it', async () => {
    const { planned, applied, state } = await create();
    expect(notebook.unwire(planned, 'plannedState')).toMatchObject({
      id: UNKNOWN,
      kind: 'plain',
      key_wo: null,
      line: [{ text: 'l', stamp: UNKNOWN }],
    });
    expect(planned.part('requiresReplace')).toBeUndefined();
    expect(state).toMatchObject({ changes: 1, pages: 2, key_wo: null, line: [{ text: 'l', stamp: 'line 1' }] });
    expect(applied.part('diagnostics')).toBeUndefined();
    expect(String(applied.part('private'))).not.toContain('secret');
    expect(readdirSync(notebook.folder)).toEqual([`${String(state['id'])}.json`]);
  });

  it('ReadResource finds it, and null when it is gone', async () => {
    const { applied, state } = await create();
    const found = await notebook.call('ReadResource', {
      typeName,
      currentState: applied.part('newState'),
      private: applied.part('private'),
    });
    expect(notebook.unwire(found, 'newState')).toEqual(state);
    expect(found.part('private')).toEqual(applied.part('private'));
    readdirSync(notebook.folder).forEach((file) => rmSync(join(notebook.folder, file)));
    const gone = await notebook.call('ReadResource', {
      typeName,
      currentState: applied.part('newState'),
      private: applied.part('private'),
    });
    expect(notebook.unwire(gone, 'newState')).toBeNull();
    const none = await notebook.call('ReadResource', {
      typeName,
      currentState: notebook.wire(null),
      private: Buffer.from('x'),
    });
    expect([notebook.unwire(none, 'newState'), String(none.part('private'))]).toEqual([null, 'x']);
  });

  it('PlanResourceChange says what needs replacement, with paths', async () => {
    const { applied, state } = await create();
    const changed = { ...config(), title: 'U', author: { name: 'A', role: null, pin_wo: null } };
    const replaced = await notebook.call('PlanResourceChange', {
      typeName,
      priorState: applied.part('newState'),
      proposedNewState: notebook.wire({ ...state, title: 'U', author: changed.author }),
      config: notebook.wire(changed),
      priorPrivate: applied.part('private'),
    });
    expect(replaced.part('requiresReplace')).toEqual([
      { steps: [{ attributeName: 'title' }] },
      { steps: [{ attributeName: 'author' }] },
    ]);
  });

  it('ApplyResourceChange destroys it', async () => {
    const { applied } = await create();
    const planned = await notebook.call('PlanResourceChange', {
      typeName,
      priorState: applied.part('newState'),
      proposedNewState: notebook.wire(null),
      config: notebook.wire(null),
    });
    expect(notebook.unwire(planned, 'plannedState')).toBeNull();
    const destroyed = await notebook.call('ApplyResourceChange', {
      typeName,
      priorState: applied.part('newState'),
      plannedState: notebook.wire(null),
      config: notebook.wire(null),
    });
    expect(notebook.unwire(destroyed, 'newState')).toBeNull();
    expect(readdirSync(notebook.folder)).toEqual([]);
  });

  it('ImportResourceState takes it over', async () => {
    const { state } = await create();
    const imported = await notebook.call('ImportResourceState', { typeName, id: String(state['id']) });
    expect(imported.part('importedResources')).toHaveLength(1);
    expect(imported.part('importedResources', 0, 'typeName')).toBe(typeName);
    expect(notebook.unwire(imported, 'importedResources', 0, 'state')).toEqual(notebook.note({ id: state['id']! }));
    const missing = await notebook.call('ImportResourceState', { typeName, id: 'nothing' });
    expect(missing.whole).toEqual({
      diagnostics: [{ severity: 1, summary: 'Note Not Found', detail: 'There is no note "nothing".' }],
    });
  });

  it('UpgradeResourceState and MoveResourceState read JSON', async () => {
    const json = Buffer.from('{"id":"i","name":"Old","budget":123456789012345678901234567890}');
    const upgraded = await notebook.call('UpgradeResourceState', { typeName, version: 0, rawState: { json } });
    expect(notebook.unwire(upgraded, 'upgradedState')).toMatchObject({
      id: 'i',
      title: 'Old',
      budget: { text: '123456789012345678901234567890' },
    });
    const flat = await notebook.call('UpgradeResourceState', {
      typeName,
      version: 0,
      rawState: { flatmap: { id: 'i' } },
    });
    expect(flat.whole).toMatchObject({ diagnostics: [{ summary: 'Unreadable State' }] });
    const moved = await notebook.call('MoveResourceState', {
      sourceProviderAddress: 'terraform.io/builtin/terraform',
      sourceTypeName: 'terraform_data',
      sourceState: { json: Buffer.from('{"id":"i","input":{"value":"T","type":"string"}}') },
      targetTypeName: typeName,
    });
    expect(notebook.unwire(moved, 'targetState')).toMatchObject({ id: 'i', title: 'T' });
  });

  it('takes secrets out of what it says', async () => {
    await notebook.configure();
    const body = notebook.note({ title: 'T', text: 'hush hush', key_wo: 'hush hush', mistake: 'answer another text' });
    const refused = await notebook.call('ApplyResourceChange', {
      typeName,
      priorState: notebook.wire(null),
      plannedState: notebook.wire({
        ...body,
        id: UNKNOWN,
        changes: UNKNOWN,
        token: UNKNOWN,
        pages: UNKNOWN,
        key_wo: null,
      }),
      config: notebook.wire(body),
    });
    expect(refused.part('diagnostics', 0, 'detail')).toContain('"text" was planned as "***"');
  });
});
