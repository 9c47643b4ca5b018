import { Path, type PathStep } from '../../values';
import type { SchemaShape } from './block';

/**
 * The part of a path that Terraform can follow into a configuration file: through blocks to an attribute, and to one
 * element of that. For any longer path it would point at the whole resource.
 */
export function placeOf(shape: SchemaShape, path: Path): Path {
  const { steps } = path;
  let body: SchemaShape | undefined = shape;
  for (const [i, step] of steps.entries()) {
    if (!('attribute' in step)) continue;
    const attribute = body?.attributes[step.attribute];
    if (attribute) {
      const isSet = attribute.nested?.nesting === 'set' || attribute.type[0] === 'set';
      return first(steps, i + (isSet || !isElement(steps[i + 1]) ? 1 : 2));
    }
    body = body?.blocks?.[step.attribute];
  }
  return path;
}

function isElement(step: PathStep | undefined): boolean {
  return step !== undefined && !('attribute' in step);
}

function first(steps: readonly PathStep[], count: number): Path {
  return steps.slice(0, count).reduce<Path>((path, step) => {
    if ('attribute' in step) return path.attribute(step.attribute);
    return 'key' in step ? path.key(step.key) : path.index(step.index);
  }, Path.root);
}
