#!/usr/bin/env node
/** `npm run docs:pictures`: writes docs/images/, one of them from what `npm start` prints. Takes as long as that. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outfile = path.join(root, 'dist', 'docs', 'pictures.js');
const entryPoints = [path.join(root, 'scripts', 'docs', 'pictures-main.ts')];
buildSync({ entryPoints, outfile, bundle: true, platform: 'node', packages: 'external', logLevel: 'error' });
process.exit(spawnSync(process.execPath, [outfile], { cwd: root, stdio: 'inherit' }).status ?? 1);
