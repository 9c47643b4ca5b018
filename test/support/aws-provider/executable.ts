import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltProvider, buildProvider } from '../built-provider';
import { boundProviderVersion } from './binding-source';
import { schemaFromBindings } from './schema-from-bindings';
import { DATA_SOURCE_TYPES, RESOURCE_TYPES } from './types';

/** The stand-in as one executable file, in the version that the installed bindings were generated from. */
export function buildAwsProvider(): BuiltProvider {
  const folder = mkdtempSync(join(tmpdir(), 'aws-schema-'));
  const entry = join(folder, 'main.ts');
  const document = schemaFromBindings(RESOURCE_TYPES, DATA_SOURCE_TYPES);
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(document));
  const serve = JSON.stringify(join(__dirname, 'serve'));
  writeFileSync(
    entry,
    `import { serveAws } from ${serve};\nimport schema from './schema.json';\nvoid serveAws(schema);\n`,
  );
  try {
    return buildProvider(entry, 'hashicorp/aws', boundProviderVersion());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
