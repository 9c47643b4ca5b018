import { join, relative } from 'node:path';
import ts from 'typescript';
import { type ApiMember, isPublic, ownTypesIn, placeOf, readMember } from './api-member';

/** Something that an entry point exports. */
export interface ApiType {
  readonly kind: 'class' | 'interface' | 'enum' | 'other';
  readonly name: string;
  /** Names behind `extends`. */
  readonly parents: readonly string[];
  readonly doc: string;
  readonly members: readonly ApiMember[];
  /** Relative to the package. */
  readonly file: string;
  readonly at: string;
  /** Types of this package that it mentions. */
  readonly mentions: readonly string[];
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  noLib: true,
  types: [],
};

/** Packages stay closed: their types are shown as they are written here, and reading them takes seconds. */
function ownFilesOnly(): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  host.resolveModuleNameLiterals = (literals, containingFile) =>
    literals.map(({ text }) =>
      text.startsWith('.') ? ts.resolveModuleName(text, containingFile, OPTIONS, host) : { resolvedModule: undefined },
    );
  return host;
}

/** Everything that `file` exports, with its doc comments: classes of a source file before what belongs to them. */
export function readEntryPoint(root: string, file: string): ApiType[] {
  const program = ts.createProgram([join(root, file)], OPTIONS, ownFilesOnly());
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(root, file));
  const door = source && checker.getSymbolAtLocation(source);
  if (!door) throw new Error(`${file} exports nothing.`);
  return checker
    .getExportsOfModule(door)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => !symbol.getJsDocTags().some(({ name }) => name === 'internal'))
    .sort((a, b) => positionOf(a) - positionOf(b))
    .map((symbol) => readType(root, checker, symbol))
    .sort((a, b) => compare(depth(a), depth(b)) || compare(stem(a), stem(b)) || compare(rank(a), rank(b)));
}

function positionOf(symbol: ts.Symbol): number {
  return symbol.declarations?.[0]?.pos ?? 0;
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A room's own files before those of the rooms inside it. */
function depth({ file }: ApiType): number {
  return file.split('/').length;
}

/** So that `x.ts` comes before `x-props.ts`. */
function stem({ file }: ApiType): string {
  return file.replace(/\.ts$/, '');
}

function rank({ kind }: ApiType): number {
  return kind === 'class' ? 0 : 1;
}

function readType(root: string, checker: ts.TypeChecker, symbol: ts.Symbol): ApiType {
  const declaration = symbol.declarations?.[0];
  if (!declaration) throw new Error(`${symbol.name} has no declaration.`);
  const isBody = ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration);
  const file = relative(root, declaration.getSourceFile().fileName);
  const members = isBody || ts.isEnumDeclaration(declaration) ? [...declaration.members].filter(isPublic) : [];
  return {
    kind: kindOf(declaration),
    name: symbol.name,
    parents: isBody ? parentsOf(declaration) : [],
    doc: ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim(),
    members: members.map((member) => readMember(root, checker, member)),
    file,
    at: placeOf(root, declaration),
    mentions: members.flatMap((member) => ownTypesIn(checker, member)),
  };
}

function kindOf(declaration: ts.Declaration): ApiType['kind'] {
  if (ts.isClassDeclaration(declaration)) return 'class';
  if (ts.isInterfaceDeclaration(declaration)) return 'interface';
  return ts.isEnumDeclaration(declaration) ? 'enum' : 'other';
}

function parentsOf(declaration: ts.ClassDeclaration | ts.InterfaceDeclaration): string[] {
  return [...(declaration.heritageClauses ?? [])]
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.map((type) => type.getText()));
}
