import { equalValues, isUnknown, isWhollyKnown, Path, type Type, type Value } from '../../values';
import type { Diagnostic, Diagnostics } from '../diagnostic';
import type { Attribute, Attributes, Nesting } from '../schema/attribute';
import type { SchemaShape } from '../schema/block';
import { type Body, itemsOf, keysOf, memberOf } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import { withDefaults } from './defaults';
import { showValue } from './show-value';
import { findExactNumber, findNull, findNullElement } from './unusual-values';

/** Checks what a schema declares: validators, relations, deprecations, and values that the author's types rule out. */
export function validateConfig(
  compiled: CompiledSchema,
  config: Body,
  writeOnlyAllowed: boolean,
  diagnostics: Diagnostics,
): void {
  const { schema, name } = compiled;
  if (schema.deprecated) diagnostics.warning('Deprecated', `"${name}" is deprecated. ${schema.deprecated}`);
  validateShape({ diagnostics, writeOnlyAllowed }, schema, config, Path.root);
}

interface Walk {
  readonly diagnostics: Diagnostics;
  readonly writeOnlyAllowed: boolean;
}

type Ruled = SchemaShape & Pick<CompiledSchema['schema'], 'rules'>;

function validateShape(walk: Walk, shape: Ruled, body: Body, at: Path): void {
  validateAttributes(walk, shape.attributes, body, at);
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    const path = at.attribute(name);
    const value = memberOf(body, name);
    const bodies = bodiesOf(block.nesting, value, path);
    if ((bodies.length > 0 || isUnknown(value)) && block.options.deprecated) {
      walk.diagnostics.warning('Deprecated Block', `"${path}" is deprecated. ${block.options.deprecated}`, path);
    }
    for (const [inner, deeper] of bodies) validateShape(walk, { ...block, rules: block.options.rules }, inner, deeper);
  }
  for (const rule of shape.rules ?? []) walk.diagnostics.add(...rule.check(body, at));
}

function validateAttributes(walk: Walk, attributes: Attributes, body: Body, at: Path): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = memberOf(body, name);
    const path = at.attribute(name);
    if (value === null) {
      if (isRequired(attribute)) walk.diagnostics.add(missing(path));
      continue;
    }
    if (attribute.options.writeOnly && !walk.writeOnlyAllowed) walk.diagnostics.add(tooOld(name, attributes, path));
    validateAttribute(walk, attribute, value, path);
    if (!attribute.nested) continue;
    for (const [inner, deeper] of bodiesOf(attribute.nested.nesting, value, path)) {
      validateAttributes(walk, attribute.nested.attributes, inner, deeper);
    }
  }
}

/** By Terraform's convention `password_wo` stands beside a `password` that is stored. */
function tooOld(name: string, siblings: Attributes, path: Path): Diagnostic {
  const stored = name.replace(/_wo$/, '');
  const otherwise =
    stored in siblings && stored !== name ? `, or set "${stored}" in its place, which is stored in state` : '';
  const detail = `"${path}" is write-only: its value is never stored. That needs Terraform 1.11 or newer: upgrade Terraform${otherwise}.`;
  return { severity: 'error', summary: 'Write-Only Argument Not Supported', detail, path };
}

/** Terraform itself only refuses a required argument that is not written: an explicit null it leaves to the provider. */
function missing(path: Path): Diagnostic {
  const detail = `"${path}" is null, but it is required. Give it a value; a variable or output that has none is null, too.`;
  return { severity: 'error', summary: 'Missing Argument', detail, path };
}

function isRequired({ mode }: Attribute): boolean {
  return mode === 'required' || mode === 'required-write-only';
}

function validateAttribute(walk: Walk, attribute: Attribute, value: Value, path: Path): void {
  const { diagnostics } = walk;
  const { options } = attribute;
  if (options.deprecated) {
    const detail = `"${path}" is deprecated. ${options.deprecated}`;
    diagnostics.warning('Deprecated Argument', detail, path);
  }
  if (!isWhollyKnown(value)) return;
  const unusual = unusualValue(attribute, value, path) ?? doubleElement(attribute, value, path);
  if (unusual) diagnostics.add(unusual);
  else for (const validator of options.validators ?? []) diagnostics.add(...validator.check(value as never, path));
}

/** What Terraform lets pass, but the TypeScript types of an author do not have. */
function unusualValue({ type, nested, options }: Attribute, value: Value, path: Path): Diagnostic | undefined {
  const none = nested ? findNullElement(type, value, path) : findNull(type, value, path);
  if (none) {
    const detail = `${none} is null. Give it a value, or leave it out of "${path}".`;
    return { severity: 'error', summary: 'Null Value', detail, path: none };
  }
  const exact = options.exact || nested ? undefined : findExactNumber(type, value, path);
  if (!exact) return undefined;
  const [place, number] = exact;
  const shown = options.sensitive ? 'a number with more digits than fit' : number.text;
  const detail = `${place} is ${shown}. Expected a number with at most 15 significant digits.`;
  return { severity: 'error', summary: 'Number Too Precise', detail, path: place };
}

/** Core wants as many planned elements of a set of nested objects as are written, but defaults can make two of them one. */
function doubleElement({ nested, type }: Attribute, value: Value, path: Path): Diagnostic | undefined {
  if (nested?.nesting !== 'set') return undefined;
  const element = type[1] as Type;
  const items = itemsOf(value).map((item) => (item === null ? item : withDefaults(nested, item as Body)));
  const double = items.find((item, i) => items.findIndex((other) => equalValues(element, other, item)) < i);
  if (double === undefined) return undefined;
  const detail = `${path} has two elements that are the same once defaults are filled in: ${showValue(double)}. Remove one.`;
  return { severity: 'error', summary: 'Duplicate Element', detail, path };
}

/** Bodies that are known, with their places. Elements of a set have no address: theirs is that of the set. */
function bodiesOf(nesting: Nesting, value: Value, path: Path): readonly (readonly [Body, Path])[] {
  const found: (readonly [Value, Path])[] =
    nesting === 'single'
      ? [[value, path]]
      : nesting === 'map'
        ? keysOf(value).map((key) => [memberOf(value, key), path.key(key)])
        : itemsOf(value).map((item, i) => [item, nesting === 'list' ? path.index(i) : path]);
  return found.filter((entry): entry is [Body, Path] => entry[0] !== null && !isUnknown(entry[0]));
}
