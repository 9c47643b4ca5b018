import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the shelf knows of a note; everything else only lives in Terraform's state. */
export interface StoredNote {
  readonly id: string | null;
  readonly title: string;
  readonly text: string | null;
  readonly pages: number | null;
  readonly changes: number | null;
  readonly token: string | null;
  /** Who wrote it last, by the private state of the resource. */
  readonly writer?: unknown;
}

/** Where notes are kept: a folder with one JSON file a note. */
export class Shelf {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  newId(): string {
    return randomUUID();
  }

  async write({ id, title, text, pages, changes, token, writer }: StoredNote): Promise<void> {
    writeFileSync(this.file(id ?? ''), JSON.stringify({ id, title, text, pages, changes, token, writer }));
  }

  async read(fileId: string): Promise<Omit<StoredNote, 'writer'> | null> {
    try {
      const { id, title, text, pages, changes, token } = JSON.parse(
        readFileSync(this.file(fileId), 'utf8'),
      ) as StoredNote;
      return { id, title, text, pages, changes, token };
    } catch {
      return null;
    }
  }

  async remove(id: string): Promise<void> {
    rmSync(this.file(id), { force: true });
  }

  private file(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
