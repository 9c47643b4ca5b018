import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { linksOf } from '../docs/links';
import { evaluate } from '../scripts/script-module';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = resolve(__dirname, '..', '..');
const MEGABYTE = 1_000_000;
const LICENSES = 'dist/THIRD-PARTY-LICENSES.txt';

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
    const inDist = ['THIRD-PARTY-LICENSES.txt', 'cdktn', 'cli', 'lib', 'provider', 'src'];
    expect(readdirSync(join(installed, 'dist')).sort()).toEqual(inDist);
    expect(readdirSync(join(installed, 'dist', 'src'))).toEqual(['aws']);
    const code = files.filter((file) => file.startsWith('dist/') && file !== LICENSES);
    expect(code.filter((file) => !/\.(js|d\.ts)$|\/terraform-provider-palette$/.test(file))).toEqual([]);
  });

  it('is smaller than 3 MB as a download', () => {
    expect(statSync(archive).size).toBeLessThan(3 * MEGABYTE);
  });

  it('is as large as the guide says, within 15 %', () => {
    const guide = readFileSync(join(installed, 'docs', 'guides', 'installation.md'), 'utf8');
    const executable = join(installed, description.bin['terraform-provider-palette']!);
    for (const [what, file] of [
      ['download', archive],
      ['executable', executable],
    ] as const) {
      const told = new RegExp(`^\\| size of the ${what} \\| ([\\d.]+) MB \\| \\1 MB \\|`, 'm').exec(guide)?.[1];
      expect(Math.abs(statSync(file).size / MEGABYTE / Number(told) - 1)).toBeLessThan(0.15);
    }
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

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly place: string;
}

/** What the bundlers put into the two programs, asked again. */
const ASK_BUNDLERS = `(async () => {
  const { bundleCli } = await import('./scripts/cli/executable.mjs');
  const { bundleSections } = await import('./scripts/provider/sections.mjs');
  const packageRoot = process.cwd();
  const bundles = [await bundleSections({ entry: 'src/main.ts', packageRoot }), await bundleCli({ packageRoot })];
  return it.bundledPackages(bundles.flatMap(({ inputs }) => inputs), packageRoot);
})()`;

describe('the licenses of what is bundled', () => {
  const bundled = evaluate<BundledPackage[]>('bundled-packages.mjs', ASK_BUNDLERS);
  const title = ({ name, version, license }: BundledPackage) => `${name} ${version} (${license})`;
  const [preface, ...parts] = readFileSync(join(installed, LICENSES), 'utf8').split(/^={80}\n(.*)\n={80}\n/m);
  const titles = parts.filter((_, index) => index % 2 === 0);
  const textOf = (wanted: string) => parts[parts.indexOf(wanted) + 1];

  it('are in one file, which says what it is about', () => {
    const programs = Object.values(description.bin).sort().reverse();
    expect(preface).toBe(`${programs.join(' and ')} contain the following packages.\n\n`);
  });

  it('are those of every package that is bundled, once and in order, and of no other', () => {
    expect(titles).toEqual([...new Set(bundled.map(title))].sort());
    const names = titles.map((one) => one.split(' ')[0]);
    expect(names).toEqual(
      expect.arrayContaining(['undici', '@aws-sdk/client-ecr', '@aws-sdk/client-sts', 'selfsigned']),
    );
    expect(names.filter((name) => /cdktf|constructs|esbuild|jest|typescript/.test(name!))).toEqual([]);
  });

  it.each(bundled.map((one) => [title(one), one.place]))('%s has its full text', (wanted, place) => {
    const file = readdirSync(join(ROOT, place)).find((name) => /^license/i.test(name));
    const own = file === undefined ? 'Apache License' : readFileSync(join(ROOT, place, file), 'utf8');
    expect(textOf(wanted)).toContain(own.replaceAll('\r\n', '\n').trim());
    expect(textOf(wanted)).toMatch(/Copyright/i);
  });

  it('include those that stand deeper in a package, and borrowed ones', () => {
    const undici = titles.find((one) => one.startsWith('undici '))!;
    expect(textOf(undici)).toContain('Copyright (c) Matteo Collina and Undici contributors');
    expect(textOf(undici)).toContain('Copyright (c) 2020 Ethan Arrowood');
    const internal = titles.find((one) => one.startsWith('@aws-sdk/nested-clients '))!;
    expect(textOf(internal)).toMatch(
      /^\nThe package has no file with its license\. That of @aws-sdk\/client-ecr, from the same repository:\n\n +Apache License\n/,
    );
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
