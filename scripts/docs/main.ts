import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentationPages } from './pages';

/** Writes `docs/` anew. */
const docs = join(process.cwd(), 'docs');
rmSync(docs, { recursive: true, force: true });
for (const [path, text] of documentationPages(process.cwd())) {
  const file = join(docs, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
