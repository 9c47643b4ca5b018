import { type DataSource, type Schema, UNKNOWN, type Value } from '../../../src/bridge/framework';
import type { AwsAccount } from './account';
import { frameworkSchema } from './framework-schema';
import { Invention, type Members } from './invention';
import type { SchemaJson } from './schema-document';

/** A data source that only its schema describes: what the configuration leaves open is made up. */
export function standInDataSource(type: string, json: SchemaJson): DataSource<Schema, AwsAccount> {
  const schema = frameworkSchema(json, 'argument');
  return {
    schema,
    async read({ config }, aws) {
      const open: Record<string, Value> = { ...(config as Members) };
      for (const [name, { computed }] of Object.entries(json.block.attributes ?? {})) {
        if (computed && open[name] === null) open[name] = UNKNOWN;
      }
      return new Invention(`data.${type}`, json.block, open, aws).settle();
    },
  };
}
