import type { Construct } from 'constructs';

/**
 * A name for AWS from the construct's path, stack included: hyphens for all that is no letter or digit. Where that leaves
 * out what tells constructs apart, a hash of the path stands for it.
 */
export function nameFromPath(construct: Construct, longest: number): string {
  const { path, addr } = construct.node;
  const name = path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (name.length <= longest && /^[\x21-\x7e]+$/.test(path)) return name;
  const hash = addr.slice(-8);
  const end = name.slice(-(longest - hash.length - 1)).replace(/^-+/, '');
  return end === '' ? `ecr-${hash}` : `${end}-${hash}`;
}
