import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { apiPage, ENTRY_POINTS } from '../../scripts/docs/api-page';
import { apiProblems } from '../../scripts/docs/api-problems';
import { readEntryPoint } from '../../scripts/docs/api-reader';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = resolve(__dirname, '..', '..');

test.each(ENTRY_POINTS)('everything that %s exports is documented, with a default where it is optional', (file) => {
  const others = ENTRY_POINTS.filter((other) => other !== file).flatMap((other) => readEntryPoint(ROOT, other));
  expect(apiProblems(readEntryPoint(ROOT, file), others)).toEqual([]);
});

test('docs/api.md says what the doc comments say (else: npm run docs)', () => {
  expect(readFileSync(join(ROOT, 'docs', 'api.md'), 'utf8')).toBe(apiPage(ROOT));
});

/** A package with one file. */
function packageWith(code: string): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'lib'));
  writeFileSync(join(root, 'lib', 'index.ts'), code);
  return root;
}

function problemsOf(code: string): string[] {
  return apiProblems(readEntryPoint(packageWith(code), 'lib/index.ts'));
}

test('missing doc comments and defaults are found, each with its place', () => {
  const code = `export interface Bare {
  readonly wanted: string;
  readonly optional?: string;
  /** Told. @default true */
  readonly required: boolean;
}
/** A class. */
export class Documented {
  get id(): string { return ''; }
  check(): void {}
}`;
  expect(problemsOf(code)).toEqual([
    'lib/index.ts:9 Documented.id has no doc comment',
    'lib/index.ts:10 Documented.check has no doc comment',
    'lib/index.ts:1 Bare has no doc comment',
    'lib/index.ts:2 Bare.wanted has no doc comment',
    'lib/index.ts:3 Bare.optional has no doc comment',
    'lib/index.ts:3 Bare.optional is optional without "@default": write the value, or "- what happens"',
    'lib/index.ts:5 Bare.required has a "@default" but is required',
  ]);
});

test('the props of a construct need no words beside those of the construct', () => {
  const code = `/** A construct. */
export class Firewall {}
export interface FirewallProps {
  readonly [key: string]: string;
}
export interface OtherProps {}`;
  expect(problemsOf(code)).toEqual(['lib/index.ts:6 OtherProps has no doc comment']);
});

test('a type that users meet but cannot import, and a bare function, are found', () => {
  const code = `/** Not exported. */
interface Hidden {}
/** Shown. */
export interface Shown {
  /** Takes it. */
  readonly hidden: Hidden;
}
/** No construct. */
export function loose(): void {}`;
  expect(problemsOf(code)).toEqual([
    'lib/index.ts:4 Shown mentions Hidden, which no entry point exports',
    'lib/index.ts:9 loose is exported, but no class, interface or enum',
  ]);
});

test('what is private, protected or internal is not public', () => {
  const code = `/** A class. */
export class Closed {
  private a = 1;
  protected b = 2;
  /** @internal */
  public _c(): void {}
}`;
  expect(readEntryPoint(packageWith(code), 'lib/index.ts')[0]?.members).toEqual([]);
});
