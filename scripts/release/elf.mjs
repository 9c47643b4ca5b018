/** Linux's executable format, as far as a release needs it: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */

/** Of the file header of a 64-bit file: offsets of its fields. */
const FILE = {
  programHeaders: 32,
  sectionHeaders: 40,
  programHeaderSize: 54,
  programHeaderCount: 56,
  sectionCount: 60,
};
/** Of a program header. */
const SEGMENT = { offset: 8, sizeInFile: 32 };

export function isElf(bytes) {
  return bytes.subarray(0, 4).equals(Buffer.from('\x7fELF', 'latin1'));
}

/**
 * Leaves out what no process loads: symbols and debug information, an eighth of Node.js. Terraform hashes the executable
 * in every command. What `strip` does, for the Linux of any machine.
 * @param {Buffer} bytes an executable whose segments come before everything else, as linkers write them
 * @returns {Buffer}
 */
export function withoutSymbols(bytes) {
  const first = Number(bytes.readBigUInt64LE(FILE.programHeaders));
  const size = bytes.readUInt16LE(FILE.programHeaderSize);
  const count = bytes.readUInt16LE(FILE.programHeaderCount);
  const ends = Array.from({ length: count }, (_, index) => {
    const at = first + index * size;
    return Number(bytes.readBigUInt64LE(at + SEGMENT.offset) + bytes.readBigUInt64LE(at + SEGMENT.sizeInFile));
  });
  const trimmed = Buffer.from(bytes.subarray(0, Math.max(first + count * size, ...ends)));
  trimmed.writeBigUInt64LE(0n, FILE.sectionHeaders);
  // The count, and the number of the section with the names.
  trimmed.writeUInt32LE(0, FILE.sectionCount);
  return trimmed;
}
