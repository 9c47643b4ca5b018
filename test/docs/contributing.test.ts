import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { type CodeBlock, codeBlocks, readPage, ROOT } from './markdown';

/** What the steps of the page touch or run. */
const COPIED = ['src', 'lib', 'scripts', 'examples', 'test', 'docs', 'package.json', 'tsconfig.json'];

const blocks = codeBlocks(readPage('CONTRIBUTING.md'));
const files = blocks.filter((block): block is CodeBlock & { file: string } => block.file !== undefined);

/** The repository with every block of the page in its place. */
function followedCopy(): string {
  const copy = temporaryFolder();
  for (const name of [...COPIED, 'package-lock.json', 'tsconfig.lib.json', 'jest.config.js', 'eslint.config.mjs']) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const { language, file, code } of files) {
    const target = join(copy, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, language === 'diff' ? changed(readFileSync(target, 'utf8'), code) : code);
  }
  return copy;
}

/** The lines that begin with " " or "-" must stand in the file once, one below the other. */
function changed(text: string, diff: string): string {
  const lines = diff.trimEnd().split('\n');
  const side = (sign: string) => lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
  const [before, after] = [side('+').join('\n'), side('-').join('\n')];
  if (text.split(before).length !== 2) throw new Error(`The file does not have this once:\n${before}`);
  return text.replace(before, () => after);
}

function run(copy: string, program: string, ...args: string[]): { status: number | null; output: string } {
  const env = { ...process.env, CI: '1', FORCE_COLOR: '0' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, program), ...args], {
    cwd: copy,
    env,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

describe('"Add a resource in 10 minutes"', () => {
  let copy: string;
  beforeAll(() => void (copy = followedCopy()));

  it('has blocks for the resource, its name, its binding, its test and its example', () => {
    expect(files.map(({ file }) => file)).toEqual([
      'src/provider/registry-chart/resource.ts',
      'src/provider/provider.ts',
      'src/provider/provider.ts',
      'lib/palette/oci-registry-chart.ts',
      'lib/palette/index.ts',
      'test/lib/palette/schema-parity.test.ts',
      'test/acceptance/registry-chart.test.ts',
      'examples/resources/palette_oci_registry_chart/resource.tf',
    ]);
  });

  it('compiles, and keeps the rules', () => {
    const include = files.map(({ file }) => file).filter((file) => file.endsWith('.ts'));
    writeFileSync(join(copy, 'tsconfig.page.json'), JSON.stringify({ extends: './tsconfig.json', include }));
    expect(run(copy, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.page.json')).toEqual({ status: 0, output: '' });
    expect(run(copy, 'node_modules/eslint/bin/eslint.js', ...include)).toEqual({ status: 0, output: '' });
  }, 120_000);

  it('is applied, planned empty and destroyed by the real Terraform, and its binding is that of the schema', () => {
    expect(run(copy, 'scripts/build.mjs', 'provider')).toMatchObject({ status: 0 });
    const tests = ['test/acceptance/registry-chart.test.ts', 'test/lib/palette/schema-parity.test.ts'];
    const { status, output } = run(copy, 'node_modules/jest/bin/jest.js', '--runInBand', ...tests);
    expect(status === 0 ? 0 : output).toBe(0);
    expect(output).toMatch(/Tests: +(\d+) passed, \1 total/);
  }, 180_000);

  it('ends with an example that is valid', () => {
    const named = ['-t', 'palette_oci_registry_chart/resource.tf is valid'];
    const { status, output } = run(copy, 'node_modules/jest/bin/jest.js', 'test/docs/docs.test.ts', ...named);
    expect(status === 0 ? 0 : output).toBe(0);
    expect(output).toMatch(/Tests: .*\b1 passed/);
  }, 120_000);
});
