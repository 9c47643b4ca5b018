import { compileSections } from './compiled-code.mjs';
import { assemble } from './launcher.mjs';
import { bundleSections } from './sections.mjs';

/** Loaded by what few do, a probe, and big when compiled: 2 MB. */
const RARELY_LOADED = ['./src/oci', '@aws-sdk/client-ecr'];

/**
 * Bundles the provider into one executable file.
 * @param {{ entry: string, packageRoot: string }} options `entry` is the TypeScript file of the process
 * @returns {Promise<{ bytes: Buffer, sections: Record<string, number>, inputs: string[] }>} the executable, each section's
 *   size, and the files that they were made of, below `packageRoot`
 */
export async function bundleProvider(options) {
  const { sections, inputs } = await bundleSections(options);
  const compiled = compileSections(sections.filter(([name]) => !RARELY_LOADED.includes(name)));
  return {
    bytes: assemble(sections, compiled),
    sections: Object.fromEntries(sections.map(([name, bytes]) => [name, bytes.length])),
    inputs,
  };
}
