import { useNotebook } from '../support/notebook/folders';

const notebook = useNotebook();

const note = (body: string) => `resource "notebook_note" "n" {\n${body}\n}\n`;

const EVERYTHING = note(`
  title    = "T"
  text     = "one two three"
  key_wo   = "a key that nobody may see"
  budget   = 123456789012345678901234567890.5
  prices   = [0.1, 1e30, 12345678901234567890]
  anything = { a = 12345678901234567890123, b = [1, null, "x"], c = null }
  readers  = ["b", "a", "b"]
  chapters = ["x"]
  labels   = { __proto__ = "p", constructor = "c", "a.b" = "d" }
  place    = { city = "Bonn", floor = 2 }
  sections = [{ heading = "a" }, { heading = "b", number = "own" }]
  index    = { x = { page = 3 } }
  tags     = [{ key = "k" }, { key = "l", weight = 2 }]
  safe     = { hint = "h", code_wo = "1234 a code" }
  cover    = {}
  author { name = "me" }
  line { text = "first" }
  line { text = "second" }
  mark { at = 1 }
  mark {
    at    = 1
    color = "blue"
  }
  part {
    name = "one"
    scene { text = "s" }
    motto {}
  }
  part { name = "two" }
  field "x" { value = "v" }
  timeouts { create = "30s" }
`);

describe('the life of a note', () => {
  it('is created with everything that a schema can hold, and a second plan has nothing to do', async () => {
    const folder = await notebook.folder(EVERYTHING);
    expect((await folder.apply()).text).toContain('1 added, 0 changed, 0 destroyed');
    expect(await folder.state('notebook_note.n')).toMatchObject({
      kind: 'plain',
      draft: false,
      pages: 2,
      changes: 1,
      token: 'made from 25 characters',
      key_wo: null,
      labels: { ['__proto__']: 'p', constructor: 'c', 'a.b': 'd' },
      sections: [
        { heading: 'a', number: '§1' },
        { heading: 'b', number: 'own' },
      ],
      tags: [
        { key: 'k', weight: 1 },
        { key: 'l', weight: 2 },
      ],
      safe: { hint: 'h', code_wo: null },
      cover: { color: null },
      author: { name: 'me', role: 'writer', pin_wo: null },
      line: [
        { text: 'first', stamp: 'line 1' },
        { text: 'second', stamp: 'line 2' },
      ],
      mark: [
        { at: 1, color: 'blue', seen: 'in write 1' },
        { at: 1, color: 'red', seen: 'in write 1' },
      ],
      part: [
        { name: 'one', scene: [{ text: 's', order: 1 }], motto: { text: 'none' } },
        { name: 'two', scene: [], motto: null },
      ],
      field: { x: { value: 'v' } },
    });
    const state = folder.read('terraform.tfstate');
    for (const number of ['123456789012345678901234567890.5', '12345678901234567890123', '12345678901234567890']) {
      expect(state).toContain(number);
    }
    expect((await folder.plan()).text).toContain('No changes.');
    expect((await folder.destroy()).text).toContain('1 destroyed');
    expect(folder.notes()).toEqual([]);
  });

  it('is updated in place, with only what the update leaves open as unknown', async () => {
    const folder = await notebook.folder(note('title = "T"\ntext = "a"\nline { text = "x" }\nmark { at = 1 }'));
    await folder.apply();
    folder.main(note('title = "T"\ntext = "a b c d e"\nline { text = "x" }\nmark { at = 1 }\nmark { at = 2 }'));
    const { code, text } = await folder.plan();
    expect(code).toBe(2);
    expect(text).toContain('~ changes = 1 -> (known after apply)');
    expect(text).toContain('~ stamp = "line 1" -> (known after apply)');
    expect(text).toContain('+ seen = (known after apply)');
    expect(text).not.toMatch(/[~+-] id/);
    expect(text).toContain('Warning: Text Changes with notebook_note.n, on main.tf line 3');
    expect((await folder.apply()).text).toContain('0 added, 1 changed, 0 destroyed');
    expect(await folder.state('notebook_note.n')).toMatchObject({
      pages: 3,
      changes: 2,
      mark: [
        { at: 1, seen: 'in write 1' },
        { at: 2, seen: 'in write 2' },
      ],
    });
    expect((await folder.plan()).code).toBe(0);
  });

  it('is not touched when only arguments for the provider change', async () => {
    const folder = await notebook.folder(note('title = "T"'));
    await folder.apply();
    folder.main(note('title = "T"\nmistake = "none"\ntimeouts {\nupdate = "5m"\n}'));
    const { text } = await folder.apply();
    expect(text).toContain('0 added, 1 changed, 0 destroyed');
    expect(text).not.toContain('known after apply');
    expect(folder.notes()).toMatchObject([{ changes: 1 }]);
    expect(await folder.state('notebook_note.n')).toMatchObject({ mistake: 'none', timeouts: { update: '5m' } });
    expect((await folder.plan()).code).toBe(0);
  });

  it.each([
    ['a new title', 'title = "T"', 'title = "U"', '"T" -> "U" # forces replacement'],
    ['a rule of its own', 'title = "T"\nkind = "rich"', 'title = "T"', '"rich" -> "plain" # forces replacement'],
    ['a block that comes', 'title = "T"', 'title = "T"\nauthor { name = "A" }', '+ author { # forces replacement'],
    ['a block that goes', 'title = "T"\nauthor { name = "A" }', 'title = "T"', '- author { # forces replacement'],
    ["the author's last word", 'title = "T"', 'title = "T"\nsubject = "move it"', '"move it" # forces replacement'],
  ])('is replaced for %s', async (_, before, after, reason) => {
    const folder = await notebook.folder(note(before));
    await folder.apply();
    const [old] = folder.notes();
    folder.main(note(after));
    const { text } = await folder.apply();
    expect(text).toContain(reason);
    expect(text).toContain('1 added, 0 changed, 1 destroyed');
    expect(folder.notes()).toHaveLength(1);
    expect(folder.notes()[0]!['id']).not.toBe(old!['id']);
  });

  it('is not replaced for a change that only looks like one', async () => {
    const folder = await notebook.folder(note('title = "T"\nauthor { name = "A" }'));
    await folder.apply();
    folder.main(note('title = "T"\nkind = "rich"\nauthor { name = "B" }'));
    expect(await folder.plannedActions()).toEqual({ 'notebook_note.n': ['update'] });
  });

  it('takes defaults back when an argument is removed, in sets too', async () => {
    const folder = await notebook.folder(
      note('title = "T"\ndraft = true\nmark {\nat = 1\ncolor = "blue"\n}\ntags = [{ key = "k", weight = 5 }]'),
    );
    await folder.apply();
    folder.main(note('title = "T"\nmark { at = 1 }\ntags = [{ key = "k" }]'));
    await folder.succeed('apply', '-auto-approve');
    expect(await folder.state('notebook_note.n')).toMatchObject({
      draft: false,
      mark: [{ at: 1, color: 'red' }],
      tags: [{ key: 'k', weight: 1 }],
    });
    expect((await folder.plan()).code).toBe(0);
  });

  it('is planned around blocks that are not known yet', async () => {
    const folder = await notebook.folder(
      'resource "terraform_data" "d" { input = ["a", "b"] }\n' +
        note(`title = "T"
          chapters = terraform_data.d.output
          dynamic "line" {
            for_each = terraform_data.d.output
            content { text = line.value }
          }
          dynamic "mark" {
            for_each = terraform_data.d.output
            content { at = mark.key }
          }
          dynamic "author" {
            for_each = terraform_data.d.output
            content { name = "A" }
          }`).replace('output\n            content { name', 'output[0] == "a" ? [1] : []\n            content { name'),
    );
    expect((await folder.plan()).code).toBe(2);
    expect((await folder.apply()).text).toContain('2 added');
    expect(await folder.state('notebook_note.n')).toMatchObject({
      line: [{ text: 'a' }, { text: 'b' }],
      author: { name: 'A' },
      chapters: ['a', 'b'],
    });
    expect((await folder.plan()).code).toBe(0);
  });

  it('stays with what is stored where changes are to be ignored', async () => {
    const ignoring = (body: string) => note(`${body}\nlifecycle { ignore_changes = all }`);
    const folder = await notebook.folder(ignoring('title = "T"\ntext = "a"\nline { text = "x" }\nmark { at = 1 }'));
    await folder.apply();
    folder.main(ignoring('title = "U"'));
    expect((await folder.plan()).text).toContain('No changes.');
  });
});
