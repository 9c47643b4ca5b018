import {
  type AttributeJson,
  type BlockJson,
  type BodyJson,
  type SchemaDocument,
  type SchemaJson,
  mapMembers,
} from './schema-document';

/**
 * What the generator of the bindings drops, of the types in use: whether a value is sensitive or write-only, what is
 * deprecated, limits of blocks other than 1, versions. The test that compares the rebuilt schema with the real one names
 * what is missing here.
 */
const LOST: Readonly<Record<string, Partial<AttributeJson> | Pick<BlockJson, 'max_items'>>> = {
  'aws_ecr_repository.image_tag_mutability_exclusion_filter': { max_items: 5 },
  'aws_iam_access_key.secret': { sensitive: true },
  'aws_iam_access_key.ses_smtp_password_v4': { sensitive: true },
  'data.aws_iam_policy_document.override_json': { deprecated: true },
  'data.aws_iam_policy_document.source_json': { deprecated: true },
  'aws_iam_role.managed_policy_arns': { deprecated: true },
  'aws_networkfirewall_rule_group.rule_group.reference_sets.ip_set_references': { max_items: 5 },
  'data.aws_region.name': { deprecated: true },
  'aws_secretsmanager_secret_version.secret_binary': { sensitive: true },
  'aws_secretsmanager_secret_version.secret_string': { sensitive: true },
  'aws_secretsmanager_secret_version.secret_string_wo': { sensitive: true, write_only: true },
  'aws_ssm_parameter.value': { sensitive: true },
  'aws_ssm_parameter.value_wo': { sensitive: true, write_only: true },
  'data.aws_vpc_endpoint_service.region': { deprecated: true },
};

const DEPRECATED_BLOCKS: ReadonlySet<string> = new Set(['aws_iam_role.inline_policy']);
const VERSIONS: Readonly<Record<string, number>> = { aws_security_group: 1 };

/** The document with what was lost put back. */
export function restoreLost(document: SchemaDocument): SchemaDocument {
  return {
    provider: document.provider,
    resource_schemas: restoreAll('', document.resource_schemas),
    data_source_schemas: restoreAll('data.', document.data_source_schemas),
  };
}

function restoreAll(prefix: string, schemas: Readonly<Record<string, SchemaJson>>): Record<string, SchemaJson> {
  return Object.fromEntries(
    Object.entries(schemas).map(([type, { version, block }]) => [
      type,
      { version: VERSIONS[prefix + type] ?? version, block: restoreBody(block, prefix + type) },
    ]),
  );
}

function restoreBody(body: BodyJson, at: string): BodyJson {
  const { attributes, block_types: blocks } = body;
  return {
    ...(attributes && {
      attributes: mapMembers(attributes, (attribute, name) => ({ ...attribute, ...LOST[`${at}.${name}`] })),
    }),
    ...(blocks && {
      block_types: mapMembers(blocks, (block, name) => restoreBlock(block, `${at}.${name}`)),
    }),
    ...(DEPRECATED_BLOCKS.has(at) && { deprecated: true }),
  };
}

function restoreBlock(block: BlockJson, at: string): BlockJson {
  return { ...block, ...LOST[at], block: restoreBody(block.block, at) };
}
