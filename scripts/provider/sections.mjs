/**
 * The provider as sections of JavaScript. Each heavy package, and each room that src requires by a call instead of
 * importing it, is a section of its own, read and compiled on its first `require`. Measured on Node 20: with undici and the
 * AWS SDK in one plain bundle every provider process pays 30 ms to parse what it never runs, and Terraform starts three to
 * seven of them per command.
 */
import * as esbuild from 'esbuild';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Loaded on first use, each from its own section. */
const HEAVY_PACKAGES = ['undici', '@aws-sdk/client-ecr'];

/** Replaced by what the build finds out. */
const SCHEMA_ANSWER = './src/schema-answer';

/** @returns {esbuild.BuildOptions} what main and the heavy sections are built with */
function sectionOptions() {
  return {
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'ascii',
    // An uncaught error shows the line it came from: not 100 KB of it.
    lineLimit: 160,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    metafile: true,
    // The sections run in vm.Script, which has no import(): every dynamic import becomes a lazy require.
    supported: { 'dynamic-import': false },
  };
}

/**
 * Leaves `require('undici')`, `require('undici/lib/…')` and a room's `require('../oci')` to the loader's `section`.
 * @param {Map<string, Set<string>>} met what was required of each section
 * @param {string} packageRoot
 */
function lazySectionsPlugin(met, packageRoot) {
  const packages = new RegExp(`^(${HEAVY_PACKAGES.join('|')})(/|$)`);
  const rooms = path.join(packageRoot, 'src') + path.sep;
  return {
    name: 'lazy-sections',
    setup(build) {
      build.onResolve({ filter: packages }, ({ path: module }) => ({ path: module, namespace: 'lazy' }));
      build.onResolve({ filter: /^\.\.?\// }, ({ path: module, kind, importer, resolveDir }) => {
        if (kind !== 'require-call' || !importer.startsWith(rooms)) return undefined;
        return { path: `./${path.relative(packageRoot, path.resolve(resolveDir, module))}`, namespace: 'lazy' };
      });
      build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path: module }) => {
        const name = HEAVY_PACKAGES.find((heavy) => module === heavy || module.startsWith(`${heavy}/`)) ?? module;
        met.set(name, (met.get(name) ?? new Set()).add(module));
        return { contents: `module.exports = section(${JSON.stringify(name)})[${JSON.stringify(module)}]()` };
      });
    },
  };
}

/** A section's entry: each module by its name, evaluated when asked for. */
function sectionEntry(modules) {
  const lines = [...modules]
    .sort()
    .map((module) => `${JSON.stringify(module)}: () => require(${JSON.stringify(module)})`);
  return `module.exports = {${lines.join(', ')}}`;
}

/** A room's section: an entry of its own, not a `require` of it, so that its modules become one flat scope. */
function roomEntry(name) {
  const footer = `var room=module.exports;module.exports={${JSON.stringify(name)}:()=>room};`;
  return { entryPoints: [name], footer: { js: footer } };
}

/**
 * The section in the place of src/schema-answer.ts: what the service answers to GetProviderSchema, asked once, here. It
 * spares every process that Terraform starts for the schema alone from loading the provider.
 * @param {esbuild.BuildOptions} options
 * @returns {Promise<Buffer>}
 */
async function schemaAnswerModule(options) {
  const { outputFiles } = await esbuild.build({
    ...options,
    plugins: [],
    external: HEAVY_PACKAGES.flatMap((name) => [name, `${name}/*`]),
    entryPoints: ['src/service.ts'],
  });
  const module = { exports: {} };
  new Function('require', 'module', 'exports', outputFiles[0].text)(
    createRequire(import.meta.url),
    module,
    module.exports,
  );
  const silent = () => {};
  const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
  const service = module.exports.paletteService({}, { log, maskSecret: silent, redact: (text) => text });
  const answer = await service.get('/tfplugin6.Provider/GetProviderSchema')(Buffer.alloc(0));
  const text = JSON.stringify(answer.toString('base64'));
  return Buffer.from(
    `module.exports={${JSON.stringify(SCHEMA_ANSWER)}:()=>({schemaAnswer:()=>Buffer.from(${text},"base64")})}`,
  );
}

/**
 * Bundles the provider into its sections.
 * @param {{ entry: string, packageRoot: string }} options `entry` is the TypeScript file of the process
 * @returns {Promise<{ sections: [string, Buffer][], inputs: string[] }>} the sections by name, "main" first, and the
 *   files that they were made of, below `packageRoot`
 */
export async function bundleSections({ entry, packageRoot }) {
  const met = new Map();
  const inputs = new Set();
  const ofSource = {
    ...sectionOptions(),
    absWorkingDir: packageRoot,
    plugins: [lazySectionsPlugin(met, packageRoot)],
  };
  const sections = [];
  const bundle = async (name, options) => {
    const { outputFiles, metafile } = await esbuild.build(options);
    sections.push([name, Buffer.from(outputFiles[0].contents)]);
    for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  };
  const entryOf = (modules) => ({ contents: sectionEntry(modules), resolveDir: path.resolve(packageRoot) });
  await bundle('main', { ...ofSource, entryPoints: [entry] });
  const generated = new Map();
  if (met.has(SCHEMA_ANSWER)) generated.set(SCHEMA_ANSWER, await schemaAnswerModule(ofSource));
  // Rooms first: only they can require more of a package, or further rooms, which the loop then meets.
  for (const name of met.keys()) {
    if (generated.has(name)) sections.push([name, generated.get(name)]);
    else if (!HEAVY_PACKAGES.includes(name)) await bundle(name, { ...ofSource, ...roomEntry(name) });
  }
  for (const [name, modules] of met) {
    if (!HEAVY_PACKAGES.includes(name)) continue;
    await bundle(name, { ...sectionOptions(), absWorkingDir: packageRoot, stdin: entryOf(modules) });
  }
  for (const [name, bytes] of sections) {
    if (bytes.some((byte) => byte > 127))
      throw new Error(`Section ${name} is not ASCII: the loader reads bytes as latin1.`);
  }
  // In the order of their names, because they were met in the order in which esbuild had read them.
  const [main, ...lazy] = sections;
  return { sections: [main, ...lazy.sort(([a], [b]) => (a < b ? -1 : 1))], inputs: [...inputs] };
}
