import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiPage } from './api-page';
import { ERRORS_PAGE, errorsPage } from './errors-page';
import { documentationPages, GENERATED_FOLDERS } from './pages';

const docs = join(process.cwd(), 'docs');

/** Writes the generated pages of `docs/` anew. */
async function writeDocs(): Promise<void> {
  const pages = [...documentationPages(process.cwd()), [ERRORS_PAGE, await errorsPage()] as const];
  for (const folder of GENERATED_FOLDERS) rmSync(join(docs, folder), { recursive: true, force: true });
  for (const [path, text] of pages) {
    const file = join(docs, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(docs, 'api.md'), apiPage(process.cwd()));
}

void writeDocs();
