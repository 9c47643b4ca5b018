import { ERROR_GROUPS, type ErrorGroup, type Produced, produceAll } from '../../test/provider/error-catalogue';

/** The path below `docs/`. */
export const ERRORS_PAGE = 'guides/errors.md';

const INTRODUCTION = `\
Every error and warning of this provider, with the text of a real one: search this page for the title, or for any part of
the text. Terraform breaks long lines, and names the place in the configuration above the text; here, "at" is the argument
that it points at. Names, paths and numbers in the examples are of course not yours.

An error says what happened, what was expected, what to do and what is left behind; the last paragraph is the raw cause.
Secrets are never in it. \`TF_LOG_PROVIDER=DEBUG\` shows every request to Palette.`;

/** The guide of all errors, made by running the provider into each of them. */
export async function errorsPage(): Promise<string> {
  const produced = await produceAll(ERROR_GROUPS.flatMap(({ cases }) => cases));
  const sections = ERROR_GROUPS.map((group) =>
    groupSection(
      group,
      group.cases.flatMap((one) => produced.get(one) ?? []),
    ),
  );
  const head = [
    '---',
    'page_title: "Errors and Warnings"',
    'subcategory: ""',
    'description: |-',
    '  Every error and warning of this provider: what it says, when it comes up and what to do.',
    '---',
  ].join('\n');
  return `${[head, '# Errors and Warnings', INTRODUCTION, ...sections].join('\n\n')}\n`;
}

function groupSection({ title, introduction }: ErrorGroup, produced: readonly Produced[]): string {
  const sections = bySummary(produced).map(([summary, entries]) =>
    [`### ${summary}`, ...entries.map(entrySection)].join('\n\n'),
  );
  return [`## ${title}`, introduction, ...sections].join('\n\n');
}

/** Entries of one title together, where the first of them stands. */
function bySummary(produced: readonly Produced[]): readonly (readonly [string, readonly Produced[]])[] {
  const titles = [...new Set(produced.map(({ summary }) => summary))];
  return titles.map((title) => [title, produced.filter(({ summary }) => summary === title)]);
}

/** One example. Its text is not wrapped, so that a search finds any part of it. */
function entrySection({ when, severity, at, detail }: Produced): string {
  const place = at === undefined ? '' : `, at \`${at}\``;
  return `${when} (${severity}${place})\n\n\`\`\`text\n${detail}\n\`\`\``;
}
