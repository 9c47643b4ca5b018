import { TerraformStack } from 'cdktf';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PaletteProvider } from '../../../lib';
import { PACKAGE_VERSION } from '../../../lib/package';
import { newApp } from '../synthesized';
import type { Shape } from './binding-shape';

/** As Terraform writes types: `"string"`, `["list", "string"]`, `["list", ["object", {...}]]`. */
type SchemaType = string | readonly [string, string | readonly ['object', Readonly<Record<string, unknown>>]];

export interface SchemaAttribute {
  readonly type: SchemaType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

export interface SchemaBlock {
  readonly attributes?: Record<string, SchemaAttribute>;
  readonly block_types?: Record<string, { readonly nesting_mode: string; readonly block: SchemaBlock }>;
}

export interface ProviderSchema {
  readonly provider: { readonly block: SchemaBlock };
  readonly resource_schemas?: Record<string, { readonly block: SchemaBlock }>;
  readonly data_source_schemas?: Record<string, { readonly block: SchemaBlock }>;
}

/** What the built provider itself says, by `terraform providers schema`. */
export function readProviderSchema(): ProviderSchema {
  const app = newApp();
  new PaletteProvider(new TerraformStack(app, 'schema'), 'palette');
  app.synth();
  const cwd = join(app.outdir, 'stacks', 'schema');
  const emptyConfiguration = join(app.outdir, 'terraformrc');
  writeFileSync(emptyConfiguration, '');
  // The stack itself would ask for its backend.
  writeFileSync(join(cwd, 'cdk.tf.json'), JSON.stringify({ terraform: { required_providers: requirement() } }));
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: emptyConfiguration };
  const terraform = (...args: string[]) =>
    execFileSync('terraform', args, { cwd, env, encoding: 'utf8', maxBuffer: 64 << 20 });
  terraform('init', '-input=false');
  const { provider_schemas: schemas } = JSON.parse(terraform('providers', 'schema', '-json')) as {
    provider_schemas: Record<string, ProviderSchema>;
  };
  const schema = schemas['registry.terraform.io/palette-oci/palette'];
  if (!schema) throw new Error(`Terraform knows only ${Object.keys(schemas).join(', ')}.`);
  return schema;
}

function requirement(): object {
  return { palette: { source: 'palette-oci/palette', version: PACKAGE_VERSION } };
}

/** What can be set in a block, without what is only computed. */
export function shapeOfBlock({ attributes = {}, block_types: blocks = {} }: SchemaBlock): Shape {
  const settable = Object.entries(attributes)
    .filter(([, { required, optional }]) => required || optional)
    .map(([name, { required = false, type }]) => {
      return [name, { required, type: typeof type === 'string' ? type : `${type[0]}(${String(type[1])})` }] as const;
    });
  const nested = Object.entries(blocks).map(([name, { nesting_mode: mode, block }]) => {
    if (mode !== 'single')
      throw new Error(`The block "${name}" has nesting mode "${mode}"; the bindings know "single".`);
    return [name, { required: false, type: shapeOfBlock(block) }] as const;
  });
  return Object.fromEntries([...settable, ...nested]);
}

/** Names of what Terraform may read: everything computed. */
export function computedNames({ attributes = {} }: SchemaBlock): string[] {
  return Object.keys(attributes).filter((name) => attributes[name]?.computed);
}

/** Names in the elements of a list of objects; undefined for an attribute of any other type. */
export function elementNames({ attributes = {} }: SchemaBlock, name: string): string[] | undefined {
  const type = attributes[name]?.type ?? '';
  const element = typeof type === 'string' ? '' : type[1];
  return typeof element === 'string' ? undefined : Object.keys(element[1]);
}
