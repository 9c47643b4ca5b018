import {
  attribute,
  block,
  type Attribute,
  type Block,
  type Schema,
  type SchemaShape,
} from '../../../src/bridge/framework';
import { type AttributeJson, type BlockJson, type BodyJson, type SchemaJson, mapMembers } from './schema-document';

/** `argument` for what has no state: the provider's own arguments and data sources. */
export type SchemaUse = 'argument' | 'resource';

interface Use {
  readonly kind: SchemaUse;
  /** A plan would not show a changed write-only value if no computed value were left open. */
  readonly keepsComputed: boolean;
}

/**
 * Arguments that AWS cannot change on an existing object. No schema says so: these are read off the real provider's
 * documentation for the types in use. Names of users and of DNS firewall rules could be changed there; here they replace.
 */
const REPLACING: ReadonlySet<string> = new Set([
  'capacity',
  'ecr_repository_prefix',
  'group',
  'name',
  'name_prefix',
  'path',
  'policy_arn',
  'region',
  'repository',
  'role',
  'security_group_id',
  'service_name',
  'user',
  'vpc_endpoint_id',
  'vpc_endpoint_type',
  'vpc_id',
]);

/** A schema as data becomes a schema of the framework. */
export function frameworkSchema(json: SchemaJson, use: SchemaUse): Schema {
  const keepsComputed = use === 'resource' && !holdsWriteOnly(json.block);
  const shape = shapeOf(json.block, { kind: use, keepsComputed }, true);
  return { description: 'As in the real one.', version: json.version, ...shape };
}

function holdsWriteOnly({ attributes = {}, block_types: blocks = {} }: BodyJson): boolean {
  return (
    Object.values(attributes).some(({ write_only: writeOnly }) => writeOnly) ||
    Object.values(blocks).some(({ block: inner }) => holdsWriteOnly(inner))
  );
}

function shapeOf({ attributes = {}, block_types: blocks = {} }: BodyJson, use: Use, isTop: boolean): SchemaShape {
  return {
    attributes: mapMembers(attributes, (json, name) => attributeOf(json, use, isTop && REPLACING.has(name))),
    blocks: mapMembers(blocks, (json, name) => blockOf(json, use, isTop && name === 'timeouts')),
  };
}

function attributeOf(json: AttributeJson, use: Use, isReplacing: boolean): Attribute {
  const { required, optional, computed, sensitive, write_only: writeOnly, deprecated } = json;
  return attribute.object(
    { type: json.type },
    {
      description: 'As in the real one.',
      required,
      optional,
      computed,
      sensitive,
      writeOnly,
      ...(deprecated && { deprecated: 'It is deprecated in the real one.' }),
      // The real provider is of an SDK that plans no new computed values for an update.
      ...(use.keepsComputed && computed && { keepPriorState: true }),
      ...(use.kind === 'resource' && isReplacing && { replace: true }),
    },
  );
}

function blockOf({ nesting_mode: nesting, min_items, max_items, block: body }: BlockJson, use: Use, local: boolean) {
  const options = {
    description: 'As in the real one.',
    minItems: min_items,
    maxItems: max_items,
    ...(body.deprecated && { deprecated: 'It is deprecated in the real one.' }),
    ...(local && { local: true as const }),
  };
  return block(nesting, shapeOf(body, use, false), options) as Block;
}
