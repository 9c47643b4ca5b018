/** Numbers that the three formats have for a kind of processor. */
const ELF_MACHINES: Readonly<Record<number, string>> = { 0x3e: 'x86-64', 0xb7: 'AArch64' };
const MACH_O_PROCESSORS: Readonly<Record<number, string>> = { 0x01000007: 'x86-64', 0x0100000c: 'ARM64' };
const PE_MACHINES: Readonly<Record<number, string>> = { 0x8664: 'x86-64', 0xaa64: 'ARM64' };

/** Which operating systems and processors an executable is for, by its first bytes: "ELF x86-64". */
export function formatOf(bytes: Buffer): string {
  if (bytes.readUInt32BE(0) === 0x7f454c46) return `ELF ${ELF_MACHINES[bytes.readUInt16LE(18)]}`;
  if (bytes.readUInt32LE(0) === 0xfeedfacf) return `Mach-O ${MACH_O_PROCESSORS[bytes.readUInt32LE(4)]}`;
  const header = bytes.readUInt32LE(0x3c);
  if (bytes.toString('latin1', 0, 2) === 'MZ' && bytes.toString('latin1', header, header + 4) === 'PE\0\0') {
    return `PE ${PE_MACHINES[bytes.readUInt16LE(header + 4)]}`;
  }
  return `unknown: ${bytes.subarray(0, 8).toString('hex')}`;
}
