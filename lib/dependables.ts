import { type ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/**
 * What a resource in the stack of `scope` can name in depends_on. Whatever is in another stack is waited for as that stack
 * as a whole: cdktf would name an output of it, and Terraform takes no part of an object there.
 */
export function dependablesInStack(
  scope: Construct,
  dependables: readonly ITerraformDependable[] = [],
): ITerraformDependable[] | undefined {
  const stack = TerraformStack.of(scope);
  const here = dependables.filter((dependable) => {
    const other = Construct.isConstruct(dependable) ? TerraformStack.of(dependable) : stack;
    if (other !== stack) stack.addDependency(other);
    return other === stack;
  });
  return here.length === 0 ? undefined : here;
}
