import { ExactNumber, isUnknown, isWhollyKnown, Path, type Value } from '../../values';
import { Diagnostics } from '../diagnostic';
import type { Attribute, Attributes } from '../schema/attribute';
import type { SchemaShape } from '../schema/block';
import type { CompiledSchema } from '../schema/compiled-schema';
import type { Body } from '../schema/map-body';

/** Checks what a schema declares: validators, relations, deprecations, numbers that would lose digits. */
export function validateConfig(compiled: CompiledSchema, config: Body, writeOnlyAllowed: boolean): Diagnostics {
  const diagnostics = new Diagnostics();
  const { deprecated, rules } = compiled.schema;
  if (deprecated) diagnostics.warning('Deprecated', `"${compiled.name}" is deprecated. ${deprecated}`);
  const walk: Walk = { diagnostics, writeOnlyAllowed };
  validateShape(walk, compiled.schema, config, Path.root);
  for (const rule of rules ?? []) diagnostics.add(...rule.check(config, Path.root));
  return diagnostics;
}

interface Walk {
  readonly diagnostics: Diagnostics;
  readonly writeOnlyAllowed: boolean;
}

function validateShape(walk: Walk, shape: SchemaShape, body: Body, at: Path): void {
  validateAttributes(walk, shape.attributes, body, at);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    const path = at.attribute(name);
    const bodies = bodiesOf(body[name] ?? null, path, block.nesting === 'set');
    if (bodies.length > 0 && block.options.deprecated) {
      walk.diagnostics.warning('Deprecated Block', `"${path}" is deprecated. ${block.options.deprecated}`, path);
    }
    for (const [inner, deeper] of bodies) {
      validateShape(walk, block, inner, deeper);
      for (const rule of block.options.rules ?? []) walk.diagnostics.add(...rule.check(inner, deeper));
    }
  }
}

function validateAttributes(walk: Walk, attributes: Attributes, body: Body, at: Path): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = body[name] ?? null;
    if (value === null) continue;
    const path = at.attribute(name);
    validateAttribute(walk, attribute, value, path);
    if (!attribute.nested) continue;
    for (const [inner, deeper] of bodiesOf(value, path, attribute.nested.nesting === 'set')) {
      validateAttributes(walk, attribute.nested.attributes, inner, deeper);
    }
  }
}

function validateAttribute(walk: Walk, { options }: Attribute, value: Value, path: Path): void {
  const { diagnostics } = walk;
  if (options.deprecated) {
    diagnostics.warning('Deprecated Argument', `"${path}" is deprecated. ${options.deprecated}`, path);
  }
  if (options.writeOnly && !walk.writeOnlyAllowed) {
    const detail = `"${path}" is write-only: its value is never stored. That needs Terraform 1.11 or newer.`;
    diagnostics.error('Write-Only Argument Not Supported', detail, path);
  }
  if (!isWhollyKnown(value)) return;
  if (!options.exact && holdsExactNumber(value)) {
    const detail = `${path} has more digits than fit. Expected a number with at most 15 significant digits.`;
    diagnostics.error('Number Too Precise', detail, path);
    return;
  }
  for (const validator of options.validators ?? []) diagnostics.add(...validator.check(value as never, path));
}

function bodiesOf(value: Value, path: Path, isSet: boolean): readonly [Body, Path][] {
  if (value === null || isUnknown(value)) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: Value, i) => bodiesOf(item, isSet ? path : path.index(i), false));
  }
  return [[value as Body, path]];
}

function holdsExactNumber(value: Value): boolean {
  if (value instanceof ExactNumber) return true;
  return value !== null && typeof value === 'object' && Object.values(value as Body).some(holdsExactNumber);
}
