/** Synthesizes examples/ with cdktf, and as users of cdktn would write them, for the comparison of stacks. */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './packages.mjs';
import { forCdktn } from './rewrite.mjs';

const NAME = 'cdktf-palette-oci-registry';

/** TypeScript or JavaScript for the packed package: for cdktn, its own doors in place of lib/ and of those for cdktf. */
export function asUserOfCdktn(code) {
  const [lib, aws] = [`${NAME}/cdktn`, `${NAME}/cdktn/aws`];
  return forCdktn(code)
    .replace(new RegExp(`(['"])(?:\\.\\./lib|${NAME})/aws\\1`, 'g'), `$1${aws}$1`)
    .replace(new RegExp(`(['"])(?:\\.\\./lib|${NAME})\\1`, 'g'), `$1${lib}$1`);
}

/** Both in the same folder, because a stack holds the path of its state. @returns {string[]} names of the stacks */
export function synthesizeExamples(packageRoot, cache, records) {
  const compiled = path.join(packageRoot, 'dist', 'examples');
  const copy = path.join(cache, 'examples');
  rmSync(copy, { recursive: true, force: true });
  cpSync(compiled, copy, { recursive: true });
  for (const file of readdirSync(copy).filter((name) => name.endsWith('.js'))) {
    const place = path.join(copy, file);
    writeFileSync(place, asUserOfCdktn(readFileSync(place, 'utf8')));
  }
  synthesize(path.join(compiled, 'main.js'), path.join(cache, 'synthesized'), path.join(records, 'cdktf'));
  return synthesize(path.join(copy, 'main.js'), path.join(cache, 'synthesized'), path.join(records, 'cdktn'));
}

function synthesize(program, folder, records) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  run(process.execPath, [program], folder, `${program} does not synthesize.`);
  const stacks = path.join(folder, 'cdktf.out', 'stacks');
  const names = readdirSync(stacks).sort();
  const texts = names.map((name) => [name, [readFileSync(path.join(stacks, name, 'cdk.tf.json'), 'utf8')]]);
  mkdirSync(records, { recursive: true });
  writeFileSync(path.join(records, 'examples.json'), JSON.stringify(Object.fromEntries(texts)));
  return names;
}
