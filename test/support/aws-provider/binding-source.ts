import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One prebuilt binding as its generator wrote it: the comments hold what the compiled code has lost. */
export interface BindingSource {
  readonly classes: ReadonlyMap<string, BindingClass>;
  /** Names and shapes in `synthesizeHclAttributes` of a class, or in `<name>ToHclTerraform` of a struct. */
  hclAttributes(of: string): ReadonlyMap<string, HclAttribute>;
}

export interface BindingClass {
  readonly base: string;
  readonly body: string;
}

export interface HclAttribute {
  /** The expression that renders it. */
  readonly value: string;
  readonly isBlock: boolean;
  readonly shape: string;
  readonly storage: string;
}

const PACKAGE_JSON = require.resolve('@cdktf/provider-aws/package.json');

/** Version of hashicorp/aws that the installed bindings were generated from. */
export function boundProviderVersion(): string {
  const { cdktf } = JSON.parse(readFileSync(PACKAGE_JSON, 'utf8')) as { cdktf: { provider: { version: string } } };
  return cdktf.provider.version;
}

/** Reads one binding. @param name its folder, e.g. `iam-role`, `data-aws-region`, `provider` */
export function readBinding(name: string): BindingSource {
  const folder = join(dirname(PACKAGE_JSON), 'lib', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const text = files.map((file) => originalOf(join(folder, file))).join('\n');
  const classes = new Map<string, BindingClass>();
  for (const [, className = '', base = '', body = ''] of text.matchAll(
    /^export class (\w+) extends cdktf\.(\w+) \{$([\s\S]*?)^\}$/gm,
  )) {
    classes.set(className, { base, body });
  }
  return {
    classes,
    hclAttributes: (of) => hclAttributesIn(classes.get(of)?.body ?? structFunction(text, of)),
  };
}

/** The TypeScript of a compiled file, out of its inline source map. */
function originalOf(file: string): string {
  const encoded = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(readFileSync(file, 'utf8'))?.[1];
  if (encoded === undefined)
    throw new Error(`"${file}" has no inline source map to read the generator's comments from`);
  const { sourcesContent } = JSON.parse(Buffer.from(encoded, 'base64').toString()) as { sourcesContent: string[] };
  return sourcesContent.join('\n');
}

function structFunction(text: string, struct: string): string {
  const name = `${struct.charAt(0).toLowerCase()}${struct.slice(1)}ToHclTerraform`;
  return new RegExp(`^export function ${name}\\([\\s\\S]*?^\\}$`, 'm').exec(text)?.[0] ?? '';
}

function hclAttributesIn(code: string): ReadonlyMap<string, HclAttribute> {
  const rendering = code.slice(Math.max(0, code.indexOf('synthesizeHclAttributes')));
  const entry = /(\w+): \{\s+value: (.+),\s+isBlock: (\w+),\s+type: "(\w+)",\s+storageClassType: "(\w+)"/g;
  return new Map(
    [...rendering.matchAll(entry)].map(([, name = '', value = '', isBlock, shape = '', storage = '']) => [
      name,
      { value, isBlock: isBlock === 'true', shape, storage },
    ]),
  );
}
