/** The child of compiled-code.mjs: sections as JSON on stdin, their code as JSON on stdout. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { NODE_BUILD, WRAPPER } from './compiled-code.mjs';

const sections = JSON.parse(readFileSync(0, 'utf8'));
const texts = new Map(sections.map(([name, text]) => [name, WRAPPER[0] + text + WRAPPER[1]]));

// Every function at once, also those that are not called while a section loads.
setFlagsFromString('--no-lazy');
const scripts = [...texts].map(([name, text]) => [name, new vm.Script(text)]);
// V8 takes code only if all flags have the values that they had when it was written: here, the ones that a provider has.
setFlagsFromString('--lazy');
setFlagsFromString('--hash-seed=0');
const code = scripts
  .map(([name, script]) => [name, script.createCachedData()])
  .filter(([name, cachedData]) => !new vm.Script(texts.get(name), { cachedData }).cachedDataRejected)
  .map(([name, bytes]) => [name, bytes.toString('base64')]);

process.stdout.write(JSON.stringify({ node: vm.runInThisContext(NODE_BUILD), code }));
