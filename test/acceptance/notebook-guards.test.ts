import { BLAME, useNotebook } from '../support/notebook/folders';

const notebook = useNotebook();

const note = (body: string) => `resource "notebook_note" "n" {\n${body}\n}\n`;
const URL = 'https://notebook.example/issues';

describe('a mistake of the author in a plan is ours to tell, and nothing is changed', () => {
  it.each([
    ['plan another title', '"title" is written as "T", but planned as "Another".', 'on main.tf line 2'],
    [
      'plan what nobody wrote',
      '"subject" is neither written nor computed, but planned as "made up".',
      'notebook_note.n',
    ],
    ['plan a write-only value', '"key_wo" is write-only, but the plan holds a value for it.', 'on main.tf line 5'],
    ['plan a wrong type', '"text" has the wrong type: a string is required (a number given).', 'on main.tf line 4'],
    ['plan a strange name', 'It holds "tittle", which is not in the schema.', 'notebook_note.n'],
    ['plan a block too many', '"line" is written 0 times, but planned once.', 'notebook_note.n'],
    ['plan a block as unknown', '"line" is planned as unknown as a whole.', 'notebook_note.n'],
    ['plan a block that nobody wrote', '"author" is not written, but planned.', 'notebook_note.n'],
    ['plan another section', '"sections[0].heading" is written as "h", but planned as "another".', 'on main.tf line 6'],
    ['throw while planning', 'Error: no plan today', 'notebook_note.n'],
  ])('%s', async (mistake, problem, place) => {
    const folder = await notebook.folder(
      note(`title = "T"\nmistake = "${mistake}"\ntext = "a"\nkey_wo = "k"\nsections = [{ heading = "h" }]`),
    );
    const { code, text } = await folder.apply();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('Error: Provider Bug') });
    expect(text).toContain(problem);
    expect(text).toContain(place);
    expect(text).toContain(URL);
    expect(text).not.toMatch(BLAME);
    expect(folder.noteFiles()).toEqual([]);
  });

  it('demand replacement for nothing', async () => {
    const folder = await notebook.folder(note('title = "T"'));
    await folder.apply();
    folder.main(note('title = "T"\nmistake = "demand replacement for nothing"'));
    const { code, text } = await folder.plan();
    expect(code).toBe(1);
    expect(text).toContain('Replacement is demanded because of "nowhere", which does not exist.');
    expect(text).not.toMatch(BLAME);
  });

  it('plan blocks as null is put right without a word', async () => {
    const folder = await notebook.folder(note('title = "T"\nmistake = "plan blocks as null"'));
    expect((await folder.apply()).text).toContain('1 added');
  });
});

describe('a mistake of the author in an answer never loses the object', () => {
  it.each([
    ['answer another text', '"text" was planned as "a", but came out as "something else".'],
    ['answer a wrong type', '"token" has the wrong type: a string is required (a number given).'],
    ['answer a wrong shape', '"sections" has the wrong shape: a list is required.'],
    ['answer an unknown value', '"token" is still unknown in the new state.'],
    ['answer a block less', '"line" was planned once, but came out 0 times.'],
    ['answer a strange name', 'It holds "tittle", which is not in the schema.'],
    ['leak a write-only value', '"key_wo" is write-only, but the new state holds a value for it.'],
  ])('%s', async (mistake, problem) => {
    const folder = await notebook.folder(
      note(`title = "T"\nmistake = "${mistake}"\ntext = "a"\nkey_wo = "k"\nline { text = "l" }`),
    );
    const { code, text } = await folder.apply();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('Error: Provider Bug') });
    expect(text).toContain(problem);
    expect(text).toContain('The new object is in state, marked as tainted');
    expect(text).toContain(URL);
    expect(text).not.toMatch(BLAME);
    const [written] = folder.notes();
    expect(await folder.state('notebook_note.n')).toMatchObject({ id: written!['id'], key_wo: null });
    expect(folder.read('terraform.tfstate')).toContain('"status": "tainted"');
  });

  it('leave a value out stores null', async () => {
    const folder = await notebook.folder(note('title = "T"\nmistake = "leave a value out"'));
    expect((await folder.apply()).code).toBe(0);
    expect((await folder.state('notebook_note.n'))['changes']).toBeNull();
  });

  it('answer nothing', async () => {
    const folder = await notebook.folder(note('title = "T"\nmistake = "answer nothing"'));
    const { code, text } = await folder.apply();
    expect(code).toBe(1);
    expect(text).toContain('Error: create answered nothing instead of the new state');
    expect(text).not.toMatch(BLAME);
  });

  it('in an update keeps what the provider answered', async () => {
    const folder = await notebook.folder(note('title = "T"\ntext = "a"'));
    await folder.apply();
    folder.main(note('title = "T"\ntext = "b"\nmistake = "answer another text"'));
    const { code, text } = await folder.apply();
    expect(code).toBe(1);
    expect(text).toContain('"text" was planned as "b", but came out as "something else".');
    expect(text).not.toMatch(BLAME);
    expect(await folder.state('notebook_note.n')).toMatchObject({ text: 'something else', changes: 2 });
    expect(folder.read('terraform.tfstate')).not.toContain('tainted');
  });

  it.each([
    ['read an unknown value', '"token" is still unknown in the new state.'],
    ['read a write-only value', '"key_wo" is write-only, but the new state holds a value for it.'],
    ['read a wrong type', '"pages" has the wrong type: a number is required (a string given).'],
    ['read nothing', 'read answered nothing; null would mean that the object is gone'],
  ])('%s', async (mistake, problem) => {
    const folder = await notebook.folder(note(`title = "T"\nmistake = "${mistake}"`));
    await folder.apply();
    const { code, text } = await folder.plan();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('Error: Provider Bug') });
    expect(text).toContain(problem);
    expect(text).not.toMatch(BLAME);
    expect(await folder.state('notebook_note.n')).toMatchObject({ changes: 1 });
  });

  it('forget that there is no update', async () => {
    const seal = (color: string) => `resource "notebook_seal" "s" {\ntext = "x"\ncolor = "${color}"\n}`;
    const folder = await notebook.folder(seal('red'));
    await folder.apply();
    folder.main(seal('blue'));
    const { code, text } = await folder.apply();
    expect(code).toBe(1);
    expect(text).toContain('"notebook_seal" has no update, but the plan asks for one');
    expect(text).not.toMatch(BLAME);
    expect(await folder.state('notebook_seal.s')).toMatchObject({ color: 'red' });
  });

  it.each([
    ['throw', 'Error: no passes today'],
    ['answer another length', '"length" is written as 20, but planned as 1.'],
  ])('in an ephemeral resource: %s', async (mistake, problem) => {
    const folder = await notebook.folder(`ephemeral "notebook_pass" "p" {\nlength = 20\nmistake = "${mistake}"\n}`);
    const { code, text } = await folder.plan();
    expect(code).toBe(1);
    expect(text).toContain(problem);
    expect(text).toContain(URL);
    expect(text).not.toMatch(BLAME);
  });
});

describe('a failure that the author foresaw', () => {
  it('half way through a create is saved as tainted, and replaced', async () => {
    const folder = await notebook.folder(note('title = "fails half way"\ntext = "a"'));
    const failed = await folder.apply();
    expect(failed.code).toBe(1);
    expect(failed.text).toContain('Error: Note Not Bound with notebook_note.n, on main.tf line 2');
    const [half] = folder.notes();
    expect(await folder.state('notebook_note.n')).toMatchObject({ id: half!['id'], text: 'a' });
    folder.main(note('title = "succeeds"\ntext = "a"'));
    expect((await folder.apply()).text).toContain('1 added, 0 changed, 1 destroyed');
    expect(folder.notes()).toMatchObject([{ title: 'succeeds' }]);
  });

  it('before anything was made leaves nothing in state, and names every cause', async () => {
    const folder = await notebook.folder(note('title = "fails at the start"'));
    const { code, text } = await folder.apply();
    expect(code).toBe(1);
    expect(text).toContain('Error: there is no paper Caused by: Error: the shop is shut');
    expect((await folder.succeed('state', 'list')).stdout).toBe('');
  });

  it('to delete keeps the object in state', async () => {
    const folder = await notebook.folder(note('title = "stays"'));
    await folder.apply();
    const { code, text } = await folder.destroy();
    expect(code).toBe(1);
    expect(text).toContain('Error: Note Is Read Somebody reads the note. Try again later.');
    expect(await folder.state('notebook_note.n')).toMatchObject({ title: 'stays' });
  });

  it('for lack of time says how to get more', async () => {
    const folder = await notebook.folder(note('title = "takes for ever"\ntimeouts {\ncreate = "300ms"\n}'));
    const { code, text } = await folder.apply();
    expect(code).toBe(1);
    expect(text).toContain('Error: Operation Timed Out');
    expect(text).toContain('created "notebook_note": the operation\'s timeout of 0.3 s passed.');
    expect(text).toContain('give the operation more time in the "timeouts" block');
    expect(await folder.state('notebook_note.n')).toMatchObject({ title: 'takes for ever' });
  });
});
