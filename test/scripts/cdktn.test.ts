import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = resolve(__dirname, '..', '..');
const DIST = join(ROOT, 'dist');

/** Calls one function of an ES module below scripts/cdktn, in a process of its own. */
function call(module: string, expression: string): unknown {
  const url = pathToFileURL(join(ROOT, 'scripts', 'cdktn', module)).href;
  const program = `import * as it from ${JSON.stringify(url)}; console.log(JSON.stringify(${expression}));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
}

describe('the rewriting of module specifiers', () => {
  const rewrite = (code: string) => call('rewrite.mjs', `it.forCdktn(${JSON.stringify(code)})`);

  it.each([
    ['const a = require("cdktf");', 'const a = require("cdktn");'],
    [
      'require("cdktf/lib/synthesize/synthesizer").addCustomSynthesis',
      'require("cdktn/lib/synthesize/synthesizer").addCustomSynthesis',
    ],
    ["import { App } from 'cdktf';", "import { App } from 'cdktn';"],
    ["export * from '@cdktf/provider-aws/lib/iam-role';", "export * from '@cdktn/provider-aws/lib/iam-role';"],
    ["import 'cdktf';", "import 'cdktn';"],
    ['a: import("cdktf").IResolvable;', 'a: import("cdktn").IResolvable;'],
  ])('%s', (code, expected) => {
    expect(rewrite(code)).toBe(expected);
  });

  it.each([
    "import { OciHelmRegistry } from 'cdktf-palette-oci-registry';",
    "import { OciHelmRegistry } from '../lib/cdktf';",
    'throw new Error("run cdktf deploy");',
    'addWarning(\'"cdktf synth --hcl" leaves check blocks out\');',
    "const labels = { 'managed-by': 'cdktf' };",
    "import { x } from '@cdktf/provider-random/lib/id';",
  ])('leaves alone: %s', (code) => {
    expect(rewrite(code)).toBe(code);
  });
});

test.each([
  ["import { RegistryAuth } from '../lib';", "import { RegistryAuth } from 'cdktf-palette-oci-registry/cdktn';"],
  ['require("../lib/aws")', 'require("cdktf-palette-oci-registry/cdktn/aws")'],
  ["from 'cdktf-palette-oci-registry'", "from 'cdktf-palette-oci-registry/cdktn'"],
  ["from 'cdktf-palette-oci-registry/aws'", "from 'cdktf-palette-oci-registry/cdktn/aws'"],
  ["import { App } from 'cdktf';", "import { App } from 'cdktn';"],
])('a sample for users of cdktn: %s', (code, expected) => {
  expect(call('examples.mjs', `it.asUserOfCdktn(${JSON.stringify(code)})`)).toBe(expected);
});

/** Compiled files below a folder of dist/, relative to it. */
function compiledFiles(folder: string): string[] {
  return readdirSync(join(DIST, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(DIST, folder).length + 1))
    .sort();
}

function specifiersIn(folder: string): string[] {
  return compiledFiles(folder).flatMap((file) =>
    ts
      .preProcessFile(readFileSync(join(DIST, folder, file), 'utf8'), true, true)
      .importedFiles.map(({ fileName }) => fileName),
  );
}

test('the build for cdktn has the same files, and asks for cdktn only', () => {
  expect(compiledFiles('cdktn')).toEqual(compiledFiles('lib'));
  const twins = specifiersIn('lib').map((name) => name.replace(/^(@?)cdktf(?=\/|$)/, '$1cdktn'));
  expect(specifiersIn('cdktn')).toEqual(twins);
  expect(twins).toContain('cdktn');
  expect(specifiersIn('cdktn').filter((name) => name.includes('cdktf'))).toEqual([]);
});

interface PackageJson {
  readonly files: readonly string[];
  readonly exports: Record<string, string | { readonly types: string; readonly default: string }>;
  readonly typesVersions: { readonly '*': Record<string, readonly string[]> };
  readonly peerDependencies: Record<string, string>;
  readonly peerDependenciesMeta: Record<string, { readonly optional: boolean }>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;

describe('package.json', () => {
  const entryPoints = Object.entries(manifest.exports).filter(([name]) => name !== './package.json');

  it('has the four entry points', () => {
    expect(entryPoints.map(([name]) => name)).toEqual(['.', './aws', './cdktn', './cdktn/aws']);
  });

  it.each(entryPoints)('%s is built, and packed', (_name, target) => {
    const files = typeof target === 'string' ? [target] : Object.values(target);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(files.filter((file) => !manifest.files.some((packed) => file.startsWith(`./${packed}/`)))).toEqual([]);
  });

  it('tells compilers that do not read "exports" the same declarations', () => {
    const expected = entryPoints.flatMap(([name, target]) =>
      name === '.' || typeof target === 'string' ? [] : [[name.slice(2), [target.types.slice(2)]]],
    );
    expect(manifest.typesVersions['*']).toEqual(Object.fromEntries(expected));
  });

  it('leaves the choice of the framework, and whether there is AWS, to the user', () => {
    const optional = Object.keys(manifest.peerDependenciesMeta).filter(
      (name) => manifest.peerDependenciesMeta[name]?.optional,
    );
    // Not cdktn and its provider: npm would hold the constructs of a project with cdktf against what they ask for.
    expect(optional).toEqual(['@cdktf/provider-aws', 'cdktf']);
    expect(Object.keys(manifest.peerDependencies)).toEqual([...optional, 'constructs']);
  });
});

describe('the comparison of stacks', () => {
  const PLAIN = { '//': { metadata: { version: '0.21.0' } }, resource: { a: 1 } };

  /** Both folders with what one test synthesized. */
  function compare(cdktf: readonly string[], cdktn: readonly string[]): unknown {
    const folder = temporaryFolder();
    for (const [name, texts] of Object.entries({ cdktf, cdktn })) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'a.test.ts.json'), JSON.stringify({ 'it works': texts }));
    }
    const [one, other] = ['cdktf', 'cdktn'].map((name) => JSON.stringify(join(folder, name)));
    return call('same-stacks.mjs', `it.compareStacks(${one}, ${other})`);
  }

  it('overlooks versions, the order of keys and folders of tests', () => {
    const required = (source: string, version: string) => ({ required_providers: { aws: { source, version } } });
    const one = { ...PLAIN, terraform: required('aws', '6.25.0'), a: '/tmp/palette-oci-aB3xYz/x' };
    const other = {
      a: '/tmp/palette-oci-Q9xYz1/x',
      resource: { a: 1 },
      terraform: required('hashicorp/aws', '6.66.0'),
      '//': { metadata: { version: '0.24.0' } },
    };
    expect(compare([JSON.stringify(one)], [JSON.stringify(other)])).toEqual({ compared: 1, differing: [] });
  });

  it('overlooks them in HCL, too', () => {
    const hcl = (source: string) => `terraform {\nrequired_providers {\naws = {\nsource = "${source}"\n}\n}\n}`;
    expect(compare([hcl('aws')], [hcl('hashicorp/aws')])).toEqual({ compared: 1, differing: [] });
  });

  it('shows both where they differ', () => {
    expect(compare(['{"a":1}'], ['{"a":2}'])).toEqual({
      compared: 1,
      differing: ['a.test.ts: it works\n--- cdktf\n{"a":1}\n--- cdktn\n{"a":2}'],
    });
  });

  it('takes a missing stack for a difference', () => {
    expect(compare(['{}', '{}'], ['{}'])).toEqual({
      compared: 2,
      differing: ['a.test.ts: it works: 2 stacks with cdktf, 1 with cdktn'],
    });
  });
});
