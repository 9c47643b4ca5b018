import type { ApiMember } from './api-member';
import { ownerOfProps } from './api-problems';
import { readEntryPoint, type ApiType } from './api-reader';

const PACKAGE = 'cdktf-palette-oci-registry';

interface Section {
  readonly title: string;
  readonly introduction: string;
  readonly types: readonly ApiType[];
}

/** What users import, by the file that exports it. */
export const ENTRY_POINTS = ['lib/index.ts', 'lib/aws/index.ts'] as const;

/** Text of `docs/api.md`: everything that the entry points export, from its doc comments. */
export function apiPage(root: string): string {
  const [constructs = [], aws = []] = ENTRY_POINTS.map((file) => readEntryPoint(root, file));
  const isBinding = ({ file }: ApiType) => file.startsWith('lib/palette/');
  const sections: readonly Section[] = [
    {
      title: `Constructs of ${PACKAGE}`,
      introduction: `For cdktf. The same constructs for cdktn (CDK Terrain) are exported by \`${PACKAGE}/cdktn\`.`,
      types: constructs.filter((type) => !isBinding(type)),
    },
    {
      title: `Constructs of ${PACKAGE}/aws`,
      introduction: `They need \`@cdktf/provider-aws\`. For cdktn: \`${PACKAGE}/cdktn/aws\`, with \`@cdktn/provider-aws\`.`,
      types: aws,
    },
    {
      title: 'Bindings',
      introduction: `The provider's resources and data sources one to one, also exported by \`${PACKAGE}\`. What they do is in [docs/](index.md).`,
      types: constructs.filter(isBinding),
    },
  ];
  const names = new Set([...constructs, ...aws].map(({ name }) => name));
  const head = `# API\n\nMade from the doc comments by \`npm run docs\`.`;
  return `${[head, ...sections.map(contents), ...sections.map((section) => body(section, names))].join('\n\n')}\n`;
}

function contents({ title, types }: Section): string {
  const lines = types
    .filter(({ kind }) => kind === 'class')
    .map(({ name, doc }) => `- ${link(name)} ${firstSentence(doc)}`);
  return `**[${title}](#${anchor(title)})**\n\n${lines.join('\n')}`;
}

function body({ title, introduction, types }: Section, names: ReadonlySet<string>): string {
  return [`## ${title}`, introduction, ...types.map((type) => typeSection(type, names))].join('\n\n');
}

function typeSection(type: ApiType, names: ReadonlySet<string>): string {
  const parents = type.parents.map((parent) => (names.has(parent) ? link(parent) : `\`${parent}\``)).join(', ');
  const constructor = type.members.find(({ kind }) => kind === 'constructor');
  const call = constructor && `\`\`\`typescript\nnew ${type.name}${constructor.type}\n\`\`\``;
  const members = type.members.filter(({ kind }) => kind !== 'constructor').map((member) => memberLine(member, names));
  const owner = ownerOfProps(type, names);
  const about = type.doc || (owner && `What ${link(owner)} is made from.`);
  return [`### ${type.name}`, parents && `Extends ${parents}.`, about, call, members.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function memberLine(member: ApiMember, names: ReadonlySet<string>): string {
  return [signature(member, names), ...member.doc.split(/\s*\n\s*/), defaultSentence(member)].filter(Boolean).join(' ');
}

function signature({ kind, name, type, isOptional }: ApiMember, names: ReadonlySet<string>): string {
  if (type === '') return `- \`${name}\`:`;
  if (kind === 'factory') return `- \`static ${name}${type}\`:`;
  if (kind === 'method') return `- \`${name}${type}\`:`;
  const target = type.replace(/\[\]$/, '');
  const shown = names.has(target) ? `[\`${type}\`](#${anchor(target)})` : `\`${type}\``;
  return `- \`${kind === 'constant' ? 'static ' : ''}${name}${isOptional ? '?' : ''}\` (${shown})`;
}

/** `@default - text` is a sentence, `@default value` is code. */
function defaultSentence({ defaultText }: ApiMember): string {
  if (defaultText === undefined) return '';
  return defaultText.startsWith('-')
    ? `Default: ${defaultText.replace(/^-\s*/, '').replace(/\s*\n\s*/g, ' ')}.`
    : `Default: \`${defaultText}\`.`;
}

function firstSentence(doc: string): string {
  return (/^[\s\S]*?\.(?=\s|$)/.exec(doc)?.[0] ?? doc).replace(/\s+/g, ' ');
}

function link(name: string): string {
  return `[\`${name}\`](#${anchor(name)})`;
}

/** As GitHub makes it from a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
