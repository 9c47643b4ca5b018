import { Annotations, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { isKnownOnlyToTerraform } from './terraform-text';

/** Paths of the registries of a stack, by Palette's provider block and name. */
const pathsByStack = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Warns of a second registry of the same name, as a construct gets that is used twice and leaves the name to its id: the
 * plan would be fine and Palette would refuse the creation, with the advice to import the registry that it has already.
 */
export function warnOfTakenName(registry: Construct, name: string, providerAlias: string | undefined): void {
  if (isKnownOnlyToTerraform(name)) return;
  const stack = TerraformStack.of(registry);
  const paths = pathsByStack.get(stack) ?? new Map<string, string>();
  pathsByStack.set(stack, paths);
  const key = JSON.stringify([providerAlias, name]);
  const other = paths.get(key);
  paths.set(key, other ?? registry.node.path);
  if (other === undefined) return;
  Annotations.of(registry).addWarning(
    `The name "${name}" is that of "${other}" too, and Palette takes a name once in a tenant: creating the second of them ` +
      "will fail. Give each a name of its own: name: '…'.",
  );
}
