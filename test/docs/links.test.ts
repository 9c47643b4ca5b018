import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf, linksOf } from './links';
import { pages, readPage, ROOT } from './markdown';

/** Where the pages send their readers; a new place is a decision. Nothing is fetched. */
const KNOWN_HOSTS = [
  'cdktn.io',
  'developer.hashicorp.com',
  'docs.aws.amazon.com',
  'docs.spectrocloud.com',
  'github.com',
  'nodejs.org',
  'opentofu.org',
  'www.spectrocloud.com',
];

const links = pages().flatMap((page) => linksOf(readPage(page)).map((target) => ({ page, target })));
const isExternal = ({ target }: { readonly target: string }) => /^[a-z]+:/i.test(target);

/** What is wrong with a link to a file or heading, if anything. */
function problemOf(page: string, target: string): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (file.startsWith('..') || !existsSync(join(ROOT, file))) return `there is no ${file}`;
  if (anchor === undefined) return undefined;
  if (statSync(join(ROOT, file)).isDirectory() || !file.endsWith('.md')) return `${file} has no anchors`;
  return anchorsOf(readPage(file)).has(anchor) ? undefined : `${file} has no "${anchor}"`;
}

test.each(pages())('%s: links and anchors within the repository lead somewhere', (page) => {
  const own = links.filter((link) => link.page === page && !isExternal(link));
  expect(own.map(({ target }) => [target, problemOf(page, target)]).filter(([, problem]) => problem)).toEqual([]);
});

test('links out of the repository are https, well-formed, and lead to places that are known', () => {
  const external = links.filter(isExternal);
  const bad = external.filter(({ target }) => {
    const url = URL.canParse(target) ? new URL(target) : undefined;
    return url?.protocol !== 'https:' || !KNOWN_HOSTS.includes(url.host) || url.href.includes('%3C');
  });
  expect(bad).toEqual([]);
  expect(external.length).toBeGreaterThan(0);
});

describe('the finder of links', () => {
  it('sees links, images, references and HTML, and no code', () => {
    const page = [
      '[a](one.md) ![b](two.svg "title") [`c`](three.md#x)',
      '<img src="four.svg"> <https://example.com/five>',
      '[ref]: six.md',
      '`[code](no.md)`',
      '```markdown',
      '[fenced](no.md)',
      '```',
    ].join('\n');
    expect(linksOf(page)).toEqual(['one.md', 'two.svg', 'three.md#x', 'six.md', 'four.svg', 'https://example.com/five']);
  });

  it('makes anchors as GitHub does', () => {
    const page = '# Moving from `spectrocloud_registry_oci`\n## Will it work?\n## Will it work?\n## A & B: c\n<a id="here"></a>\n';
    expect([...anchorsOf(page)]).toEqual([
      'here',
      'moving-from-spectrocloud_registry_oci',
      'will-it-work',
      'will-it-work-1',
      'a--b-c',
    ]);
  });

  it('says what is missing', () => {
    expect(problemOf('docs/index.md', '../README.md#no-such-heading')).toBe('README.md has no "no-such-heading"');
    expect(problemOf('README.md', 'docs/no-such-page.md')).toBe('there is no docs/no-such-page.md');
    expect(problemOf('README.md', '../outside.md')).toBe('there is no ../outside.md');
  });
});
