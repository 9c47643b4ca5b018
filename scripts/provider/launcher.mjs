/**
 * One executable file out of sections: a shell script that `exec`s node with a small loader, then the sections, which sh
 * never reads because it stops at that line.
 *
 * Why `node -e` and not `node "$0"`: Terraform runs this file from inside the user's project. If the nearest
 * package.json there says "type": "module", node refuses a main file named `terraform-provider-palette_v0.1.0`
 * (ERR_UNKNOWN_FILE_EXTENSION).
 */
import * as esbuild from 'esbuild';
import { NODE_BUILD, WRAPPER } from './compiled-code.mjs';

/** The oldest Node.js that runs the sections, [major, minor]. */
const OLDEST_NODE = [20, 18];

/** Fixed, because the launcher holds the places of what follows it. */
const LAUNCHER_BYTES = 4096;

/**
 * Where everything stands, as [offset, length].
 * @typedef {{ text: Record<string, number[]>, code: Record<string, number[]>, node: number[] }} Table
 */

/**
 * Runs under `node -e`, in ES5 so that an old node reaches the message. No single quotes: it stands inside sh's.
 * @param {Table} table
 */
function loaderSource(table) {
  const [major, minor] = OLDEST_NODE;
  const source = `
var version = process.versions.node.split(".");
if (+version[0] < ${major} || (+version[0] === ${major} && +version[1] < ${minor})) {
  console.log("the Palette provider needs Node.js ${major}.${minor} or newer, but the node on PATH is " + process.versions.node +
    " (" + process.execPath + "). Install a newer one from https://nodejs.org or put it first on PATH.");
  process.exit(1);
}
var fs = require("fs"), vm = require("vm"), file = process.argv[1], loaded = {}, table = ${JSON.stringify(table)};
function read(place) {
  var bytes = Buffer.alloc(place[1]), handle = fs.openSync(file, "r");
  fs.readSync(handle, bytes, 0, place[1], place[0]);
  fs.closeSync(handle);
  return bytes;
}
var codeFits = read(table.node).latin1Slice() === ${NODE_BUILD};
function section(name) {
  if (loaded[name]) return loaded[name].exports;
  var wrapped = ${JSON.stringify(WRAPPER[0])} + read(table.text[name]).latin1Slice() + ${JSON.stringify(WRAPPER[1])};
  var code = codeFits && table.code[name] ? read(table.code[name]) : undefined;
  var module = (loaded[name] = { exports: {} });
  new vm.Script(wrapped, { filename: file + "#" + name, cachedData: code }).runInThisContext()(
    require, module, module.exports, section, file, require("path").dirname(file));
  return module.exports;
}
section("main");`;
  const { code } = esbuild.transformSync(source, { minifyWhitespace: true, target: 'es5', charset: 'ascii' });
  if (code.includes("'")) throw new Error('The loader must not contain a single quote: it stands inside sh quotes.');
  return code.trim();
}

/**
 * The first line that a plugin writes to stdout is what Terraform shows when it cannot start it.
 * NODE_EXTRA_CA_CERTS makes Node 20 parse every root at start (38 ms per process), so it travels under another name and
 * is read by the HTTPS client when there is one.
 * One thread for V8's work in the background instead of four: 3 MB less, and Terraform needs the processors itself.
 */
function launcherSource(table) {
  const [major, minor] = OLDEST_NODE;
  return `#!/bin/sh
# The Terraform provider palette-oci/palette. Everything after the exec line is for the loader, not for sh.
if ! command -v node >/dev/null 2>&1; then
  echo "the Palette provider needs Node.js ${major}.${minor} or newer, but there is no node on PATH ($PATH). Install it from https://nodejs.org or add its folder to PATH."
  exit 1
fi
if [ -n "$NODE_EXTRA_CA_CERTS" ]; then
  PALETTE_OCI_EXTRA_CA_CERTS=$NODE_EXTRA_CA_CERTS
  export PALETTE_OCI_EXTRA_CA_CERTS
  unset NODE_EXTRA_CA_CERTS
fi
exec node --v8-pool-size=1 -e '${loaderSource(table)}' "$0" "$@"
`;
}

/**
 * @param {[string, Buffer][]} sections their texts by name
 * @param {{ node: Buffer, code: Map<string, Buffer> }} compiled what V8 made of some of them, and for which Node.js
 * @returns {Buffer}
 */
export function assemble(sections, { node, code }) {
  let offset = LAUNCHER_BYTES;
  const place = (bytes) => {
    offset += bytes.length;
    return [offset - bytes.length, bytes.length];
  };
  const places = (entries) => Object.fromEntries([...entries].map(([name, bytes]) => [name, place(bytes)]));
  const table = { text: places(sections), node: place(node), code: places(code) };
  const launcher = launcherSource(table).padEnd(LAUNCHER_BYTES, '\n');
  if (launcher.length > LAUNCHER_BYTES) throw new Error(`The launcher has more than ${LAUNCHER_BYTES} bytes.`);
  return Buffer.concat([
    Buffer.from(launcher, 'latin1'),
    ...sections.map(([, bytes]) => bytes),
    node,
    ...code.values(),
  ]);
}
