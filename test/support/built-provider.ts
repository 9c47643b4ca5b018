import { buildSync } from 'esbuild';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderFile } from './terraform';

/** A provider of the tests as one executable file, as a user would install it. */
export interface BuiltProvider extends ProviderFile {
  remove(): void;
}

/** Bundles a provider into a temporary folder. @param entry its main file */
export function buildProvider(entry: string, source: string, version: string): BuiltProvider {
  const type = source.split('/').at(-1);
  const folder = mkdtempSync(join(tmpdir(), `${type}-`));
  const file = join(folder, `terraform-provider-${type}`);
  buildSync({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'silent',
  });
  chmodSync(file, 0o755);
  return { source, version, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
