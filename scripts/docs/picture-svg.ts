/** What the pictures have in common: text as XML, and a card to draw on that can be read on dark pages, too. */

export const SANS = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';
export const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export interface Card {
  readonly width: number;
  readonly height: number;
  /** Read to people who do not see the picture. */
  readonly title: string;
  readonly fill: string;
  readonly content: readonly string[];
}

/** A whole SVG document. */
export function card({ width, height, title, fill, content }: Card): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="${fill}"/>`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

/** Every text of a picture, in its order, without the title: what tests compare. */
export function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, inner = '']) =>
    inner
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
}
