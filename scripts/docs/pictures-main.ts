import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { architecturePicture } from './picture-architecture';
import { terminalPicture } from './picture-start';

const images = join(process.cwd(), 'docs', 'images');

/** Runs `npm start` against the sandbox, whatever tenant the environment names. */
function outputOfStart(): string {
  const names = Object.keys(process.env).filter((name) => !/^(PALETTE|SPECTROCLOUD|OCI|TF_VAR)_/.test(name));
  const env = { ...Object.fromEntries(names.map((name) => [name, process.env[name]])), FORCE_COLOR: '1' };
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/start.mjs'], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm start ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Writes `docs/images/` anew. */
function writePictures(): void {
  mkdirSync(images, { recursive: true });
  writeFileSync(join(images, 'architecture.svg'), architecturePicture());
  writeFileSync(join(images, 'npm-start.svg'), terminalPicture('npm start', outputOfStart()));
}

writePictures();
