/** What the licences of bundled packages ask to be passed on with the code: their texts and their notices. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** SPDX names of licences that ask for no more than their text beside the code. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const LICENSE_FILE = /^(licen[sc]e|copying)(-[\w.]+)?(\.(md|txt))?$/i;
const NOTICE_FILE = /^(copyright-?)?notice(\.(md|txt))?$/i;

/** @typedef {import('./bundled-packages.mjs').BundledPackage} BundledPackage */
/** @typedef {[title: string, text: string]} LicenseText */

/**
 * @param {readonly BundledPackage[]} packages
 * @param {string} root
 * @returns {LicenseText[]} by name and version, each package once
 * @throws Error that names every package whose licence is not allowed, or whose text is nowhere
 */
export function licenseTexts(packages, root) {
  const problems = packages.flatMap((one) => problemsOf(one, packages, root));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const texts = packages.map((one) => [
    `${one.name} ${one.version} (${one.license})`,
    textOf(one, packages, root).join('\n\n'),
  ]);
  // The same version in two places is one package.
  const unique = new Map(texts.map((text) => [text.join('\n'), text]));
  return [...unique.keys()].sort().map((key) => unique.get(key));
}

function problemsOf(one, packages, root) {
  const title = `The package ${one.name} ${one.version} (${one.place}) is bundled, but`;
  const problems = [];
  if (!ALLOWED.includes(one.license)) {
    const license = one.license === undefined ? 'it names no license' : `its license is "${one.license}"`;
    problems.push(
      `${title} ${license}. Allowed: ${ALLOWED.join(', ')}. Do without the package, or read what its license asks for, ` +
        'do that, and add it to ALLOWED in scripts/license-texts.mjs.',
    );
  }
  if (textOf(one, packages, root).length === 0) {
    problems.push(
      `${title} neither it nor a bundled package of the same repository has a file with the text of its license ` +
        '(LICENSE, LICENCE or COPYING), which every copy of the code must come with. Do without the package, or take a ' +
        'version that has the file.',
    );
  }
  return problems;
}

/** Empty without a licence's text. Repositories with many packages forget the file in some, though one holds for all. */
function textOf(one, packages, root) {
  const own = filesOf(one, root);
  if (hasLicense(own)) return own.map((file) => read(root, file));
  const sibling = packages.find(
    (other) =>
      one.repository !== undefined &&
      other.repository === one.repository &&
      other.license === one.license &&
      hasLicense(filesOf(other, root)),
  );
  if (sibling === undefined) return [];
  const borrowed = filesOf(sibling, root).filter((file) => path.posix.dirname(file) === sibling.place);
  const origin = `The package has no file with its license. That of ${sibling.name}, from the same repository:`;
  return [origin, ...[...own, ...borrowed].map((file) => read(root, file))];
}

/** A file in a folder of a package holds for what is below: undici has one for its fetch(). */
function filesOf({ folders }, root) {
  return folders.flatMap((folder) =>
    namesIn(path.join(root, folder))
      .filter((name) => LICENSE_FILE.test(name) || NOTICE_FILE.test(name))
      .map((name) => `${folder}/${name}`),
  );
}

function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function hasLicense(files) {
  return files.some((file) => LICENSE_FILE.test(path.posix.basename(file)));
}

function read(root, file) {
  const text = readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');
  return text.replace(/^\s*\n/, '').trimEnd();
}

/** @returns {string} the licence of whatever is in a folder */
export function licenseIn(folder) {
  const file = namesIn(folder).find((name) => LICENSE_FILE.test(name));
  if (file === undefined) throw new Error(`There is no license in ${folder}.`);
  return read(folder, file);
}

/**
 * @param {readonly LicenseText[]} texts
 * @returns {string} one document
 */
export function licenseDocument(texts) {
  const rule = '='.repeat(80);
  return texts.map(([title, text]) => `${rule}\n${title}\n${rule}\n\n${text}\n`).join('\n');
}
