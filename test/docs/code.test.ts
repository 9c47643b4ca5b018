import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import ts from 'typescript';
import { temporaryFolder } from '../support/temporary-folder';
import { type CodeBlock, codeBlocks, pages, readPage, ROOT } from './markdown';

interface Placed extends CodeBlock {
  readonly page: string;
}

const blocks: readonly Placed[] = pages().flatMap((page) =>
  codeBlocks(readPage(page)).map((block) => ({ ...block, page })),
);

/** Written from doc comments, which test/docs/api.test.ts holds them against; its blocks are signatures. */
const API_PAGE = 'docs/api.md';

/** What has no grammar, or is looked at elsewhere: commands by commands.test.ts, files by contributing.test.ts. */
const NO_GRAMMAR = ['text', 'shell', 'sh', 'bash', 'console', 'powershell', 'diff', 'yaml', ''];

const readmeTest = readFileSync(join(ROOT, 'test', 'examples', 'readme.test.ts'), 'utf8');

/** Files that docs.test.ts and examples.test.ts validate on the real Terraform. */
const validated = new Set(
  readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tf'))
    .map((file) => readFileSync(join(ROOT, 'examples', file), 'utf8').trimEnd()),
);

/** What another test runs: a sample of the README by its mark, or an example that a page repeats. */
function isRunElsewhere({ testedAs, file, page, code }: Placed): boolean {
  if (page === API_PAGE) return true;
  if (testedAs !== undefined) return page === 'README.md' && readmeTest.includes(`sample('${testedAs}')`);
  if (file !== undefined) return page === 'CONTRIBUTING.md';
  const marked = blocks.find((other) => other.testedAs !== undefined && other.code === code);
  return validated.has(code.trimEnd()) || (marked !== undefined && marked.page !== page && isRunElsewhere(marked));
}

const GRAMMARS: Readonly<Record<string, (code: string) => string>> = {
  typescript: typescriptProblem,
  ts: typescriptProblem,
  hcl: hclProblem,
  terraform: hclProblem,
  json(code) {
    try {
      JSON.parse(code);
      return '';
    } catch (error) {
      return String(error);
    }
  },
};

/** Compiled, if it says what it imports; otherwise a part of a program, which is parsed. */
function typescriptProblem(code: string): string {
  if (!/^import /m.test(code)) {
    const { diagnostics = [] } = ts.transpileModule(code, { reportDiagnostics: true });
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')).join('\n');
  }
  const file = join(temporaryFolder(), 'sample.ts');
  writeFileSync(file, code);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    baseUrl: ROOT,
    paths: {
      'cdktf-palette-oci-registry': ['lib/index.ts'],
      'cdktf-palette-oci-registry/aws': ['lib/aws/index.ts'],
      '*': ['node_modules/*'],
    },
    typeRoots: [join(ROOT, 'node_modules', '@types')],
    types: ['node'],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    .join('\n');
}

function hclProblem(code: string): string {
  const { status, stderr } = spawnSync('terraform', ['fmt', '-no-color', '-'], { input: code, encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

test('every code block is in a language that is checked, or has nothing to check', () => {
  const known = [...Object.keys(GRAMMARS), ...NO_GRAMMAR];
  const unknown = blocks.filter(({ language }) => !known.includes(language));
  expect(unknown.map(({ page, line, language }) => `${page}:${line} is "${language}"`)).toEqual([]);
});

test('every sample of the README in HCL and TypeScript has a test, which its mark names', () => {
  const samples = blocks.filter(({ page, language }) => page === 'README.md' && language in GRAMMARS);
  const bare = samples.filter((block) => block.language !== 'json' && !isRunElsewhere(block));
  expect(bare.map(({ line, testedAs }) => `README.md:${line} ${testedAs ?? 'has no mark'}`)).toEqual([]);
  expect(samples.length).toBeGreaterThan(0);
});

test('every mark in the README stands before a sample', () => {
  const marks = readPage('README.md').match(/<!-- test: /g) ?? [];
  expect(blocks.filter(({ page, testedAs }) => page === 'README.md' && testedAs !== undefined)).toHaveLength(
    marks.length,
  );
});

const loose = blocks.filter((block) => block.language in GRAMMARS && !isRunElsewhere(block));

test('every other block in HCL, TypeScript and JSON is right by its grammar', () => {
  const problems = loose.flatMap(({ page, line, language, code }) => {
    const problem = GRAMMARS[language]!(code);
    return problem === '' ? [] : [`${page}:${line}: ${problem}`];
  });
  expect(problems).toEqual([]);
}, 60_000);

test.each([
  ['hcl', 'resource "a" "b" {\n'],
  ['typescript', 'const a = ;\n'],
  ['typescript', "import { NoSuchThing } from 'cdktf-palette-oci-registry';\nNoSuchThing;\n"],
  ['json', '{ a: 1 }'],
])('what is wrong in %s is found: %j', (language, code) => {
  expect(GRAMMARS[language]!(code)).not.toBe('');
});
