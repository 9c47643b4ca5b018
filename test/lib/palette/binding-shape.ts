import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

/** What can be set, by the names of the schema: an argument's type, or a block's own shape. */
export interface Shape {
  readonly [name: string]: { readonly required: boolean; readonly type: string | Shape };
}

const FOLDER = resolve(__dirname, '..', '..', '..', 'lib', 'palette');

const declarations = readdirSync(FOLDER)
  .map((name) => ts.createSourceFile(name, readFileSync(join(FOLDER, name), 'utf8'), ts.ScriptTarget.ES2022, true))
  .flatMap((file) => [...file.statements]);

export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function toCamelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

/** The shape that an interface of lib/palette gives to a binding. */
export function shapeOfInterface(interfaceName: string): Shape {
  const declaration = declarations.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === interfaceName);
  if (!declaration) throw new Error(`There is no interface ${interfaceName} in lib/palette.`);
  const members = declaration.members.filter(ts.isPropertySignature).map((member) => {
    const shape = { required: member.questionToken === undefined, type: typeOf(member.type) };
    return [toSnakeCase(member.name.getText()), shape] as const;
  });
  return Object.fromEntries(members);
}

const TYPES: Record<string, string | undefined> = {
  string: 'string',
  number: 'number',
  'boolean | IResolvable': 'bool',
  'string[]': 'list(string)',
  '{ readonly [key: string]: string }': 'map(string)',
};

function typeOf(node: ts.TypeNode | undefined): string | Shape {
  const written = node?.getText() ?? '';
  return TYPES[written] ?? shapeOfInterface(written);
}

/** Names of a binding class's getters, as the schema writes them. */
export function gettersOf(className: string): string[] {
  const declaration = declarations.filter(ts.isClassDeclaration).find(({ name }) => name?.text === className);
  if (!declaration) throw new Error(`There is no class ${className} in lib/palette.`);
  return declaration.members.filter(ts.isGetAccessorDeclaration).map(({ name }) => toSnakeCase(name.getText()));
}

const EXAMPLES: Record<string, unknown> = {
  string: 'text',
  number: 1,
  bool: true,
  'list(string)': ['text'],
  'map(string)': { key: 'text' },
};

/** A value of the shape with everything set; names written by `name`. */
export function everythingSet(shape: Shape, name: (name: string) => string = (same) => same): Record<string, unknown> {
  const values = Object.entries(shape).map(([key, { type }]) => [
    name(key),
    typeof type === 'string' ? EXAMPLES[type] : everythingSet(type, name),
  ]);
  return Object.fromEntries(values);
}
