/** What a run of the end-to-end suite proved, as text. Input is what `jest --json` writes. */
import { existsSync, readFileSync } from 'node:fs';

const COLUMNS = ['area', 'claim', 'cases', 'passed', 'seconds'];

/** A row for each claim, in the order of the areas' names; a file that could not even be loaded is a row, too. */
export function tableOf({ testResults }) {
  const rows = new Map();
  for (const { name, assertionResults, message } of testResults) {
    if (assertionResults.length === 0) rows.set(name, ['(not loaded)', message.split('\n')[0] || name, 1, 0, 0]);
    for (const { ancestorTitles, title, status, duration } of assertionResults) {
      const [area = '(none)', claim = title] = ancestorTitles;
      const key = JSON.stringify([area, claim]);
      const [, , cases, passed, ms] = rows.get(key) ?? [area, claim, 0, 0, 0];
      rows.set(key, [area, claim, cases + 1, passed + (status === 'passed' ? 1 : 0), ms + (duration ?? 0)]);
    }
  }
  const sorted = [...rows.values()].sort(([a], [b]) => a.localeCompare(b));
  return layOut([COLUMNS, ...sorted.map(([a, c, cases, passed, ms]) => [a, c, cases, passed, (ms / 1000).toFixed(1)])]);
}

function layOut(rows) {
  const texts = rows.map((row) => row.map(String));
  const widths = COLUMNS.map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  const isNumber = (column) => column >= 2;
  const line = (row) =>
    row
      .map((text, column) => (isNumber(column) ? text.padStart(widths[column]) : text.padEnd(widths[column])))
      .join('  ');
  const [head, ...body] = texts;
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)];
}

export function countsOf({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests }) {
  return {
    passed: numPassedTests,
    failed: numFailedTests + numRuntimeErrorTestSuites,
    skipped: numPendingTests + numTodoTests,
  };
}

/** What the tests counted with `area.count`, added up. */
export function numbersOf(file) {
  if (!existsSync(file)) return [];
  const sums = new Map();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { area, what, amount } = JSON.parse(line);
    const key = `${area}: ${what}`;
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  return [...sums].sort(([a], [b]) => a.localeCompare(b)).map(([key, sum]) => `${key}: ${sum}`);
}
