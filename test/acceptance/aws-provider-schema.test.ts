import { readFileSync } from 'node:fs';
import { boundProviderVersion } from '../support/aws-provider';
import { loadFacts, readSchemas, withoutDescriptions } from '../support/aws-provider/real-schema';
import { schemaFromBindings } from '../support/aws-provider/schema-from-bindings';
import { DATA_SOURCE_TYPES, RESOURCE_TYPES } from '../support/aws-provider/types';

const facts = loadFacts();
const realResources = Object.keys(facts.resource_schemas);
const realDataSources = Object.keys(facts.data_source_schemas);
const rebuilt = withoutDescriptions(schemaFromBindings(realResources, realDataSources));

test('the installed bindings are those of the version that the facts describe', () => {
  expect(boundProviderVersion()).toBe('6.25.0');
});

describe('rebuilt from the bindings, the schema is the real one', () => {
  it.each(realResources)('of resource %s', (type) =>
    expect(rebuilt.resource_schemas[type]).toEqual(facts.resource_schemas[type]),
  );

  it.each(realDataSources)('of data source %s', (type) =>
    expect(rebuilt.data_source_schemas[type]).toEqual(facts.data_source_schemas[type]),
  );
});

test('of the types that the stand-in serves, only these have no facts to compare with', () => {
  const unknown = (types: readonly string[], real: readonly string[]) => types.filter((type) => !real.includes(type));
  expect(unknown(RESOURCE_TYPES, realResources)).toEqual([
    'aws_ecr_pull_through_cache_rule',
    'aws_iam_group_policy_attachment',
    'aws_vpc',
  ]);
  expect(unknown(DATA_SOURCE_TYPES, realDataSources)).toEqual([]);
});

const original = process.env['AWS_PROVIDER_SCHEMA'];
(original === undefined ? it.skip : it)('the facts are those of the original document, AWS_PROVIDER_SCHEMA', () => {
  expect(loadFacts()).toEqual(readSchemas(readFileSync(String(original), 'utf8')));
});
