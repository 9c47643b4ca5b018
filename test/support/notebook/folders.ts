import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformFolder } from '../terraform';
import { buildNotebook, type NotebookExecutable } from './executable';

/** A folder in which the real Terraform manages notes. */
export class NotebookFolder extends TerraformFolder {
  /** What is written on a shelf, whatever Terraform believes. */
  notes(shelf = 'notes'): Record<string, unknown>[] {
    return this.noteFiles(shelf).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
  }

  noteFiles(shelf = 'notes'): string[] {
    return readdirSync(join(this.path, shelf)).map((file) => join(this.path, shelf, file));
  }

  /** Somebody throws all notes away. */
  deleteNotes(): void {
    for (const file of this.noteFiles()) rmSync(file);
  }

  /** Somebody else writes on the only note. */
  scribble(changes: object): void {
    const [file] = this.noteFiles();
    writeFileSync(file!, JSON.stringify({ ...JSON.parse(readFileSync(file!, 'utf8')), ...changes }));
  }

  main(config: string): this {
    return this.write('main.tf', config);
  }
}

/** Builds the notebook provider for a test file, gives each test folders of its own, and takes everything away again. */
export function useNotebook() {
  let provider: NotebookExecutable;
  let folders: NotebookFolder[] = [];
  beforeAll(() => void (provider = buildNotebook()));
  afterEach(() => {
    for (const folder of folders) folder.remove();
    folders = [];
  });
  afterAll(() => provider.remove());
  return {
    /** An initialized folder with this `main.tf`. */
    async folder(config: string): Promise<NotebookFolder> {
      const folder = new NotebookFolder([provider]).main(config);
      folders.push(folder as NotebookFolder);
      await folder.init();
      return folder;
    },
    get executable(): string {
      return provider.file;
    },
  };
}

/** How Terraform speaks of a provider's mistakes; ours must have spoken before. */
export const BLAME =
  /inconsistent|invalid plan|invalid object|Provider (produced|returned)|Plugin error|panic|rpc error/i;
