import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaDocument } from './schema-document';

export type TypeSchemas = Pick<SchemaDocument, 'resource_schemas' | 'data_source_schemas'>;

/**
 * The real schema of the types that the constructs use, as facts (`aws-schema.facts.json`): what
 * `terraform providers schema -json` says of hashicorp/aws 6.25.0, from github.com/lonegunmanb/terraform-aws-schema (MIT).
 * Texts were cut there by the key "description", and with them every attribute of that name: compare by
 * {@link withoutDescriptions}.
 */
export function loadFacts(): TypeSchemas {
  return JSON.parse(readFileSync(join(__dirname, 'aws-schema.facts.json'), 'utf8')) as TypeSchemas;
}

/** The same parts of what `terraform providers schema -json` prints. */
export function readSchemas(text: string): TypeSchemas {
  const { provider_schemas: schemas } = JSON.parse(text) as {
    provider_schemas: Readonly<Record<string, TypeSchemas | undefined>>;
  };
  const { resource_schemas = {}, data_source_schemas = {} } = schemas['registry.terraform.io/hashicorp/aws'] ?? {};
  return { resource_schemas, data_source_schemas };
}

/** A copy without members named "description" and what only Terraform adds to one, however deep. */
export function withoutDescriptions<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(
      Object.entries(member).filter(([name]) => name !== 'description' && name !== 'description_kind'),
    );
  }) as T;
}
