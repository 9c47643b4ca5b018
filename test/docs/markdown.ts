import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

/** Every page that people read, by its path in the repository. */
export function pages(): string[] {
  const above = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  return [...above, ...below].sort();
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** A fenced code block. */
export interface CodeBlock {
  readonly language: string;
  /** The file of the repository that it is about: `file=…` behind the language. */
  readonly file?: string;
  /** The comment `<!-- test: … -->` in front of it. */
  readonly testedAs?: string;
  /** Of its first line of code, counted from 1. */
  readonly line: number;
  readonly code: string;
}

const FENCE = /(?:<!-- test: (.+?) -->\s*\n)?^( *)```([\w-]*)[ \t]*([^\n]*)\n([\s\S]*?)^\2```[ \t]*$/gm;

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(FENCE)].map((match) => {
    const [whole, testedAs, indent = '', language = '', rest = '', code = ''] = match;
    const before = markdown.slice(0, match.index) + whole.slice(0, whole.indexOf('```'));
    return {
      language,
      file: /\bfile=(\S+)/.exec(rest)?.[1],
      testedAs,
      line: before.split('\n').length + 1,
      code: indent === '' ? code : code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    };
  });
}

/** The page without its code. */
export function prose(markdown: string): string {
  return markdown.replace(FENCE, '');
}

/** The same text with nothing inside code spans, which may look like links. */
export function codeSpansHidden(text: string): string {
  return text.replace(/(`+)([^`]|(?!\1)`)+?\1/g, (span) => 'x'.repeat(span.length));
}

/** Texts of code spans. */
export function codeSpans(markdown: string): string[] {
  return [...prose(markdown).matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
}
