import { MAGIC_COOKIE, PROTOCOL_VERSION } from '../../../src/bridge/protocol';
import { calls } from '../../../src/bridge/protocol/messages';
import { encodeMsgpack, encodeType } from '../../../src/bridge/values';
import { type CallName, NotebookCalls } from '../../support/notebook/calls';

let notebook: NotebookCalls;
beforeEach(() => void (notebook = new NotebookCalls()));
afterEach(() => notebook.remove());

const typeName = 'notebook_note';
const clientCapabilities = { writeOnlyAttributesAllowed: true };

describe('the service', () => {
  it('has the cookie, the version and the calls of protocol 6', () => {
    expect(MAGIC_COOKIE.name).toBe('TF_PLUGIN_MAGIC_COOKIE');
    expect(PROTOCOL_VERSION).toBe(6);
    expect([...notebook.service.keys()]).toEqual(Object.keys(calls).map((name) => `/tfplugin6.Provider/${name}`));
    expect(notebook.service.size).toBe(20);
  });

  it('GetMetadata lists what there is', async () => {
    expect((await notebook.call('GetMetadata', {})).whole).toEqual({
      serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true },
      resources: [{ typeName: 'notebook_note' }, { typeName: 'notebook_seal' }],
      dataSources: [{ typeName: 'notebook_note' }],
      ephemeralResources: [{ typeName: 'notebook_pass' }],
      functions: [{ name: 'join' }, { name: 'half' }],
    });
  });

  it('GetProviderSchema and GetFunctions describe all of it', async () => {
    const schema = await notebook.call('GetProviderSchema', {});
    expect(Object.keys(schema.part('resourceSchemas') as object)).toEqual(['notebook_note', 'notebook_seal']);
    expect(Object.keys(schema.part('dataSourceSchemas') as object)).toEqual(['notebook_note']);
    expect(Object.keys(schema.part('ephemeralResourceSchemas') as object)).toEqual(['notebook_pass']);
    expect(schema.part('serverCapabilities')).toEqual({
      planDestroy: true,
      getProviderSchemaOptional: true,
      moveResourceState: true,
    });
    expect(schema.part('resourceSchemas', 'notebook_note', 'version')).toBe(1);
    expect(schema.part('diagnostics')).toBeUndefined();
    const functions = await notebook.call('GetFunctions', {});
    expect(functions.part('functions')).toEqual(schema.part('functions'));
    expect(functions.part('functions', 'join')).toMatchObject({
      parameters: [
        { name: 'separator', type: encodeType('string'), description: 'Between words.', descriptionKind: 1 },
      ],
      variadicParameter: { name: 'words', type: encodeType('string') },
      return: { type: encodeType('string') },
      summary: 'Joins words.',
    });
    expect(functions.part('functions', 'join', 'parameters', 0, 'allowNullValue')).toBeUndefined();
    expect(functions.part('functions', 'half', 'parameters', 0, 'allowNullValue')).toBe(true);
  });

  it('ValidateProviderConfig and ConfigureProvider take a configuration', async () => {
    const config = {
      msgpack: encodeMsgpack(notebook.server.providerSchema.type, {
        folder: notebook.folder,
        password: null,
        style: null,
      }),
    };
    expect((await notebook.call('ValidateProviderConfig', { config })).whole).toEqual({});
    expect((await notebook.configure()).whole).toEqual({});
    expect((await notebook.configure({ folder: '', password: null, style: null })).whole).toEqual({
      diagnostics: [
        {
          severity: 1,
          summary: 'No Folder',
          detail: 'folder is "". Name a folder or leave it out.',
          attribute: { steps: [{ attributeName: 'folder' }] },
        },
      ],
    });
  });

  it('ValidateResourceConfig answers with paths', async () => {
    const config = notebook.wire(notebook.note({ title: 'T', kind: 'odd', chapters: ['a', null], key_wo: 'a key' }));
    const answer = await notebook.call('ValidateResourceConfig', { typeName, config, clientCapabilities });
    expect(answer.part('diagnostics')).toEqual([
      {
        severity: 1,
        summary: 'Unsupported Value',
        detail: 'kind is "odd". Expected one of "plain", "rich".',
        attribute: { steps: [{ attributeName: 'kind' }] },
      },
      {
        severity: 1,
        summary: 'Null Value',
        detail: 'chapters[1] is null. Give it a value, or leave it out of "chapters".',
        attribute: { steps: [{ attributeName: 'chapters' }, { elementKeyInt: 1 }] },
      },
    ]);
    const old = await notebook.call('ValidateResourceConfig', {
      typeName,
      config: notebook.wire(notebook.note({ title: 'T', key_wo: 'a key' })),
    });
    expect(old.part('diagnostics')).toMatchObject([{ summary: 'Write-Only Argument Not Supported' }]);
  });

  it('ValidateDataResourceConfig and ReadDataSource read', async () => {
    await notebook.configure();
    const { type } = notebook.server.dataSource(typeName).compiled;
    const config = { msgpack: encodeMsgpack(type, { id: 'gone', language: null, title: null, pages: null }) };
    expect((await notebook.call('ValidateDataResourceConfig', { typeName, config })).whole).toEqual({});
    expect((await notebook.call('ReadDataSource', { typeName, config })).whole).toEqual({
      diagnostics: [
        {
          severity: 1,
          summary: 'Note Not Found',
          detail: 'There is no note "gone".',
          attribute: { steps: [{ attributeName: 'id' }] },
        },
      ],
    });
  });

  it('ValidateEphemeralResourceConfig, Open-, Renew- and CloseEphemeralResource do', async () => {
    await notebook.configure();
    const name = { typeName: 'notebook_pass' };
    const { type } = notebook.server.ephemeralResource('notebook_pass').compiled;
    const config = { msgpack: encodeMsgpack(type, { length: 7, mistake: null, value: null }) };
    expect((await notebook.call('ValidateEphemeralResourceConfig', { ...name, config })).whole).toEqual({});
    const opened = await notebook.call('OpenEphemeralResource', { ...name, config });
    const kept = opened.part('private');
    expect(opened.value(type, 'result')).toEqual({ length: 7, mistake: null, value: 'pass-xx' });
    expect(opened.part('renewAt', 'seconds')).toBeGreaterThan(Date.now() / 1000 + 3_000);
    expect(Number(opened.part('renewAt', 'nanos')) % 1_000_000).toBe(0);
    expect(String(kept)).toBe('p');
    expect((await notebook.call('RenewEphemeralResource', { ...name, private: kept })).whole).toEqual({
      private: Buffer.from('p'),
    });
    expect((await notebook.call('CloseEphemeralResource', { ...name, private: kept })).whole).toEqual({});
    expect((await notebook.call('CloseEphemeralResource', name)).whole).toMatchObject({
      diagnostics: [{ summary: 'Wrong Pass' }],
    });
  });

  it('CallFunction answers a value or an error at an argument', async () => {
    const words = (...texts: string[]) => texts.map((text) => ({ msgpack: encodeMsgpack('string', text) }));
    const joined = await notebook.call('CallFunction', { name: 'join', arguments: words('-', 'a', 'b') });
    expect(joined.value('string', 'result')).toBe('a-b');
    expect((await notebook.call('CallFunction', { name: 'join', arguments: words('!', 'a') })).whole).toEqual({
      error: { text: '"!" cannot separate words. Use another character', functionArgument: 0 },
    });
    const failed = await notebook.call('CallFunction', { name: 'join', arguments: words('?') });
    expect(failed.part('error')).toEqual({ text: expect.stringContaining('The function "join" failed') });
    const none = await notebook.call('CallFunction', {
      name: 'half',
      arguments: [{ msgpack: encodeMsgpack('number', null) }],
    });
    expect(none.value('number', 'result')).toBeNull();
  });

  it('StopProvider answers at once', async () => {
    expect((await notebook.call('StopProvider', {})).whole).toEqual({});
  });
});

describe('what is not a call of the protocol', () => {
  it.each<[string, CallName, object, string]>([
    ['an unknown type', 'ValidateResourceConfig', { typeName: 'nothing' }, 'this provider has no resource "nothing"'],
    [
      'a value of another type',
      'ValidateResourceConfig',
      { typeName, config: { msgpack: Buffer.from([1]) } },
      'an object is required',
    ],
    [
      'use before configuration',
      'ImportResourceState',
      { typeName, id: 'x' },
      'Terraform used the provider before it configured it',
    ],
  ])('%s is refused', async (_, name, request, problem) => {
    await expect(notebook.call(name, request)).rejects.toThrow(problem);
  });

  it('a broken message is refused', async () => {
    await expect(notebook.service.get('/tfplugin6.Provider/PlanResourceChange')!(Buffer.from([0xff]))).rejects.toThrow(
      'The message is not valid protobuf: it ends inside a number.',
    );
  });
});
