import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiPage } from './api-page';
import { ERRORS_PAGE, errorsPage } from './errors-page';
import { documentationPages } from './pages';

const docs = join(process.cwd(), 'docs');

/** Writes `docs/` and `API.md` anew. */
async function writeDocs(): Promise<void> {
  const pages = [...documentationPages(process.cwd()), [ERRORS_PAGE, await errorsPage()] as const];
  rmSync(docs, { recursive: true, force: true });
  for (const [path, text] of pages) {
    const file = join(docs, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(process.cwd(), 'API.md'), apiPage(process.cwd()));
}

void writeDocs();
