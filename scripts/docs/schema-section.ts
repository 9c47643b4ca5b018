import type { Attribute, Attributes, Block, SchemaShape } from '../../src/bridge/framework';
import type { Type } from '../../src/bridge/values';

/** The section "Schema" of a page in the Terraform Registry's form; nested blocks follow as sections of their own. */
export function schemaSection(shape: SchemaShape): string {
  return ['## Schema', body(shape, ''), ...nestedSections(shape, '')].join('\n\n');
}

function body(shape: SchemaShape, prefix: string): string {
  const blocks = Object.entries(shape.blocks ?? {});
  const groups: readonly [string, readonly string[]][] = [
    ['Required', [...lines(shape.attributes, isRequired, prefix), ...blockLines(blocks, true, prefix)]],
    ['Optional', [...lines(shape.attributes, isOptional, prefix), ...blockLines(blocks, false, prefix)]],
    ['Read-Only', lines(shape.attributes, isReadOnly, prefix)],
  ];
  return groups
    .filter(([, members]) => members.length > 0)
    .map(([title, members]) => `### ${title}\n\n${members.join('\n')}`)
    .join('\n\n');
}

const isRequired = ({ mode }: Attribute) => mode === 'required' || mode === 'required-write-only';
const isReadOnly = ({ mode }: Attribute) => mode === 'computed';
const isOptional = (attribute: Attribute) => !isRequired(attribute) && !isReadOnly(attribute);

function lines(attributes: Attributes, belongs: (attribute: Attribute) => boolean, prefix: string): readonly string[] {
  return Object.entries(attributes)
    .filter(([, attribute]) => belongs(attribute))
    .map(
      ([name, attribute]) =>
        `- \`${name}\` (${facts(attribute)}) ${attribute.options.description}${more(attribute, prefix + name)}`,
    );
}

function facts({ type, options }: Attribute): string {
  const words = [typeName(type), options.sensitive && 'Sensitive', options.writeOnly && 'Write-only'];
  return [...words, options.deprecated && 'Deprecated'].filter(Boolean).join(', ');
}

function more({ nested }: Attribute, path: string): string {
  return nested ? ` (see [below](#${anchor(path)}))` : '';
}

function blockLines(blocks: readonly [string, Block][], required: boolean, prefix: string): readonly string[] {
  return blocks
    .filter(([, block]) => block.isRequired === required)
    .map(([name, block]) => {
      const kind = block.nesting === 'single' ? 'Block' : `Block ${block.nesting}`;
      return `- \`${name}\` (${kind}) ${block.options.description} (see [below](#${anchor(prefix + name)}))`;
    });
}

function nestedSections(shape: SchemaShape, prefix: string): readonly string[] {
  const blocks = Object.entries(shape.blocks ?? {}).map(([name, block]): [string, SchemaShape] => [name, block]);
  const nested = Object.entries(shape.attributes).flatMap(([name, attribute]): [string, SchemaShape][] =>
    attribute.nested ? [[name, { attributes: attribute.nested.attributes }]] : [],
  );
  return [...blocks, ...nested].flatMap(([name, inner]) => {
    const path = prefix + name;
    const title = `<a id="${anchor(path)}"></a>\n\n## Schema of \`${path}\``;
    return [`${title}\n\n${body(inner, `${path}.`)}`, ...nestedSections(inner, `${path}.`)];
  });
}

function anchor(path: string): string {
  return `schema-${path.replaceAll('.', '-')}`;
}

/** A type in the words of the Terraform Registry. */
export function typeName(type: Type): string {
  const simple = { string: 'String', number: 'Number', bool: 'Boolean', dynamic: 'Dynamic' } as const;
  if (typeof type === 'string') return simple[type];
  const [kind, inner] = type;
  if (kind === 'object') {
    const members = Object.entries(inner as Readonly<Record<string, Type>>);
    return `Object with ${members.map(([name, member]) => `\`${name}\` ${typeName(member)}`).join(', ')}`;
  }
  if (kind === 'tuple') return 'Tuple';
  return `${kind[0]!.toUpperCase()}${kind.slice(1)} of ${typeName(inner as Type)}`;
}
