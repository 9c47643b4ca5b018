import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { OciHelmRegistry, type OciHelmRegistryProps, PaletteProvider, RegistryAuth } from '../../lib';
import { newStack, warningsOf } from './synthesized';

type Props = Partial<OciHelmRegistryProps>;

function registry(scope: Construct, id: string, props: Props): OciHelmRegistry {
  const auth = RegistryAuth.anonymous();
  return new OciHelmRegistry(scope, id, { endpoint: 'https://h.example.com', auth, synchronization: false, ...props });
}

test('a construct that is used twice and leaves the name to the id is warned about', () => {
  const stack = newStack();
  for (const team of ['a', 'b']) registry(new Construct(stack, team), 'Charts', {});
  expect(warningsOf(stack)).toEqual([
    'The name "Charts" is that of "stack/a/Charts" too, and Palette takes a name once in a tenant: creating the second of ' +
      "them will fail. Give each a name of its own: name: '…'.",
  ]);
});

test.each<[string, (stack: Construct) => readonly Props[]]>([
  ['names that differ', () => [{ name: 'a' }, { name: 'b' }]],
  ['registries in two tenants', (stack) => [{}, { provider: new PaletteProvider(stack, 'other', { alias: 'other' }) }]],
  [
    'names that only Terraform knows',
    (stack) => {
      const name = new TerraformVariable(stack, 'name', {}).stringValue;
      return [{ name }, { name }];
    },
  ],
])('no warning with %s', (_what, propsIn) => {
  const stack = newStack();
  propsIn(stack).forEach((props, index) => registry(new Construct(stack, `${index}`), 'Charts', props));
  expect(warningsOf(stack)).toEqual([]);
});

test('stacks know nothing of each other', () => {
  expect([newStack(), newStack()].flatMap((stack) => warningsOf(registry(stack, 'Charts', {})))).toEqual([]);
});
