import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_GROUPS, produceAll } from './error-catalogue';
import { entriesOf } from './error-catalogue/page';

/** The texts stand in the page only; `npm run docs` writes there what the provider says now. */
const PAGE = join(__dirname, '..', '..', 'docs', 'guides', 'errors.md');
const entries = entriesOf(readFileSync(PAGE, 'utf8'));

let produced: Awaited<ReturnType<typeof produceAll>>;
beforeAll(async () => {
  produced = await produceAll(ERROR_GROUPS.flatMap(({ cases }) => cases));
});

describe.each(ERROR_GROUPS)('$title', ({ title, cases }) => {
  it.each(cases)('$when', (one) => {
    const written = entries.filter((entry) => entry.group === title && entry.when === one.when);
    expect(written).toEqual([{ ...produced.get(one), group: title }]);
  });
});

test('every entry of the page comes from a case', () => {
  const cases = ERROR_GROUPS.flatMap(({ title, cases: all }) => all.map(({ when }) => `${title}: ${when}`));
  expect(entries.map(({ group, when }) => `${group}: ${when}`).sort()).toEqual(cases.sort());
});

test('titles are in Title Case, without a full stop or a value', () => {
  const own = entries.filter(({ severity, group }) => severity !== 'failed check' && group !== 'Functions');
  const odd = own.map(({ summary }) => summary).filter((summary) => !/^([A-Z][\w'-]*)( [A-Z][\w'-]*)*$/.test(summary));
  expect(odd).toEqual([]);
});

test('no case forgot to say what Palette answers', () => {
  expect(entries.filter(({ detail }) => detail.includes('NotProgrammed'))).toEqual([]);
});

test('every text is whole sentences, and holds no secret', () => {
  const sentences = (text: string) => text.split('\n\n')[0] ?? '';
  expect(entries.filter(({ detail }) => !/[.:)]$/.test(sentences(detail))).map(({ detail }) => detail)).toEqual([]);
  expect(entries.filter(({ detail }) => /p4ss|s3cret|t0ken|key-1/.test(detail)).map(({ detail }) => detail)).toEqual(
    [],
  );
});
