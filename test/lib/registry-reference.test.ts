import { TerraformVariable } from 'cdktf';
import { type IOciHelmRegistry, OciHelmRegistry, PaletteProviderBinding, RegistryAuth } from '../../lib';
import { newStack, resolve, synthesize } from './synthesized';

test('a registry that exists is read by its uid and gives what a managed one gives', () => {
  const stack = newStack();
  const registry = OciHelmRegistry.fromRegistryId(stack, 'harbor', '6512f0c4a0b1c2d3e4f50617');
  const { registryId, registryName, endpoint, syncStatus } = registry;
  expect(resolve(stack, [registryId, registryName, endpoint, syncStatus])).toEqual([
    '${data.palette_oci_registry.harbor_BACF2300.id}',
    '${data.palette_oci_registry.harbor_BACF2300.name}',
    '${data.palette_oci_registry.harbor_BACF2300.endpoint}',
    '${data.palette_oci_registry.harbor_BACF2300.sync_status}',
  ]);
  expect(synthesize(stack)).toMatchObject({
    data: { palette_oci_registry: { harbor_BACF2300: { id: '6512f0c4a0b1c2d3e4f50617' } } },
  });
  expect(synthesize(stack).resource).toBeUndefined();
});

test('it is read by its name, from the provider that was given', () => {
  const stack = newStack();
  const provider = new PaletteProviderBinding(stack, 'palette', { alias: 'eu' });
  OciHelmRegistry.fromRegistryName(stack, 'harbor', 'charts ${of} all', { provider });
  expect(synthesize(stack).data).toEqual({
    palette_oci_registry: { harbor_BACF2300: { name: 'charts ${of} all', provider: 'palette.eu' } },
  });
});

test('uid and name may be tokens', () => {
  const stack = newStack();
  const { stringValue } = new TerraformVariable(stack, 'harbor', { type: 'string' });
  OciHelmRegistry.fromRegistryId(stack, 'a', stringValue);
  OciHelmRegistry.fromRegistryName(stack, 'b', stringValue);
  expect(synthesize(stack).data).toEqual({
    palette_oci_registry: { a_1524EB34: { id: '${var.harbor}' }, b_C3BBCC65: { name: '${var.harbor}' } },
  });
});

test.each([
  ['registryId', () => OciHelmRegistry.fromRegistryId(newStack(), 'harbor', '')],
  ['registryName', () => OciHelmRegistry.fromRegistryName(newStack(), 'harbor', '')],
])('an empty %s is refused', (prop, refer) => {
  expect(refer).toThrow(
    new Error(
      `"stack/harbor" cannot be built from these props:\n  '${prop}' ("") must not be empty. Write what Palette shows for the registry.`,
    ),
  );
});

test('what takes a registry takes a managed one and one that exists', () => {
  const stack = newStack();
  const auth = RegistryAuth.anonymous();
  const registries: IOciHelmRegistry[] = [
    new OciHelmRegistry(stack, 'a', { endpoint: 'https://harbor.example.com', auth, synchronization: false }),
    OciHelmRegistry.fromRegistryId(stack, 'b', 'uid-1'),
  ];
  expect(registries.map(({ node }) => node.path)).toEqual(['stack/a', 'stack/b']);
});
