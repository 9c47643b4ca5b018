/** Which npm packages are inside a bundle, by the files that it was made of. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} license SPDX expression
 * @property {string | undefined} repository where its source is
 * @property {string} place its folder below the project's root, as package-lock.json names it
 * @property {string[]} folders its folder, and those below it on the way to what is bundled
 * @property {string[]} dependencies places of those that are bundled, too
 */

const FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * @param {readonly string[]} inputs files below `root`
 * @param {string} root
 * @returns {BundledPackage[]} by place
 */
export function bundledPackages(inputs, root) {
  const foldersOf = new Map();
  for (const input of inputs) {
    const place = FOLDER.exec(input)?.[1];
    if (place === undefined) continue;
    const folders = foldersOf.get(place) ?? new Set([place]);
    foldersOf.set(place, folders);
    for (let folder = path.posix.dirname(input); folder !== place; folder = path.posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  const packages = [...foldersOf].map(([place, folders]) => {
    const { name, version, license, repository, dependencies } = JSON.parse(
      readFileSync(path.join(root, place, 'package.json'), 'utf8'),
    );
    const found = Object.keys(dependencies ?? {}).flatMap((dependency) => placeOf(dependency, place, foldersOf) ?? []);
    return {
      name,
      version,
      license,
      repository: repository?.url ?? repository,
      place,
      folders: [...folders].sort(),
      dependencies: found.sort(),
    };
  });
  return packages.sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** Where Node.js would find a dependency: beside the package that asks, or further out. */
function placeOf(dependency, asking, places) {
  for (let outer = asking; ; outer = outer.slice(0, outer.lastIndexOf('/node_modules/'))) {
    const nested = `${outer}/node_modules/${dependency}`;
    if (places.has(nested)) return nested;
    if (!outer.includes('/node_modules/')) break;
  }
  const top = `node_modules/${dependency}`;
  return places.has(top) ? top : undefined;
}
