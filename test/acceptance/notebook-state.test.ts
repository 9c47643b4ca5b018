import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLAME, type NotebookFolder, useNotebook } from '../support/notebook/folders';

const notebook = useNotebook();

const note = (body: string, more = '') => `resource "notebook_note" "n" {\n${body}\n}\n${more}`;

/** A note that somebody made by hand. */
function shelve(folder: NotebookFolder, id: string, title: string): void {
  const found = { id, title, text: 'found', pages: 1, changes: 7, token: 'old token' };
  writeFileSync(join(folder.path, 'notes', `${id}.json`), JSON.stringify(found));
}

/** A folder whose shelf exists already. */
async function shelf(config: string): Promise<NotebookFolder> {
  const folder = await notebook.folder(note('title = "first"'));
  await folder.apply();
  await folder.destroy();
  return folder.main(config);
}

describe('import', () => {
  it('by command takes a note over as it is', async () => {
    const folder = await shelf(note('title = "Old"\ntext = "found"'));
    shelve(folder, 'abc', 'Old');
    expect((await folder.run('import', '-no-color', 'notebook_note.n', 'abc')).text).toContain('Import successful!');
    expect(await folder.state('notebook_note.n')).toMatchObject({ id: 'abc', title: 'Old', changes: 7, kind: 'plain' });
    expect((await folder.plan()).text).toContain('No changes.');
  });

  it('by block, with generated configuration', async () => {
    const folder = await shelf('import {\n  to = notebook_note.n\n  id = "abc"\n}\n');
    shelve(folder, 'abc', 'Old');
    const { code, text } = await folder.plan('-generate-config-out=generated.tf');
    expect({ code, text }).toEqual({ code: 2, text: expect.stringContaining('1 to import, 0 to add, 0 to change') });
    expect(folder.read('generated.tf')).toMatch(/title += "Old"/);
    expect((await folder.apply()).text).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
    expect((await folder.plan()).code).toBe(0);
  });

  it('of a note with a secret sends the secret once, because nobody knows which one was applied', async () => {
    const folder = await shelf(note('title = "Old"\ntext = "found"\nkey_wo = "secret"'));
    shelve(folder, 'abc', 'Old');
    await folder.succeed('import', 'notebook_note.n', 'abc');
    expect(await folder.plannedActions()).toEqual({ 'notebook_note.n': ['update'] });
    await folder.succeed('apply', '-auto-approve');
    expect(folder.notes()).toMatchObject([{ changes: 8, writer: 'secret' }]);
    expect((await folder.plan()).code).toBe(0);
  });

  it('of something that is not there says so', async () => {
    const folder = await shelf(note('title = "Old"'));
    const { code, text } = await folder.run('import', '-no-color', 'notebook_note.n', 'nothing');
    expect(code).toBe(1);
    expect(text).toContain('Error: Note Not Found There is no note "nothing".');
  });

  it('of what cannot be imported says so', async () => {
    const folder = await notebook.folder('resource "notebook_seal" "s" { text = "x" }');
    const { code, text } = await folder.run('import', '-no-color', 'notebook_seal.s', 'x');
    expect(code).toBe(1);
    expect(text).toContain('Error: Import Not Supported "notebook_seal" cannot be imported.');
    expect(text).not.toMatch(BLAME);
  });
});

describe('a moved block', () => {
  const before = 'resource "terraform_data" "old" { input = "Old Title" }\n';
  const moved = (target: string) => `moved {\n  from = terraform_data.old\n  to   = ${target}\n}\n`;

  it('turns state of another type into a note, without touching anything', async () => {
    const folder = await shelf(before);
    await folder.apply();
    const id = String((await folder.state('terraform_data.old'))['id']);
    shelve(folder, id, 'Old Title');
    folder.main(note('title = "Old Title"\ntext = "found"', moved('notebook_note.n')));
    expect((await folder.apply()).text).toContain('0 added, 0 changed, 0 destroyed');
    expect(await folder.state('notebook_note.n')).toMatchObject({ id, title: 'Old Title', changes: 7 });
    expect((await folder.plan()).code).toBe(0);
  });

  it('from a type that is not foreseen is refused with advice', async () => {
    const folder = await notebook.folder(before);
    await folder.apply();
    folder.main('resource "notebook_seal" "s" { text = "x" }\n' + moved('notebook_seal.s'));
    const { code, text } = await folder.plan();
    expect(code).toBe(1);
    expect(text).toContain(
      'Error: Move Not Supported State of "terraform_data" (provider terraform.io/builtin/terraform)',
    );
    expect(text).toContain('Remove the moved block and import the object instead.');
  });
});

describe('stored state', () => {
  const stateFile = (version: number, attributes: object) =>
    JSON.stringify({
      version: 4,
      terraform_version: '1.11.4',
      serial: 1,
      lineage: 'f2968801-fa14-41ab-a044-224f3a4adf04',
      outputs: {},
      resources: [
        {
          mode: 'managed',
          type: 'notebook_note',
          name: 'n',
          provider: 'provider["registry.terraform.io/example/notebook"]',
          instances: [{ schema_version: version, attributes }],
        },
      ],
    });

  it('of an older schema is upgraded, big numbers included', async () => {
    const folder = await shelf(note('title = "Old"\ntext = "found"\nbudget = 123456789012345678901234567890'));
    shelve(folder, 'abc', 'Old');
    const old = stateFile(0, { id: 'abc', name: 'Old', gone: true, budget: 'BUDGET' });
    folder.write('terraform.tfstate', old.replace('"BUDGET"', '123456789012345678901234567890'));
    const { code, text } = await folder.plan();
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('No changes.') });
  });

  it.each([
    [
      // Core refuses this one itself, before any provider is asked.
      'of a newer schema',
      2,
      { id: 'abc' },
      'Error: Resource instance managed by newer provider version',
      'Upgrade the notebook provider',
    ],
    [
      'that was broken by hand',
      1,
      { id: ['abc'] },
      'Error: Unreadable State',
      'id: a string is required (an array given)',
    ],
    ['that the upgrade cannot read', 0, null, 'Error: Provider Bug', 'and the provider failed to upgrade it.'],
  ])('%s is refused', async (_, version, attributes, title, problem) => {
    const folder = await notebook.folder(note('title = "Old"'));
    folder.write('terraform.tfstate', stateFile(version, attributes as object));
    const { code, text } = await folder.plan();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(title) });
    expect(text).toContain(problem);
    expect(text).not.toMatch(BLAME);
  });
});

describe('drift', () => {
  it('is shown, recorded by -refresh-only, and put right by apply', async () => {
    const folder = await notebook.folder(note('title = "T"\ntext = "mine"'));
    await folder.apply();
    folder.scribble({ text: 'theirs' });
    const refreshed = await folder.plan('-refresh-only');
    expect(refreshed.code).toBe(2);
    expect(refreshed.text).toContain('~ text = "mine" -> "theirs"');
    await folder.succeed('apply', '-refresh-only', '-auto-approve');
    expect(await folder.state('notebook_note.n')).toMatchObject({ text: 'theirs' });
    expect((await folder.apply()).text).toContain('0 added, 1 changed, 0 destroyed');
    expect(folder.notes()).toMatchObject([{ text: 'mine', changes: 2 }]);
  });

  it('to nothing plans to create it anew', async () => {
    const folder = await notebook.folder(note('title = "T"'));
    await folder.apply();
    folder.deleteNotes();
    expect(await folder.plannedActions()).toEqual({ 'notebook_note.n': ['create'] });
    expect((await folder.apply()).text).toContain('1 added');
    folder.deleteNotes();
    expect((await folder.destroy()).code).toBe(0);
  });
});

describe('a data source', () => {
  it('reads, fills in its defaults, and warns', async () => {
    const folder = await notebook.folder(
      note(
        'title = "T"',
        'data "notebook_note" "d" { id = notebook_note.n.id }\noutput "d" { value = data.notebook_note.d }',
      ),
    );
    const { code, text } = await folder.apply();
    expect(code).toBe(0);
    expect(text).toContain('Warning: Empty Note');
    expect(await folder.state('data.notebook_note.d')).toMatchObject({ title: 'T', pages: 0, language: 'en' });
  });

  it('points at the argument to blame', async () => {
    const folder = await notebook.folder('data "notebook_note" "d" {\n  id = "x"\n}');
    const { code, text } = await folder.plan();
    expect(code).toBe(1);
    expect(text).toContain('Error: Note Not Found with data.notebook_note.d, on main.tf line 2');
  });
});

describe('provider configuration', () => {
  it('may be several, with aliases', async () => {
    const folder = await notebook.folder(
      'provider "notebook" {\n  alias  = "other"\n  folder = "elsewhere"\n}\n' +
        note('title = "here"', 'resource "notebook_note" "o" {\n  provider = notebook.other\n  title = "there"\n}\n'),
    );
    expect((await folder.apply()).text).toContain('2 added');
    expect(folder.notes()).toMatchObject([{ title: 'here' }]);
    expect(folder.notes('elsewhere')).toMatchObject([{ title: 'there' }]);
  });

  it('may come from what is not known yet', async () => {
    const folder = await notebook.folder(
      'resource "terraform_data" "d" { input = "later" }\n' +
        'provider "notebook" { folder = terraform_data.d.output }\n' +
        note('title = "T"'),
    );
    expect((await folder.plan()).text).toContain('Warning: Folder Not Known');
    expect((await folder.apply()).text).toContain('2 added');
    expect(folder.notes('later')).toMatchObject([{ title: 'T' }]);
  });

  it('that is wrong is refused at its argument', async () => {
    const folder = await notebook.folder('provider "notebook" {\n  folder = ""\n}\n' + note('title = "T"'));
    const { code, text } = await folder.plan();
    expect(code).toBe(1);
    expect(text).toContain(
      'Error: No Folder with provider["registry.terraform.io/example/notebook"], on main.tf line 2',
    );
  });
});

describe('functions', () => {
  it('take null, nothing, many, and values that are not known yet', async () => {
    const folder = await notebook.folder(`
      resource "terraform_data" "d" { input = "b" }
      output "one"     { value = provider::notebook::join("-") }
      output "many"    { value = provider::notebook::join("-", "a", "b", "c") }
      output "later"   { value = provider::notebook::join("-", "a", terraform_data.d.output) }
      output "half"    { value = provider::notebook::half(3) }
      output "nothing" { value = provider::notebook::half(null) == null }
    `);
    expect((await folder.plan()).text).toContain('+ later = (known after apply)');
    const { code, text } = await folder.apply();
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('half = 1.5') });
    expect(text).toContain('later = "a-b" many = "a-b-c" nothing = true one = ""');
  });

  it.each([
    ['provider::notebook::join("!", "a")', 'while calling provider::notebook::join(separator, words...)'],
    ['provider::notebook::join("!", "a")', 'Invalid value for "separator" parameter: "!" cannot separate words.'],
    ['provider::notebook::join("-", null)', 'Invalid value for "words" parameter: argument must not be null.'],
    [
      'provider::notebook::half(12345678901234567890)',
      'Invalid value for "of" parameter: "of" holds 12345678901234567890',
    ],
    ['provider::notebook::join("?")', 'The function "join" failed: the author did not think of "?"'],
    ['provider::notebook::join("#")', 'it returned something of another type than it declares: a string is required'],
  ])('say what is wrong with %s', async (call, problem) => {
    const folder = await notebook.folder(`output "o" {\n  value = ${call}\n}`);
    const { code, text } = await folder.plan();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(problem) });
    expect(text).toContain('on main.tf line 2');
    expect(text).not.toMatch(BLAME);
  });
});
