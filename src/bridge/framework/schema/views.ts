import type { Unknown } from '../../values';
import type { Attribute, AttributeMode, Attributes, NestedAttribute, Nesting } from './attribute';
import type { Block, Blocks, SchemaShape } from './block';

/**
 * The same schema seen at different moments:
 * `config` while planning (anything may be unknown), `known-config` while applying (nothing is), `proposed` while the
 * plan is being made, `plan` while applying (only computed values may be unknown), `state` when done.
 */
export type View = 'config' | 'known-config' | 'proposed' | 'plan' | 'state';

/** A value of which any part may not be known yet. */
export type Unknowable<T> =
  | Unknown
  | (T extends readonly (infer E)[]
      ? readonly Unknowable<E>[]
      : T extends string | number | boolean
        ? T
        : T extends object
          ? { readonly [K in keyof T]: Unknowable<T[K]> }
          : T);

type Moment<T, V extends View> = V extends 'config' | 'proposed' ? Unknowable<T> : T;

type InConfig<T, M extends AttributeMode, V extends View> = M extends 'required' | 'required-write-only'
  ? Moment<T, V>
  : M extends 'computed'
    ? null
    : Moment<T, V> | null;

type InPlan<T, M extends AttributeMode, V extends View> = M extends 'write-only' | 'required-write-only'
  ? null
  : M extends 'required' | 'default'
    ? Moment<T, V>
    : M extends 'optional'
      ? Moment<T, V> | null
      : V extends 'state'
        ? T | null
        : Unknowable<T> | null;

type ByMode<T, M extends AttributeMode, V extends View> = V extends 'config' | 'known-config'
  ? InConfig<T, M, V>
  : InPlan<T, M, V>;

type Nested<N extends Nesting, T> = N extends 'single'
  ? T
  : N extends 'map'
    ? Readonly<Record<string, T>>
    : readonly T[];

type AttributeValue<A, V extends View> =
  A extends NestedAttribute<infer N, infer C, infer M>
    ? ByMode<Nested<N, AttributesValue<C, V>>, M, V>
    : A extends Attribute<infer T, infer M>
      ? ByMode<T, M, V>
      : never;

type AttributesValue<A extends Attributes, V extends View> = { readonly [K in keyof A]: AttributeValue<A[K], V> };

type BlockValue<B, V extends View> =
  B extends Block<infer N, infer S, infer R>
    ? V extends 'config' | 'proposed'
      ? Unknown | NestedBlock<N, ViewOf<S, V>, R>
      : NestedBlock<N, ViewOf<S, V>, R>
    : never;

type NestedBlock<N extends Nesting, T, R extends boolean> = N extends 'single'
  ? R extends true
    ? T
    : T | null
  : Nested<N, T>;

type BlocksOf<S extends SchemaShape> = S['blocks'] extends Blocks ? S['blocks'] : {};

type Members<S extends SchemaShape> = S['attributes'] & BlocksOf<S>;

export type ViewOf<S extends SchemaShape, V extends View> = {
  readonly [K in keyof Members<S>]: Members<S>[K] extends Block
    ? BlockValue<Members<S>[K], V>
    : AttributeValue<Members<S>[K], V>;
};

/** What the person wrote, while planning or validating: anything may still be unknown. */
export type ConfigOf<S extends SchemaShape> = ViewOf<S, 'config'>;
/** What the person wrote, while applying or reading: everything is known, write-only values included. */
export type KnownConfigOf<S extends SchemaShape> = ViewOf<S, 'known-config'>;
/** The plan in the making. */
export type ProposedOf<S extends SchemaShape> = ViewOf<S, 'proposed'>;
/** The plan that is being applied: only computed values may be unknown; write-only ones are null. */
export type PlanOf<S extends SchemaShape> = ViewOf<S, 'plan'>;
/** What is stored: wholly known; write-only values are null. */
export type StateOf<S extends SchemaShape> = ViewOf<S, 'state'>;
/** State as `read` finds it: straight after an import most of it is null. */
export type PriorStateOf<S extends SchemaShape> = { readonly [K in keyof StateOf<S>]: StateOf<S>[K] | null };
