/**
 * What V8 makes of a section, to be handed to V8 again instead of being made in each process: 25 ms less for a plan of one
 * registry. It fits one build of Node.js alone; every other compiles the text, as if there were no code.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Around a section's text, wherever it is compiled: V8 takes code only for a text of the very same length. */
export const WRAPPER = ['(function(require,module,exports,section,__filename,__dirname){', '\n})'];

/**
 * JavaScript that tells builds of Node.js from each other. V8 itself asks only for the same version and flags, but code
 * refers to objects in the memory image of the executable, which differ with the way that it was built.
 */
export const NODE_BUILD = 'JSON.stringify([process.version, process.platform, process.arch, process.config])';

/** One seed for the hashes of strings, which are part of the code: the same text gives the same bytes each time. */
const HASH_SEED = 1;

/**
 * @param {[string, Buffer][]} sections their texts by name
 * @returns {{ node: Buffer, code: Map<string, Buffer> }} the code of those that V8 takes it back for, and the build of
 *   Node.js that it fits: the one that runs this
 */
export function compileSections(sections) {
  const program = fileURLToPath(new URL('compile.mjs', import.meta.url));
  const input = JSON.stringify(sections.map(([name, bytes]) => [name, bytes.toString('latin1')]));
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [`--hash-seed=${HASH_SEED}`, program], {
    input,
    // Options of whoever runs the build would become a condition for whoever runs the provider.
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`The sections cannot be compiled: ${error?.message ?? stderr}`);
  const { node, code } = JSON.parse(stdout);
  return {
    node: Buffer.from(node, 'latin1'),
    code: new Map(code.map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')])),
  };
}
