import { Testing } from 'cdktf';
import { DataAwsTrust, DataOciRegistries, DataOciRegistryCharts } from '../../../lib';
import { newStack, resolve, synthesize } from '../synthesized';

test('DataOciRegistries takes filters, or none', () => {
  const stack = newStack();
  new DataOciRegistries(stack, 'all');
  new DataOciRegistries(stack, 'own', { type: 'ecr', providerType: 'helm', scope: 'tenant' });
  expect(synthesize(stack).data).toEqual({
    palette_oci_registries: { all: {}, own: { type: 'ecr', provider_type: 'helm', scope: 'tenant' } },
  });
});

test('the registries of DataOciRegistries are read by index, or all at once', () => {
  const stack = newStack();
  const { registries } = new DataOciRegistries(stack, 'all');
  const first = registries.get(0);
  const references = {
    id: first.id,
    name: first.name,
    type: first.type,
    provider_type: first.providerType,
    endpoint: first.endpoint,
    private: first.private,
    is_default: first.isDefault,
    sync_status: first.syncStatus,
    last_run_time: first.lastRunTime,
    last_synced_time: first.lastSyncedTime,
  };
  expect(resolve(stack, references)).toEqual(
    Object.fromEntries(
      Object.keys(references).map((name) => [name, `\${data.palette_oci_registries.all.registries[0].${name}}`]),
    ),
  );
  expect(resolve(stack, registries)).toBe('${data.palette_oci_registries.all.registries}');
});

test('DataOciRegistryCharts gives charts with their versions', () => {
  const stack = newStack();
  const { charts } = new DataOciRegistryCharts(stack, 'here', { registryId: 'uid-1', name: 'redis' });
  expect(synthesize(stack).data).toEqual({
    palette_oci_registry_charts: { here: { registry_id: 'uid-1', name: 'redis' } },
  });
  const chart = charts.get(2);
  const at = 'data.palette_oci_registry_charts.here.charts[2]';
  expect(resolve(stack, [chart.name, chart.displayName, chart.versions])).toEqual([
    `\${${at}.name}`,
    `\${${at}.display_name}`,
    `\${${at}.versions}`,
  ]);
});

test('DataAwsTrust gives what a role must trust', () => {
  const stack = newStack();
  const trust = new DataAwsTrust(stack, 'gov', { partition: 'aws-us-gov' });
  expect(synthesize(stack).data).toEqual({ palette_aws_trust: { gov: { partition: 'aws-us-gov' } } });
  const references = {
    partition: trust.partition,
    account_id: trust.accountId,
    external_id: trust.externalId,
    principal_arn: trust.principalArn,
    trust_policy: trust.trustPolicy,
  };
  expect(resolve(stack, references)).toEqual(
    Object.fromEntries(Object.keys(references).map((name) => [name, `\${data.palette_aws_trust.gov.${name}}`])),
  );
});

test('HCL has the same arguments', () => {
  const stack = newStack();
  new DataOciRegistries(stack, 'own', { scope: 'tenant' });
  new DataOciRegistryCharts(stack, 'here', { registryId: 'uid-1' });
  new DataAwsTrust(stack, 'trust');
  const hcl = Testing.synthHcl(stack);
  expect(hcl).toContain('data "palette_oci_registries" "own" {\nscope = "tenant"\n}');
  expect(hcl).toContain('data "palette_oci_registry_charts" "here" {\nregistry_id = "uid-1"\n}');
  expect(hcl).toContain('data "palette_aws_trust" "trust" {\n}');
});
