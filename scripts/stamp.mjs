/** Skips work whose inputs did not change: a hash of their contents, kept beside the result. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Every file below `place`, or `place` itself if it is a file; nothing if it does not exist. */
function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(path.join(place, entry.name)));
}

/** @returns {string} one hash over the names and contents of all files below the given places */
export function hashOf(root, places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesBelow(path.join(root, place)))) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** True if `stampFile` was written for this hash and every one of `results` still exists. */
export function isUpToDate(stampFile, hash, results) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash && results.every((file) => existsSync(file));
}

export function writeStamp(stampFile, hash) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}
