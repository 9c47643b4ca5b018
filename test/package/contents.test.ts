import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { linksOf } from '../docs/links';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = resolve(__dirname, '..', '..');
const MEGABYTE = 1_000_000;

interface PackageJson {
  readonly main: string;
  readonly types: string;
  readonly version: string;
  readonly repository: { readonly url: string };
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly typesVersions: { readonly '*': Readonly<Record<string, readonly string[]>> };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What npm installs: the tarball of what is built, unpacked. */
const folder = temporaryFolder();
const archive = pack();
const installed = join(folder, 'package');
const files = filesBelow(installed);
const description = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as PackageJson;

function pack(): string {
  const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
  const output = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  const [{ filename }] = JSON.parse(output) as [{ filename: string }];
  execFileSync('tar', ['-xzf', filename], { cwd: folder });
  return join(folder, filename);
}

function filesBelow(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .sort();
}

describe('the package that npm installs', () => {
  it('holds what is built, its documentation, and nothing else', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'package.json',
    ]);
    expect(readdirSync(join(installed, 'dist')).sort()).toEqual(['cdktn', 'cli', 'lib', 'provider', 'src']);
    expect(readdirSync(join(installed, 'dist', 'src'))).toEqual(['aws']);
    const code = files.filter((file) => file.startsWith('dist/'));
    expect(code.filter((file) => !/\.(js|d\.ts)$|\/terraform-provider-palette$/.test(file))).toEqual([]);
  });

  it('is smaller than 3 MB as a download', () => {
    expect(statSync(archive).size).toBeLessThan(3 * MEGABYTE);
  });

  it('has every file that its package.json names', () => {
    const { main, types, bin, exports, typesVersions } = description;
    const entries = Object.values(exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    );
    const named = [main, types, ...Object.values(bin), ...entries, ...Object.values(typesVersions['*']).flat()];
    expect(named.filter((file) => !existsSync(join(installed, file)))).toEqual([]);
    for (const file of Object.values(bin)) expect(statSync(join(installed, file)).mode & 0o111).not.toBe(0);
  });

  it('runs nothing when it is installed, and installs nothing that it brings along', () => {
    expect(Object.keys(description.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
    expect(description.dependencies).toBeUndefined();
  });

  it('has a section of the change log for its version', () => {
    expect(readFileSync(join(installed, 'CHANGELOG.md'), 'utf8')).toContain(`\n## ${description.version}`);
  });
});

/** Files below docs/ that a page leads to. Other links of README.md lead into the repository, as npm's page shows them. */
function documentsBehind(page: string): string[] {
  return linksOf(readFileSync(join(installed, page), 'utf8'))
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => normalize(join(dirname(page), target.replace(/#.*/, ''))))
    .filter((file) => page !== 'README.md' || file.startsWith('docs'));
}

describe('the documentation in the package', () => {
  const pages = files.filter((file) => file.endsWith('.md'));

  it.each(pages)('%s leads to documents that are in the package too', (page) => {
    expect(documentsBehind(page).filter((file) => !existsSync(join(installed, file)))).toEqual([]);
  });

  it('is reached from the README', () => {
    expect(documentsBehind('README.md')).toEqual(expect.arrayContaining(['docs/index.md', 'docs/api.md']));
    expect(description.repository.url).toMatch(/^git\+https:\/\//);
  });
});
