import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const FILE = join(__dirname, 'type-errors.ts');
const TSCONFIG = resolve(__dirname, '..', '..', 'tsconfig.json');
const DIRECTIVE = /^\/\/ @ts-expect-error: .{10,}$/;

const written = readFileSync(FILE, 'utf8');
const lines = written.split('\n');
/** Directives as plain comments: every line stays where it is. */
const withoutDirectives = written.replace(/@ts-expect-error/g, 'wrong');

const { compilerOptions } = ts.readConfigFile(TSCONFIG, (path) => readFileSync(path, 'utf8')).config as {
  compilerOptions: object;
};
const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, resolve(TSCONFIG, '..'));
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Errors of the one file with this text; everything that it imports is parsed once. */
function errorsWith(text: string): { line: number; message: string }[] {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version) => {
    if (resolve(path) === FILE) return ts.createSourceFile(path, text, version);
    if (!parsed.has(path)) parsed.set(path, parse(path, version));
    return parsed.get(path);
  };
  const program = ts.createProgram([FILE], options, host);
  const file = program.getSourceFile(FILE);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) => ({
    line: (file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0) + 1,
    message: `TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n').split('\n')[0]}`,
  }));
}

const refused = errorsWith(withoutDirectives);

test('every wrong combination is refused by the compiler', () => {
  expect(errorsWith(written)).toEqual([]);
});

test('nothing else is wrong: without the directives there is one error in each line below one', () => {
  const below = lines.flatMap((line, index) => (DIRECTIVE.test(line) ? [index + 2] : []));
  expect(below).toHaveLength(26);
  expect(refused.map(({ line }) => line)).toEqual(below);
});

test.each([
  ['new RegistryAuth(', "TS2673: Constructor of class 'RegistryAuth' is private"],
  ["new OciHelmRegistry(stack, 'b'", "TS2345: Argument of type '{ endpoint: string; }' is not assignable"],
  ["new OciHelmRegistry(stack, 'd'", "TS2322: Type 'string' is not assignable to type 'string[]'."],
  ["RegistryAuth.basic({ username: 'robot' })", "TS2345: Argument of type '{ username: string; }' is not assignable"],
  ['reference.resource', "TS2339: Property 'resource' does not exist on type 'IOciHelmRegistry'."],
])('%s… is refused for the reason that is meant', (start, reason) => {
  const line = lines.findIndex((text) => text.startsWith(start)) + 1;
  const found = refused.find((error) => error.line === line);
  expect(found?.message.slice(0, reason.length)).toBe(reason);
});
