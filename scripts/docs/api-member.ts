import { relative } from 'node:path';
import ts from 'typescript';

/** A property, accessor, method or constructor that users see. */
export interface ApiMember {
  readonly kind: 'constructor' | 'constant' | 'factory' | 'property' | 'method' | 'index';
  readonly name: string;
  /** As written: the type of a property; parameters and result of the others. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly doc: string;
  /** Text of `@default`. */
  readonly defaultText?: string;
  /** `file:line` */
  readonly at: string;
}

type Member = ts.ClassElement | ts.TypeElement | ts.EnumMember;

/** Whether users see it: not private, not protected, not `@internal`. */
export function isPublic(member: Member): boolean {
  if (ts.isEnumMember(member)) return true;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  if (ts.getCombinedModifierFlags(member) & hidden) return false;
  if (ts.isConstructorDeclaration(member)) return true;
  if (ts.isSetAccessorDeclaration(member) || ts.isClassStaticBlockDeclaration(member)) return false;
  return !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
}

export function readMember(root: string, checker: ts.TypeChecker, member: Member): ApiMember {
  const symbol = member.name && checker.getSymbolAtLocation(member.name);
  const doc = symbol
    ? ts.displayPartsToString(symbol.getDocumentationComment(checker))
    : ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc).map(textOfDoc).join('\n');
  const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
  return {
    kind: memberKind(member),
    name: nameOf(member),
    type: typeOf(checker, member),
    isOptional: isProperty && member.questionToken !== undefined,
    doc: doc.trim(),
    defaultText: defaultOf(member),
    at: placeOf(root, member),
  };
}

function nameOf(member: Member): string {
  if (ts.isIndexSignatureDeclaration(member)) return `[${member.parameters.map((key) => key.getText()).join()}]`;
  return member.name?.getText() ?? 'constructor';
}

function textOfDoc({ comment }: ts.JSDoc): string {
  return ts.getTextOfJSDocComment(comment) ?? '';
}

function memberKind(member: Member): ApiMember['kind'] {
  if (ts.isConstructorDeclaration(member)) return 'constructor';
  if (ts.isIndexSignatureDeclaration(member)) return 'index';
  if (ts.isEnumMember(member)) return 'constant';
  const isMethod = ts.isMethodDeclaration(member) || ts.isMethodSignature(member);
  if (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) return isMethod ? 'factory' : 'constant';
  return isMethod ? 'method' : 'property';
}

function typeOf(checker: ts.TypeChecker, member: Member): string {
  if (ts.isEnumMember(member)) return '';
  const oneLine = (text: string) => text.replace(/\s+/g, ' ');
  if (ts.isFunctionLike(member) && !ts.isGetAccessorDeclaration(member) && !ts.isIndexSignatureDeclaration(member)) {
    const parameters = member.parameters.map((parameter) => parameterText(checker, parameter)).join(', ');
    const result = ts.isConstructorDeclaration(member) ? '' : `: ${member.type?.getText() ?? 'unknown'}`;
    return oneLine(`(${parameters})${result}`);
  }
  if ('type' in member && member.type) return oneLine((member.type as ts.TypeNode).getText());
  return checker.typeToString(checker.getTypeAtLocation(member));
}

/** Name and type; a parameter that is taken apart in the signature is `props` to its caller. */
function parameterText(checker: ts.TypeChecker, parameter: ts.ParameterDeclaration): string {
  const name = ts.isIdentifier(parameter.name) ? parameter.name.text : 'props';
  const isOptional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
  const type = parameter.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(parameter));
  return `${parameter.dotDotDotToken ? '...' : ''}${name}${isOptional ? '?' : ''}: ${type}`;
}

function defaultOf(member: Member): string | undefined {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
  return tag && (ts.getTextOfJSDocComment(tag.comment) ?? '').trim();
}

/** Where a person looks it up. */
export function placeOf(root: string, node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(root, source.fileName)}:${line + 1}`;
}

/** Names of the types that a member's signature mentions and that are declared in this package. */
export function ownTypesIn(checker: ts.TypeChecker, member: Member): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) return;
    const symbol = ts.isTypeReferenceNode(node) && checker.getSymbolAtLocation(node.typeName);
    if (symbol) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      // What a package declares was not read, and is not ours to export.
      if (target.declarations) found.push(target.name);
    }
    ts.forEachChild(node, visit);
  };
  visit(member);
  return found;
}
