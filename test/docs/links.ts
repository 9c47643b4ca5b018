import { codeSpansHidden, prose } from './markdown';

/** Targets of all links and images of a page, in its order. */
export function linksOf(markdown: string): string[] {
  const text = codeSpansHidden(prose(markdown));
  const patterns = [
    /\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g, // [text](target), ![text](target)
    /^\[[^\]]+\]:\s*(\S+)/gm, // [text]: target
    /\b(?:href|src|srcset)="([^"]+)"/g,
    /<(https?:\/\/[^>\s]+)>/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, target = '']) => target));
}

/** What a link to a part of the page may name: its headings as GitHub makes anchors of them, and anchors by hand. */
export function anchorsOf(markdown: string): Set<string> {
  const text = prose(markdown);
  const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)">/g)].map(([, name = '']) => name));
  const seen = new Map<string, number>();
  for (const [, heading = ''] of text.matchAll(/^#{1,6} +(.*?) *#*$/gm)) {
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  return anchors;
}

function slugOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\p{Mark} _-]/gu, '')
    .replaceAll(' ', '-');
}
