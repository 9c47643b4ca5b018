const BLOCK = 512;

export interface TarEntry {
  readonly name: string;
  readonly content: string;
}

/** A ustar archive of plain files with fixed owner, mode and time, so that equal input gives equal bytes. */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, content }) => {
    const data = Buffer.from(content, 'utf8');
    return [header(name, data.length), data, Buffer.alloc(padding(data.length))];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** The content of the first file whose name matches. */
export function findTarEntry(archive: Buffer, name: RegExp): Buffer | undefined {
  let offset = 0;
  while (offset + BLOCK <= archive.length) {
    const head = archive.subarray(offset, offset + BLOCK);
    const entryName = text(head, 0, 100);
    if (entryName === '') return undefined;
    const size = parseInt(text(head, 124, 12), 8) || 0;
    if (name.test(entryName)) return archive.subarray(offset + BLOCK, offset + BLOCK + size);
    offset += BLOCK + size + padding(size);
  }
  return undefined;
}

function header(name: string, size: number): Buffer {
  const head = Buffer.alloc(BLOCK);
  head.write(name, 0, 100, 'utf8');
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  // The checksum counts its own field as blanks.
  head.write('        0', 148);
  head.write('ustar\0' + '00', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function text(head: Buffer, start: number, length: number): string {
  const field = head.toString('utf8', start, start + length);
  const end = field.indexOf('\0');
  return end === -1 ? field : field.slice(0, end);
}
