import { TerraformCount, TerraformIterator, Testing } from 'cdktf';
import { OciHelmRegistry, type OciRegistry, PaletteProviderBinding, RegistryAuth } from '../../lib';
import { newStack } from './synthesized';

function synthesizeWith(change: (resource: OciRegistry) => void): () => string {
  const stack = newStack();
  new PaletteProviderBinding(stack, 'palette');
  const registry = new OciHelmRegistry(stack, 'harbor', {
    endpoint: 'https://harbor.example.com',
    auth: RegistryAuth.anonymous(),
    baseContentPaths: ['charts'],
  });
  registry.check();
  registry.check();
  change(registry.resource);
  return () => Testing.synth(stack, true);
}

test.each<[string, (resource: OciRegistry) => void]>([
  ['count', (resource) => (resource.count = TerraformCount.of(2))],
  ['forEach', (resource) => (resource.forEach = TerraformIterator.fromList(['a', 'b']))],
])('check() beside resource.%s is refused at synth, once, and with what to write', (name, change) => {
  expect(synthesizeWith(change)).toThrow(
    new Error(
      'Validation failed with the following errors:\n' +
        `  [stack/harbor] check() is for one registry, and 'resource.${name}' makes several of this one: Terraform would ` +
        `refuse the check block. Remove check(), or leave out 'resource.${name}' and make an OciHelmRegistry for each in a ` +
        'loop of the program.\n\n' +
        "If you wish to ignore these validations, pass 'skipValidation: true' to your App configuration.\n",
    ),
  );
});

test('check() of one registry is fine', () => {
  expect(synthesizeWith(() => undefined)).not.toThrow();
});
