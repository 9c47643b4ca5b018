import { equalValues, isUnknown, Path, type PathStep, type Value } from '../../values';
import type { Finding } from '../bug';
import type { Nesting } from '../schema/attribute';
import type { SchemaShape } from '../schema/block';
import { type Body, itemsOf, keysOf, memberOf } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import { mapBody } from '../schema/map-body';

/** Paths whose change needs a new object, as the schema declares. */
export function replacements(compiled: CompiledSchema, prior: Body, planned: Body): readonly Path[] {
  const paths: Path[] = [];
  const change = { prior, planned };
  mapBody(compiled.schema, { config: null, prior, planned }, Path.root, (attribute, values, path) => {
    const { replace } = attribute.options;
    const isChanged = replace !== undefined && !equalValues(attribute.type, values.prior, values.planned);
    if (isChanged && (replace === true || replace(change))) paths.push(path);
    return undefined;
  });
  paths.push(...presenceChanges(compiled.schema, prior, planned, Path.root));
  return paths.filter((path, i) => paths.findIndex((other) => other.equals(path)) === i);
}

function presenceChanges(shape: SchemaShape, prior: Value, planned: Value, at: Path): readonly Path[] {
  return Object.entries(shape.blocks ?? {}).flatMap(([name, block]) => {
    const [before, after] = [memberOf(prior, name), memberOf(planned, name)];
    const path = at.attribute(name);
    const isChanged =
      block.options.replace === 'presence' && isPresent(block.nesting, before) !== isPresent(block.nesting, after);
    const inner = block.nesting === 'single' ? presenceChanges(block, before, after, path) : [];
    return isChanged ? [path] : inner;
  });
}

function isPresent(nesting: Nesting, value: Value): boolean {
  if (nesting === 'single' || isUnknown(value)) return value !== null;
  return nesting === 'map' ? keysOf(value).length > 0 : itemsOf(value).length > 0;
}

/** An author's demands on places that exist neither before nor after; core refuses the plan for them. */
export function checkReplacePaths(paths: readonly Path[], prior: Body | null, planned: Body): readonly Finding[] {
  if (prior === null) return [];
  return paths
    .filter((path) => !exists(path, prior) && !exists(path, planned))
    .map((path) => ({ problem: `Replacement is demanded because of "${path}", which does not exist.`, path }));
}

function exists(path: Path, body: Body): boolean {
  let value: Value | undefined = body;
  for (const step of path.steps) {
    if (isUnknown(value)) return true;
    if (value === null || typeof value !== 'object') return false;
    value = memberAt(value, step);
    if (value === undefined) return false;
  }
  return true;
}

function memberAt(value: object, step: PathStep): Value | undefined {
  const key = 'attribute' in step ? step.attribute : 'key' in step ? step.key : String(step.index);
  if (Array.isArray(value) !== 'index' in step || !Object.hasOwn(value, key)) return undefined;
  return (value as Body)[key];
}
