import { Testing } from 'cdktf';
import { OciRegistry, OciRegistrySync } from '../../../lib';
import { newStack, resolve, synthesize, synthesizePart } from '../synthesized';

test('only what is set is rendered', () => {
  expect(synthesizePart('resource', (stack) => new OciRegistrySync(stack, 'now', { registryId: 'uid-1' }))).toEqual({
    palette_oci_registry_sync: { now: { registry_id: 'uid-1' } },
  });
});

test('a synchronization follows a registry, with everything set', () => {
  const stack = newStack();
  const registry = new OciRegistry(stack, 'charts', { name: 'a', endpoint: 'b', basic: {} });
  new OciRegistrySync(stack, 'now', {
    registryId: registry.id,
    triggers: { chart: '1.2.0' },
    force: true,
    timeouts: { create: '15m' },
    dependsOn: [registry],
  });
  expect(synthesize(stack).resource).toMatchObject({
    palette_oci_registry_sync: {
      now: {
        registry_id: '${palette_oci_registry.charts.id}',
        triggers: { chart: '1.2.0' },
        force: true,
        timeouts: { create: '15m' },
        depends_on: ['palette_oci_registry.charts'],
      },
    },
  });
});

test('HCL has a map of triggers and a block of timeouts', () => {
  const stack = newStack();
  new OciRegistrySync(stack, 'now', { registryId: 'uid-1', triggers: { chart: '1' }, timeouts: { create: '15m' } });
  expect(Testing.synthHcl(stack)).toContain(`resource "palette_oci_registry_sync" "now" {
registry_id = "uid-1"
triggers = {
chart = "1"
}
timeouts {
create = "15m"
}
}`);
});

test('computed attributes are references', () => {
  const stack = newStack();
  const sync = new OciRegistrySync(stack, 'now', { registryId: 'uid-1' });
  const references = {
    id: sync.id,
    registry_id: sync.registryId,
    force: sync.force,
    status: sync.status,
    message: sync.message,
    last_run_time: sync.lastRunTime,
    last_synced_time: sync.lastSyncedTime,
  };
  expect(resolve(stack, references)).toEqual(
    Object.fromEntries(Object.keys(references).map((name) => [name, `\${palette_oci_registry_sync.now.${name}}`])),
  );
});
