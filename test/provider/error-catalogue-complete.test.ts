import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { entriesOf } from './error-catalogue/page';

const ROOT = join(__dirname, '..', '..');
const entries = entriesOf(readFileSync(join(ROOT, 'docs', 'guides', 'errors.md'), 'utf8'));
const titles = new Set(entries.map(({ summary }) => summary));
const texts = entries.map(({ detail }) => detail).join('\n');

/** What the framework says about things that this provider does not have. */
const NOT_MET: Readonly<Record<string, string>> = {
  'Deprecated Argument': 'none is deprecated',
  'Deprecated Block': 'none is deprecated',
  'Duplicate Element': 'there is no set of nested objects',
  'State From An Older Provider': 'all schemas have their first version',
};

/** Texts of src/provider that no diagnostic shows, and why. */
const NOT_SAID: Readonly<Record<string, string>> = {
  'Stored in state, as every argument of a data source is.': 'ends descriptions',
  'Bearer token in place of user name and password.': 'is a description',
  'Session token, with temporary credentials.': 'is a description',
  'the wait ended': 'stands in for the reason of a signal, and all of them have one',
};

interface Text {
  readonly file: string;
  readonly text: string;
}

/** All literal texts of a folder that a person may come to read: no imports, descriptions and log lines. */
function textsIn(folder: string): readonly Text[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((name) => {
    const file = join(folder, name);
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    const found: Text[] = [];
    const visit = (node: ts.Node): void => {
      if (isUnread(node)) return;
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node)) add(node);
      if (ts.isTemplateMiddleOrTemplateTail(node)) add(node);
      node.forEachChild(visit);
    };
    const add = ({ text }: { readonly text: string }) => void found.push({ file, text: text.trim() });
    visit(source);
    return found;
  });
}

function isUnread(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'description' || isSummaryOfFunction(node);
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Error';
  return ts.isCallExpression(node) && /^(context\.)?log\.\w+$/.test(node.expression.getText());
}

/** Not the title of a diagnostic. */
function isSummaryOfFunction({ name, parent }: ts.PropertyAssignment): boolean {
  const call = parent.parent;
  return name.getText() === 'summary' && ts.isCallExpression(call) && call.expression.getText() === 'defineFunction';
}

const TITLE = /^[A-Z][\w'-]*( [A-Z][\w'-]*)+$/;

test.each(['src/provider', 'src/bridge/framework'])('every title in %s has an entry', (folder) => {
  const missing = textsIn(folder)
    .filter(({ text }) => TITLE.test(text) && !titles.has(text) && !(text in NOT_MET))
    .map(({ file, text }) => `${file}: "${text}" is in no case of test/provider/error-catalogue`);
  expect(missing).toEqual([]);
});

test('what cannot be met is still in the source, and never met', () => {
  const written = new Set(textsIn('src/bridge/framework').map(({ text }) => text));
  expect(Object.keys(NOT_MET).filter((title) => !written.has(title) || titles.has(title))).toEqual([]);
});

test('every sentence of src/provider has an entry that shows it', () => {
  const missing = textsIn('src/provider')
    .filter(({ text }) => text.split(/\s+/).length >= 3)
    .filter(({ text }) => !titles.has(text) && !texts.includes(text) && !(text in NOT_SAID))
    .map(({ file, text }) => `${file}: "${text}" is in no case of test/provider/error-catalogue`);
  expect(missing).toEqual([]);
});
