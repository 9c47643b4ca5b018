import { type Produced } from './produce';

/** What the page says of one case. */
export interface PageEntry extends Produced {
  /** The section it stands in. */
  readonly group: string;
}

const ENTRY = /^(.+) \((error|warning|failed check)(?:, at `(.+)`)?\)\n\n```text\n([^]*?)\n```$/gm;

/** Reads the entries out of docs/guides/errors.md. */
export function entriesOf(page: string): readonly PageEntry[] {
  return chapters(page, '## ').flatMap(([group, text]) =>
    chapters(text, '### ').flatMap(([summary, examples]) =>
      [...examples.matchAll(ENTRY)].map(([, when = '', severity, at, detail = '']) => ({
        group,
        when,
        severity: severity as Produced['severity'],
        summary,
        detail,
        at,
      })),
    ),
  );
}

/** Title and text of every chapter of this level. */
function chapters(text: string, mark: string): readonly (readonly [string, string])[] {
  const [, ...parts] = `\n${text}`.split(`\n${mark}`);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return [part.slice(0, end), part.slice(end)];
  });
}
