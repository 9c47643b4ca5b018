/** Zip archives whose bytes follow from their contents alone. */
import archiver from 'archiver';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The first moment that the format can express. */
const NO_DATE = new Date('1980-01-01T00:00:00Z');

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {Buffer} bytes
 * @property {number} mode Terraform keeps it: an executable needs its bits
 */

/**
 * @param {string} file
 * @param {readonly Entry[]} entries
 */
export async function writeZip(file, entries) {
  const archive = archiver('zip', { zlib: { level: 6 } });
  for (const { name, bytes, mode } of entries) archive.append(bytes, { name, mode, date: NO_DATE });
  await Promise.all([pipeline(archive, createWriteStream(file)), archive.finalize()]);
}
