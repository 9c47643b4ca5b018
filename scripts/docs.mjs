#!/usr/bin/env node
/** `npm run docs`: writes docs/ from the schemas, the examples, and the doc comments of lib/. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = path.join(root, 'dist', 'docs', 'main.js');
const entryPoints = [path.join(root, 'scripts', 'docs', 'main.ts')];
buildSync({ entryPoints, outfile, bundle: true, platform: 'node', packages: 'external', logLevel: 'error' });
process.exit(spawnSync(process.execPath, [outfile], { cwd: root, stdio: 'inherit' }).status ?? 1);
