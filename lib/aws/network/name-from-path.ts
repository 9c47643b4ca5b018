import type { Construct } from 'constructs';

/** A name for AWS from the construct's path, stack included: hyphens for all that is no letter or digit. */
export function nameFromPath(construct: Construct, longest: number): string {
  const name = construct.node.path.replace(/[^A-Za-z0-9]+/g, '-');
  // The end tells constructs apart.
  return name.slice(-longest).replace(/^-+|-+$/g, '');
}
