import { buildSync } from 'esbuild';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderFile } from '../terraform';

/** The notebook provider as one executable file, as a user would install it. */
export interface NotebookExecutable extends ProviderFile {
  remove(): void;
}

/** Bundles the notebook provider into a temporary folder. */
export function buildNotebook(): NotebookExecutable {
  const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
  const file = join(folder, 'terraform-provider-notebook');
  buildSync({
    entryPoints: [join(__dirname, 'main.ts')],
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
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { source: 'example/notebook', version: '1.0.0', file, remove };
}
