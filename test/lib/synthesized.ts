import { App, TerraformStack, Testing } from 'cdktf';
import type { Construct } from 'constructs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';

/** A stack to build in, outside any folder of this package. */
export function newStack(id = 'stack'): TerraformStack {
  return new TerraformStack(Testing.app({ outdir: temporaryFolder() }), id);
}

/** The JSON that Terraform would get, without cdktf's metadata. */
export function synthesize(stack: TerraformStack): Record<string, unknown> {
  return JSON.parse(Testing.synth(stack)) as Record<string, unknown>;
}

/** Builds one construct in a stack of its own and returns the JSON below `resource`, `data` or another top-level key. */
export function synthesizePart(key: string, build: (stack: TerraformStack) => Construct): unknown {
  const stack = newStack();
  build(stack);
  return synthesize(stack)[key];
}

export function warningsOf(construct: Construct): unknown[] {
  return construct.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === '@cdktf/warn')
    .map(({ data }) => data);
}

/** A whole app on disk, as `cdktf synth` writes it. */
export function newApp(outdir = temporaryFolder()): App {
  return new App({ outdir });
}

export function readStackFile(app: App, stack: string, file: string): string {
  return readFileSync(join(app.outdir, 'stacks', stack, file), 'utf8');
}

/** A value with its tokens as Terraform would read them. */
export function resolve(stack: TerraformStack, value: unknown): unknown {
  stack.addOverride('locals.resolved', value);
  return (synthesize(stack).locals as { resolved: unknown }).resolved;
}
