import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Whoever waits for the file sees it whole or not at all. */
export function writeFileAtomically(file: string, content: string | Buffer, mode: number): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, content, { mode });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
