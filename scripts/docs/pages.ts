import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProviderFunction, ProviderServer } from '../../src/bridge/framework';
import { paletteProvider } from '../../src/provider';
import { schemaSection, typeName } from './schema-section';

/** Folders of `docs/` that hold nothing but generated pages. Elsewhere, pages are written by hand, too. */
export const GENERATED_FOLDERS = ['data-sources', 'functions', 'resources'];

/** Every generated page of `docs/`, by its path below it, made from the schemas and from `examples/`. */
export function documentationPages(root: string): ReadonlyMap<string, string> {
  const provider = paletteProvider({});
  const nowhere = () => {};
  const log = { trace: nowhere, debug: nowhere, info: nowhere, warn: nowhere, error: nowhere };
  const server = new ProviderServer(provider, { log, maskSecret: nowhere });
  const example = (...path: readonly string[]) => exampleSection(join(root, 'examples', ...path));
  const pages = new Map<string, string>();
  const { schema } = server.providerSchema;
  pages.set(
    'index.md',
    page('Palette Provider', schema.description, [example('provider', 'provider.tf'), schemaSection(schema)]),
  );
  for (const name of Object.keys(provider.resources ?? {})) {
    const { compiled } = server.resource(name);
    const sections = [example('resources', name, 'resource.tf'), schemaSection(compiled.schema)];
    const folder = join(root, 'examples', 'resources', name);
    sections.push(notes(join(folder, 'notes.md')), importSection(join(folder, 'import.sh')));
    pages.set(`resources/${shortName(name)}.md`, page(`${name} (Resource)`, compiled.schema.description, sections));
  }
  for (const name of Object.keys(provider.dataSources ?? {})) {
    const { schema: own } = server.dataSource(name).compiled;
    const sections = [example('data-sources', name, 'data-source.tf'), schemaSection(own)];
    pages.set(`data-sources/${shortName(name)}.md`, page(`${name} (Data Source)`, own.description, sections));
  }
  for (const [name, definition] of Object.entries(provider.functions ?? {})) {
    const sections = [example('functions', name, 'function.tf'), signatureSection(name, definition)];
    pages.set(`functions/${name}.md`, page(`${name} (Function)`, definition.description, sections));
  }
  return pages;
}

function page(title: string, description: string, sections: readonly string[]): string {
  const summary = description.split('\n')[0]!.replaceAll('`', '');
  const head = `---\npage_title: ${JSON.stringify(title)}\ndescription: |-\n  ${summary}\n---`;
  return `${[head, `# ${title}`, description, ...sections].filter(Boolean).join('\n\n')}\n`;
}

function exampleSection(file: string): string {
  if (!existsSync(file)) throw new Error(`There is no example ${file}. Every page shows one that a test runs.`);
  return `## Example Usage\n\n\`\`\`terraform\n${readFileSync(file, 'utf8').trimEnd()}\n\`\`\``;
}

/** What a person must know beyond the schema. */
function notes(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : '';
}

function importSection(file: string): string {
  if (!existsSync(file)) return '';
  return `## Import\n\n\`\`\`shell\n${readFileSync(file, 'utf8').trimEnd()}\n\`\`\``;
}

function signatureSection(name: string, { parameters, variadic, returns }: ProviderFunction): string {
  const all = [
    ...parameters.map((parameter) => `${parameter.name} ${typeName(parameter.type.type).toLowerCase()}`),
    ...(variadic ? [`${variadic.name} ${typeName(variadic.type.type).toLowerCase()}…`] : []),
  ];
  const described = [...parameters, ...(variadic ? [variadic] : [])];
  return [
    `## Signature\n\n\`\`\`text\n${name}(${all.join(', ')})\n\`\`\``,
    `Returns: ${typeName(returns.type)}.`,
    `## Arguments\n\n${described.map((one) => `- \`${one.name}\` ${one.description}`).join('\n')}`,
  ].join('\n\n');
}

function shortName(typeName: string): string {
  return typeName.replace(/^palette_/, '');
}
