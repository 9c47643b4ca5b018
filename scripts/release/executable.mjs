/**
 * The provider as one executable that needs no Node.js: Node's own, with our sections inside it (a "single executable
 * application", https://nodejs.org/docs/latest-v22.x/api/single-executable-applications.html).
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isElf, withoutSymbols } from './elf.mjs';
import { ReleaseError } from './platforms.mjs';

/** What Node.js looks for in itself to know that there is a blob. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * In front of the main section. As in the launcher of scripts/provider/launcher.mjs, a section is parsed on its first
 * use; here it is read from memory that the operating system pages in.
 */
const LOADER = `
var sea = require("node:sea"), vm = require("vm"), file = process.execPath, loaded = {};
function section(name) {
  if (loaded[name]) return loaded[name].exports;
  var source = Buffer.from(sea.getRawAsset(name)).latin1Slice();
  var wrapped = "(function(require,module,exports,section,__filename,__dirname){" + source + "\\n})";
  var module = (loaded[name] = { exports: {} });
  new vm.Script(wrapped, { filename: file + "#" + name }).runInThisContext()(
    require, module, module.exports, section, file, require("path").dirname(file));
  return module.exports;
}
`;

/**
 * The same bytes for all platforms. Without V8's code cache: it saves no time that could be measured, fits only the
 * platform that made it, and comes out different each time.
 * @param {[string, Buffer][]} sections
 * @param {string} node the executable that makes it: of the version that will read it
 * @param {string} folder for what is made on the way
 * @returns {Buffer}
 */
export function makeBlob(sections, node, folder) {
  mkdirSync(folder, { recursive: true });
  const [[, main], ...lazy] = sections;
  const assets = {};
  for (const [index, [name, bytes]] of lazy.entries()) {
    assets[name] = `section-${index}.js`;
    writeFileSync(path.join(folder, assets[name]), bytes);
  }
  writeFileSync(path.join(folder, 'main.js'), LOADER + main.toString('latin1'));
  const config = { main: 'main.js', output: 'blob', assets, disableExperimentalSEAWarning: true };
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
  const options = { cwd: folder, encoding: 'utf8' };
  const { status, stderr, error } = spawnSync(node, ['--experimental-sea-config', 'config.json'], options);
  if (status !== 0) throw new ReleaseError(`${node} does not make the blob:\n${error?.message ?? stderr.trim()}`);
  return readFileSync(path.join(folder, 'blob'));
}

/**
 * @param {{ node: string, blob: Buffer, postject: string, target: string }} parts `node` is the executable to start from,
 *   `postject` the folder of that package, `target` the file to write
 */
export async function makeExecutable({ node, blob, postject, target }) {
  const original = readFileSync(node);
  writeFileSync(target, isElf(original) ? withoutSymbols(original) : original);
  chmodSync(target, 0o755);
  const { inject } = createRequire(import.meta.url)(path.join(postject, 'dist', 'api.js'));
  await silently(() => inject(target, 'NODE_SEA_BLOB', blob, { sentinelFuse: FUSE, machoSegmentName: 'NODE_SEA' }));
}

/** postject warns of what is meant: an ELF file without sections, a signature that no longer fits. */
async function silently(job) {
  const { log, warn, error } = console;
  Object.assign(console, { log() {}, warn() {}, error() {} });
  try {
    await job();
  } finally {
    Object.assign(console, { log, warn, error });
  }
}

/**
 * macOS on arm64 starts no executable without a signature; one that names nobody is enough. Only macOS can make it.
 * @returns {boolean} whether it is signed now
 */
export function signForMacos(file) {
  if (process.platform !== 'darwin') return false;
  const { status, stderr, error } = spawnSync('codesign', ['--sign', '-', '--force', file], { encoding: 'utf8' });
  if (status === 0) return true;
  throw new ReleaseError(`codesign does not sign ${file}:\n${error?.message ?? stderr.trim()}`);
}
