import { join } from 'node:path';
import { type BuiltProvider, buildProvider } from '../built-provider';

/** The notebook provider as one executable file, as a user would install it. */
export type NotebookExecutable = BuiltProvider;

/** Bundles the notebook provider into a temporary folder. */
export function buildNotebook(): NotebookExecutable {
  return buildProvider(join(__dirname, 'main.ts'), 'example/notebook', '1.0.0');
}
