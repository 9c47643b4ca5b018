import type { Provider, Schema } from '../../../src/bridge/framework';
import { serveProvider } from '../../../src/bridge/serve-provider';
import { type AwsAccount, accountOf } from './account';
import { standInDataSource } from './data-source';
import { frameworkSchema } from './framework-schema';
import type { Members } from './invention';
import { standInResource } from './resource';
import { mapMembers, type SchemaDocument } from './schema-document';

/** Serves a schema to Terraform in the name of hashicorp/aws. */
export function serveAws(document: SchemaDocument): Promise<void> {
  const provider: Provider<Schema, AwsAccount> = {
    schema: frameworkSchema(document.provider, 'argument'),
    issuesUrl: 'https://aws-stand-in.example/issues',
    configure: ({ config }) => accountOf(config as Members),
    resources: mapMembers(document.resource_schemas, (json, type) => standInResource(type, json)),
    dataSources: mapMembers(document.data_source_schemas, (json, type) => standInDataSource(type, json)),
  };
  return serveProvider(provider, {
    address: 'registry.terraform.io/hashicorp/aws',
    debug: process.argv.includes('--debug'),
    print: (line) => console.log(line),
  });
}
