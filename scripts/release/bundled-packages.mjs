/** Which npm packages are inside the bundle, by the files that it was made of. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license SPDX expression
 * @property {string} place its folder below the project's root, as package-lock.json names it
 * @property {string[]} dependencies places of those that are bundled, too
 */

const FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * @param {readonly string[]} inputs files below `root`
 * @param {string} root
 * @returns {BundledPackage[]} by name
 */
export function bundledPackages(inputs, root) {
  const places = new Set(inputs.flatMap((input) => FOLDER.exec(input)?.[1] ?? []));
  const packages = [...places].map((place) => {
    const { name, version, license, dependencies } = JSON.parse(
      readFileSync(path.join(root, place, 'package.json'), 'utf8'),
    );
    const found = Object.keys(dependencies ?? {}).flatMap((dependency) => placeOf(dependency, place, places) ?? []);
    return { name, version, license, place, dependencies: found.sort() };
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

/**
 * What the licences ask to be passed on with the code.
 * @param {readonly BundledPackage[]} packages
 * @param {{ root: string, node: string }} folders `node`: the npm package with Node.js
 * @returns {string}
 */
export function licenseTexts(packages, { root, node }) {
  const parts = [
    ['This provider', readLicense(root)],
    ['Node.js, which is inside the executable', readLicense(node)],
    ...packages.map(({ name, version, license, place }) => [
      `${name} ${version} (${license})`,
      readLicense(path.join(root, place)) ?? `No text in the package. License: ${license}.`,
    ]),
  ];
  const rule = '='.repeat(80);
  return parts.map(([title, text]) => `${rule}\n${title}\n${rule}\n\n${text.trim()}\n`).join('\n');
}

function readLicense(folder) {
  const file = readdirSync(folder).find((name) => /^licen[sc]e(\.(md|txt))?$/i.test(name));
  return file && existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : undefined;
}
