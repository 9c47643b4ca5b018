import type { Dynamic, ExactNumber, Type, Value } from '../../values';
import type { Validator } from '../validator';
import { typeOfAttributes } from './implied-type';

/**
 * Who sets an attribute. `default` is optional for people and filled by the provider's constant when left out.
 * Write-only attributes reach the provider in configuration only; plan and state hold null.
 */
export type AttributeMode =
  'required' | 'optional' | 'default' | 'optional-computed' | 'computed' | 'write-only' | 'required-write-only';

export interface AttributeOptions<T> {
  /** Markdown; shown in the generated documentation. */
  readonly description: string;
  readonly required?: true;
  readonly optional?: true;
  /** The provider sets it; together with `optional`, only where the person did not. */
  readonly computed?: true;
  /** Filled in where the person wrote nothing. Makes the attribute optional. */
  readonly default?: T;
  /** Hidden in plan output. Still stored in state: prefer `writeOnly` for secrets. */
  readonly sensitive?: true;
  /** Never stored in plan or state. Needs Terraform 1.11. */
  readonly writeOnly?: true;
  /** Says what to use instead; shown as a warning to whoever sets the attribute. */
  readonly deprecated?: string;
  /** Run on known, non-null values. */
  readonly validators?: readonly Validator<T>[];
  /** A change needs a new object in place of the old one. */
  readonly replace?: true | ((change: AttributeChange) => boolean);
  /** A computed value that an update never changes: keeps "(known after apply)" out of plans. */
  readonly keepPriorState?: true;
  /** Steers the provider only: a change of nothing but such attributes updates state without calling the resource. */
  readonly local?: true;
}

/** Both whole objects, for a `replace` rule that depends on more than its own attribute. */
export interface AttributeChange {
  readonly prior: Readonly<Record<string, Value>>;
  readonly planned: Readonly<Record<string, Value>>;
}

export type ModeOf<O> = O extends { writeOnly: true }
  ? O extends { required: true }
    ? 'required-write-only'
    : 'write-only'
  : O extends { required: true }
    ? 'required'
    : O extends { default: {} }
      ? 'default'
      : O extends { optional: true; computed: true }
        ? 'optional-computed'
        : O extends { optional: true }
          ? 'optional'
          : 'computed';

export type Nesting = 'single' | 'list' | 'set' | 'map';

export interface NestedAttributes<N extends Nesting = Nesting, A extends Attributes = Attributes> {
  readonly nesting: N;
  readonly attributes: A;
}

/** Options with the attribute's own type forgotten, as the server reads them. */
export interface StoredOptions extends Omit<AttributeOptions<never>, 'default'> {
  readonly default?: Value;
  /** The attribute takes numbers that a JavaScript number cannot hold. */
  readonly exact?: true;
}

/** One attribute of a schema. `T` is the TypeScript type of its known value. */
export interface Attribute<T = unknown, M extends AttributeMode = AttributeMode> {
  readonly type: Type;
  readonly mode: M;
  readonly nested?: NestedAttributes;
  readonly options: StoredOptions;
  /** Carries `T` for the compiler; never set. */
  readonly valueType?: T;
}

export interface NestedAttribute<N extends Nesting, A extends Attributes, M extends AttributeMode> extends Attribute<
  unknown,
  M
> {
  readonly nested: NestedAttributes<N, A>;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** A type of a collection's elements, or of an attribute; carries its TypeScript type. */
export interface ElementType<T> {
  readonly type: Type;
  /** It holds numbers that a JavaScript number cannot hold. */
  readonly exact?: true;
  readonly valueType?: T;
}

export const stringType: ElementType<string> = { type: 'string' };
export const boolType: ElementType<boolean> = { type: 'bool' };
/** Numbers that a JavaScript number holds exactly; others are refused with a diagnostic. */
export const numberType: ElementType<number> = { type: 'number' };
/** Numbers of any size and precision. */
export const exactNumberType: ElementType<number | ExactNumber> = { type: 'number', exact: true };
/** Any value; it comes with its type. */
export const dynamicType: ElementType<Dynamic> = { type: 'dynamic' };

export function listType<T>(element: ElementType<T>): ElementType<readonly T[]> {
  return { type: ['list', element.type], exact: element.exact };
}

export function mapType<T>(element: ElementType<T>): ElementType<Readonly<Record<string, T>>> {
  return { type: ['map', element.type], exact: element.exact };
}

export function objectType<F extends Readonly<Record<string, ElementType<unknown>>>>(
  fields: F,
): ElementType<{ readonly [K in keyof F]: F[K] extends ElementType<infer T> ? T : never }> {
  const types = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.type]));
  return { type: ['object', types], exact: Object.values(fields).find((field) => field.exact)?.exact };
}

type Constructor<T> = <const O extends AttributeOptions<T>>(options: O) => Attribute<T, ModeOf<O>>;

function attributeOf<T>(type: Type, { exact }: Pick<StoredOptions, 'exact'> = {}): Constructor<T> {
  return (options) => ({ type, mode: modeOf(options), options: { ...(options as StoredOptions), exact } });
}

export const string: Constructor<string> = attributeOf('string');
export const bool: Constructor<boolean> = attributeOf('bool');
/** A number that JavaScript holds exactly; any other is refused with a diagnostic, never rounded. */
export const number: Constructor<number> = attributeOf('number');
/** A number of any size and precision. */
export const exactNumber: Constructor<number | ExactNumber> = attributeOf('number', { exact: true });
/** A value whose type the person chooses. */
export const dynamic: Constructor<Dynamic> = attributeOf('dynamic');

export function list<T, const O extends AttributeOptions<readonly T[]>>(element: ElementType<T>, options: O) {
  return attributeOf<readonly T[]>(['list', element.type], element)(options);
}

export function set<T, const O extends AttributeOptions<readonly T[]>>(element: ElementType<T>, options: O) {
  return attributeOf<readonly T[]>(['set', element.type], element)(options);
}

export function map<T, const O extends AttributeOptions<Readonly<Record<string, T>>>>(
  element: ElementType<T>,
  options: O,
) {
  return attributeOf<Readonly<Record<string, T>>>(['map', element.type], element)(options);
}

export function object<T, const O extends AttributeOptions<T>>(type: ElementType<T>, options: O) {
  return attributeOf<T>(type.type, type)(options);
}

/** An attribute with attributes of its own, written `name = { … }` (or `[{ … }]`); blocks are written `name { … }`. */
export function nested<N extends Nesting, A extends Attributes, const O extends AttributeOptions<never>>(
  nesting: N,
  attributes: A,
  options: O,
): NestedAttribute<N, A, ModeOf<O>> {
  const element = typeOfAttributes(attributes);
  const type: Type = nesting === 'single' ? element : [nesting as 'list' | 'set' | 'map', element];
  return { type, mode: modeOf(options), nested: { nesting, attributes }, options };
}

function modeOf<O>(options: O): ModeOf<O> {
  const { required, optional, computed, writeOnly, default: fallback } = options as StoredOptions;
  const mode: AttributeMode = writeOnly
    ? required
      ? 'required-write-only'
      : 'write-only'
    : required
      ? 'required'
      : fallback !== undefined
        ? 'default'
        : optional && computed
          ? 'optional-computed'
          : optional
            ? 'optional'
            : 'computed';
  return mode as ModeOf<O>;
}
