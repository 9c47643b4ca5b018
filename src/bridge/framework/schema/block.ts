import type { Rule } from '../rule';
import type { Attributes, Nesting } from './attribute';

/** Attributes and blocks of one body: a resource, or a nested block. */
export interface SchemaShape {
  readonly attributes: Attributes;
  readonly blocks?: Blocks;
}

export interface BlockOptions {
  readonly description: string;
  /** Says what to use instead; shown as a warning to whoever writes the block. */
  readonly deprecated?: string;
  /** At least one must be written. */
  readonly required?: true;
  /** Fewest and most blocks of a list or set. */
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Steers the provider only, see {@link AttributeOptions.local}. */
  readonly local?: true;
  /** Relations between the arguments of the block. */
  readonly rules?: readonly Rule[];
  /** Adding or removing the block (not a change inside it) needs a new object in place of the old one. */
  readonly replace?: 'presence';
}

/** A nested block, written `name { … }`. */
export interface Block<
  N extends Nesting = Nesting,
  S extends SchemaShape = SchemaShape,
  R extends boolean = boolean,
> extends SchemaShape {
  readonly nesting: N;
  readonly attributes: S['attributes'];
  readonly blocks?: S['blocks'];
  readonly options: BlockOptions;
  /** Carries the shape for the compiler; never set. */
  readonly shape?: S;
  readonly isRequired: R;
}

export type Blocks = Readonly<Record<string, Block>>;

/** Declares a nested block: `block('single', { attributes: { … } }, { description: '…' })`. */
export function block<N extends Nesting, const S extends SchemaShape, const O extends BlockOptions>(
  nesting: N,
  shape: S,
  options: O,
): Block<N, S, O extends { required: true } ? true : false> {
  const isRequired = (options.required === true) as O extends { required: true } ? true : false;
  return { nesting, attributes: shape.attributes, blocks: shape.blocks, options, isRequired };
}
