import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ERRORS_PAGE, errorsPage } from '../../scripts/docs/errors-page';
import { documentationPages, GENERATED_FOLDERS } from '../../scripts/docs/pages';
import { PaletteWorld } from '../support/palette-folder';

const ROOT = resolve(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');

/** Paths of files below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const pages = documentationPages(ROOT);
const examples = filesBelow(EXAMPLES).filter((file) => file.endsWith('.tf'));

test('there is a page for everything that the provider has, and no other beside them', () => {
  const found = GENERATED_FOLDERS.flatMap((folder) =>
    filesBelow(join(ROOT, 'docs', folder)).map((file) => `${folder}/${file}`),
  );
  expect(['index.md', ...found].sort()).toEqual([...pages.keys()].sort());
});

test('what is written by hand stands outside of the folders that "npm run docs" empties', () => {
  expect(filesBelow(join(ROOT, 'docs'))).toEqual(expect.arrayContaining(['palette-form.md', 'images/npm-start.svg']));
});

test(`docs/${ERRORS_PAGE} says what the provider says (else: npm run docs)`, async () => {
  expect(readFileSync(join(ROOT, 'docs', ERRORS_PAGE), 'utf8')).toBe(await errorsPage());
});

test.each([...pages.keys()])('docs/%s says what the schema says (else: npm run docs)', (path) => {
  expect(readFileSync(join(ROOT, 'docs', path), 'utf8')).toBe(pages.get(path));
});

describe('the examples of the documentation', () => {
  const world = new PaletteWorld();
  afterAll(() => world.end());

  it.each(examples)('%s is valid', async (file) => {
    const folder = world.folder({ url: 'http://127.0.0.1:9', apiKey: 'unused' });
    const text = readFileSync(join(EXAMPLES, file), 'utf8');
    if (file.startsWith('provider/')) folder.write('versions.tf', '');
    await folder.write('main.tf', text).init();
    expect(await folder.diagnostics('validate')).toEqual([]);
  });
});
