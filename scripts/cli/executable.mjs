import * as esbuild from 'esbuild';

/**
 * Bundles the command `palette-oci` into one executable file.
 * @param {{ packageRoot: string }} options
 * @returns {Promise<{ bytes: Uint8Array, inputs: string[] }>} the file, and those that it was made of, below `packageRoot`
 */
export async function bundleCli({ packageRoot }) {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: packageRoot,
    entryPoints: ['src/cli/bin.ts'],
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // An uncaught error shows the line it came from: not 100 KB of it.
    lineLimit: 160,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    metafile: true,
    banner: { js: '#!/usr/bin/env node' },
  });
  return { bytes: outputFiles[0].contents, inputs: Object.keys(metafile.inputs) };
}
