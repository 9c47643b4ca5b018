import { useNotebook } from '../support/notebook/folders';

const notebook = useNotebook();

const note = (body: string) => `resource "notebook_note" "n" {\n${body}\n}\n`;

describe('terraform validate', () => {
  it.each([
    ['a validator', 'title = " "', 'on main.tf line 2', 'title is " ". Expected at least one character'],
    ['a choice', 'title = "T"\nkind = "odd"', 'on main.tf line 3', 'Expected one of "plain", "rich".'],
    ['an attribute of a set of blocks', 'title = "T"\nmark { at = 100 }', 'on main.tf line 3', 'mark.at is 100.'],
    [
      'a nested attribute',
      'title = "T"\ntags = [{ key = "k", weight = 10 }]',
      'on main.tf line 3',
      'Expected a whole number from 1 to 9.',
    ],
    ["an author's own check", 'title = "forbidden"', 'on main.tf line 2', 'Error: Forbidden Title'],
    [
      'a relation',
      'title = "T"\nkey_wo_version = 1',
      'on main.tf line 3',
      '"key_wo_version" is set, but "key_wo" is not.',
    ],
    ['a timeout', 'title = "T"\ntimeouts {\ncreate = "soon"\n}', 'on main.tf line 4', 'Expected a duration above zero'],
    [
      'a number that JavaScript cannot hold',
      'title = "T"\npages = 12345678901234567890',
      'on main.tf line 3',
      'pages is 12345678901234567890. Expected a number with at most 15 significant digits.',
    ],
    ['null in a list', 'title = "T"\nchapters = ["a", null]', 'on main.tf line 3', 'chapters[1] is null.'],
    [
      'an author who throws',
      'title = "confuses the author"',
      'with notebook_note.n',
      'TypeError: validate does not know what to do',
    ],
  ])('points at %s', async (_, body, place, problem) => {
    const folder = await notebook.folder(note(body));
    const { code, text } = await folder.run('validate', '-no-color');
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(problem) });
    expect(text).toContain(place);
  });

  it('warns of what is deprecated', async () => {
    const folder = await notebook.folder(
      note('title = "T"\nsubject = "old"') + 'resource "notebook_seal" "s" { text = "x" }',
    );
    const { code, text } = await folder.run('validate', '-no-color');
    expect(code).toBe(0);
    expect(text).toContain('Warning: Deprecated Argument with notebook_note.n, on main.tf line 3');
    expect(text).toContain('"subject" is deprecated. Use "title".');
    expect(text).toContain('"notebook_seal" is deprecated. Nobody seals notes any more.');
  });

  it('has nothing against values that are not known yet', async () => {
    const folder = await notebook.folder(
      'variable "v" {}\n' +
        note('title = var.v\nkind = var.v\nchapters = [var.v]\ntags = [{ key = "k", weight = var.v }]\nkey_wo = var.v'),
    );
    expect((await folder.run('validate', '-no-color')).code).toBe(0);
  });
});
