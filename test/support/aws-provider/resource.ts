import {
  isUnknown,
  type ModifyPlanRequest,
  pathTo,
  type Resource,
  type Schema,
  UNKNOWN,
  type ValidateRequest,
  type Value,
} from '../../../src/bridge/framework';
import type { AwsAccount } from './account';
import { frameworkSchema } from './framework-schema';
import { Invention, type Members } from './invention';
import type { SchemaJson } from './schema-document';

/** A resource that only its schema describes: applying it makes up what AWS would answer; state is all that it has. */
export function standInResource(type: string, json: SchemaJson): Resource<Schema, AwsAccount> {
  const settle = (planned: object, aws: AwsAccount) =>
    new Invention(type, json.block, planned as Members, aws).settle();
  return {
    schema: frameworkSchema(json, 'resource'),
    validate: checkPolicies,
    modifyPlan: planEarly,
    create: async ({ plan }, aws) => settle(plan, aws),
    read: async ({ state }) => state,
    update: async ({ plan }, aws) => settle(plan, aws),
    delete: async () => {},
    import: async ({ id }) => ({ id }),
  };
}

const POLICIES: ReadonlySet<string> = new Set(['policy', 'assume_role_policy']);

/** The real provider parses policies while it validates. */
function checkPolicies({ config, diagnostics }: ValidateRequest<Schema>): void {
  for (const [name, value] of Object.entries(config)) {
    if (!POLICIES.has(name) || typeof value !== 'string' || isJsonObject(value)) continue;
    diagnostics.error('Invalid JSON Policy', `"${name}" contains an invalid JSON policy: ${value}`, pathTo(name));
  }
}

function isJsonObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

/** Two computed values are known while planning: the region, and tags together with those of the provider block. */
function planEarly({ config, planned }: ModifyPlanRequest<Schema>, aws: AwsAccount): void {
  const [plan, written] = [planned as Record<string, Value>, config as Members];
  if ('region' in plan && isUnknown(plan['region']) && written['region'] === null) plan['region'] = aws.region;
  if (!('tags_all' in plan) || written['tags_all'] !== null) return;
  const tags = plan['tags'] ?? null;
  plan['tags_all'] = isUnknown(tags) ? UNKNOWN : { ...aws.defaultTags, ...(tags as Readonly<Record<string, string>>) };
}
