#!/usr/bin/env node
/**
 * `npm run bench`: how fast the provider starts and plans, as ratios within one run, and what the constructs cost a program;
 * one of the two with `-- provider` or `-- lib`. `-- release`: the executable of the release archives, once
 * `npm run release:archives` has made it. `-- load`: 200 registries under Palette's rate limit, about three minutes. Exit
 * code 1 if a bar is missed.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { bundleProvider } from './provider/executable.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'dist', 'test', 'bench');
const bundle = path.join(folder, 'main.js');
buildSync({
  absWorkingDir: root,
  entryPoints: ['test/bench/main.ts'],
  bundle: true,
  platform: 'node',
  packages: 'external',
  outfile: bundle,
  logLevel: 'error',
  // The bundle stands as deep as the file that asks where the project's root is.
  define: { __dirname: JSON.stringify(path.join(root, 'test', 'support')) },
});
const sections = process.argv.slice(2);
if (sections.length === 0 || sections.includes('provider')) {
  const idle = await bundleProvider({ entry: 'test/bench/idle-provider.ts', packageRoot: root });
  writeFileSync(path.join(folder, 'idle-provider'), idle.bytes);
}
process.exit(spawnSync(process.execPath, [bundle, ...sections], { cwd: root, stdio: 'inherit' }).status ?? 1);
