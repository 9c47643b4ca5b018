import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { evaluate } from './script-module';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly folders: readonly string[];
  readonly dependencies: readonly string[];
}

type Files = Readonly<Record<string, string | object>>;

/** A project with these files; an object is a package.json, whose folder says the name. */
function project(files: Files): string {
  const root = temporaryFolder();
  for (const [place, content] of Object.entries(files)) {
    const name = place.replace(/.*node_modules\//, '');
    const isPackage = typeof content !== 'string';
    const file = join(root, place, ...(isPackage ? ['package.json'] : []));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, isPackage ? JSON.stringify({ name, version: '1.0.0', license: 'MIT', ...content }) : content);
  }
  return root;
}

const bundled = (root: string, inputs: readonly string[]) =>
  evaluate<Package[]>('bundled-packages.mjs', `it.bundledPackages(${JSON.stringify(inputs)}, ${JSON.stringify(root)})`);

describe('what is inside a bundle', () => {
  it('packages are found by the files, each version with the dependencies that it finds', () => {
    const root = project({
      'node_modules/a': { dependencies: { '@s/b': '^2', absent: '*' } },
      'node_modules/a/node_modules/@s/b': { name: '@s/b', version: '2.0.0', dependencies: { c: '*' } },
      'node_modules/@s/b': {},
      'node_modules/c': { version: '3.0.0' },
    });
    const inputs = ['a/i.js', 'a/node_modules/@s/b/i.js', 'a/node_modules/@s/b/j.js', '@s/b/i.js', 'c/lib/i.js'];
    const found = bundled(root, ['src/main.ts', ...inputs.map((input) => `node_modules/${input}`)]);
    expect(found.map(({ name, version, dependencies }) => [`${name} ${version}`, dependencies])).toEqual([
      ['@s/b 1.0.0', []],
      ['a 1.0.0', ['node_modules/a/node_modules/@s/b']],
      ['@s/b 2.0.0', ['node_modules/c']],
      ['c 3.0.0', []],
    ]);
  });

  it('a package has the folders on the way to its files', () => {
    const root = project({ 'node_modules/a': {} });
    const [found] = bundled(root, ['node_modules/a/x/y/i.js', 'node_modules/a/x/j.js']);
    expect(found?.folders).toEqual(['node_modules/a', 'node_modules/a/x', 'node_modules/a/x/y']);
  });
});

describe('the texts of the licenses', () => {
  /** Of what is bundled from one file of each package. */
  function texts(files: Files, inputs = ['node_modules/a/i.js', 'node_modules/b/i.js']) {
    const root = JSON.stringify(project(files));
    return evaluate<[string, string][] | { Error: string }>(
      'license-texts.mjs',
      `it.licenseTexts((await import('./scripts/bundled-packages.mjs')).bundledPackages(${JSON.stringify(inputs)}, ${root}), ${root})`,
    );
  }

  it('are those of every package, by name, with what else its folder asks to be passed on', () => {
    expect(
      texts({
        'node_modules/b': { license: '0BSD' },
        'node_modules/b/CopyrightNotice.txt': 'Notice of b\r\n',
        'node_modules/b/LICENSE.txt': 'License\r\nof b\r\n',
        'node_modules/a': {},
        'node_modules/a/licence': 'License of a\n',
        'node_modules/a/license.js': 'no text',
      }),
    ).toEqual([
      ['a 1.0.0 (MIT)', 'License of a'],
      ['b 1.0.0 (0BSD)', 'Notice of b\n\nLicense\nof b'],
    ]);
  });

  it('are those of a folder too, if something from there is bundled', () => {
    const files = {
      'node_modules/a': {},
      'node_modules/a/LICENSE': 'all',
      'node_modules/a/fetch/LICENSE': 'fetch',
      'node_modules/a/other/LICENSE': 'other',
    };
    expect(texts(files, ['node_modules/a/fetch/deep/i.js'])).toEqual([['a 1.0.0 (MIT)', 'all\n\nfetch']]);
  });

  it('are there once for a version in two places', () => {
    const files = {
      'node_modules/a': {},
      'node_modules/a/LICENSE': 'A',
      'node_modules/b': { license: 'ISC' },
      'node_modules/b/LICENSE': 'B',
      'node_modules/b/node_modules/a': {},
      'node_modules/b/node_modules/a/LICENSE': 'A',
    };
    const inputs = ['node_modules/a/i.js', 'node_modules/b/i.js', 'node_modules/b/node_modules/a/i.js'];
    expect(texts(files, inputs)).toEqual([
      ['a 1.0.0 (MIT)', 'A'],
      ['b 1.0.0 (ISC)', 'B'],
    ]);
  });

  it('come from another package of the repository where one forgot the file', () => {
    const repository = { url: 'git+https://git.example.com/both.git' };
    expect(
      texts({
        'node_modules/a': { repository },
        'node_modules/a/NOTICE': 'Notice of a',
        'node_modules/b': { repository },
        'node_modules/b/LICENSE': 'License of both',
      }),
    ).toEqual([
      [
        'a 1.0.0 (MIT)',
        'The package has no file with its license. That of b, from the same repository:\n\nNotice of a\n\nLicense of both',
      ],
      ['b 1.0.0 (MIT)', 'License of both'],
    ]);
  });

  it('that are missing or not allowed stop the build, all at once', () => {
    const inputs = ['a', '@s/b', 'c', 'd'].map((name) => `node_modules/${name}/i.js`);
    const allowed = '0BSD, Apache-2.0, BSD-2-Clause, BSD-3-Clause, ISC, MIT';
    const advice =
      `Allowed: ${allowed}. Do without the package, or read what its license asks for, do that, and add it to ALLOWED in ` +
      'scripts/license-texts.mjs.';
    const { Error: message } = texts(
      {
        'node_modules/a': { repository: 'x/ad' },
        'node_modules/@s/b': { license: 'GPL-3.0-only' },
        'node_modules/@s/b/COPYING': 'GPL',
        'node_modules/c': { license: undefined },
        'node_modules/c/LICENSE-MIT': 'MIT',
        'node_modules/d': { repository: 'x/ad', license: 'ISC' },
        'node_modules/d/LICENSE.md': 'ISC',
      },
      inputs,
    ) as { Error: string };
    expect(message.split('\n')).toEqual([
      `The package @s/b 1.0.0 (node_modules/@s/b) is bundled, but its license is "GPL-3.0-only". ${advice}`,
      'The package a 1.0.0 (node_modules/a) is bundled, but neither it nor a bundled package of the same repository has a ' +
        'file with the text of its license (LICENSE, LICENCE or COPYING), which every copy of the code must come with. Do ' +
        'without the package, or take a version that has the file.',
      `The package c 1.0.0 (node_modules/c) is bundled, but it names no license. ${advice}`,
    ]);
  });
});
