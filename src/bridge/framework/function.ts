import type { Type, Value } from '../values';
import type { ElementType } from './schema/attribute';

export interface Parameter<T = unknown> {
  readonly name: string;
  readonly type: ElementType<T>;
  readonly description: string;
  /** Null is passed on as null; otherwise Terraform refuses it. */
  readonly allowNull?: true;
}

/** A pure function of its arguments, called as `provider::<provider>::<name>(…)`. */
export interface ProviderFunction {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  readonly returns: { readonly type: Type };
  readonly deprecated?: string;
  call(args: readonly Value[]): Value | Promise<Value>;
}

type ArgumentsOf<P extends readonly Parameter[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? (P[K] extends { allowNull: true } ? T | null : T) : never;
};

interface FunctionDefinition<P extends readonly Parameter[], R, V> {
  readonly summary: string;
  readonly description: string;
  readonly parameters: P;
  /** Takes any number of further arguments; they arrive as the last element, an array. */
  readonly variadic?: Parameter<V>;
  readonly returns: ElementType<R>;
  readonly deprecated?: string;
  call(args: ArgumentsOf<P>, rest: readonly V[]): R | Promise<R>;
}

/** Declares a function; argument types follow from the parameters. */
export function defineFunction<const P extends readonly Parameter[], R, V = never>(
  definition: FunctionDefinition<P, R, V>,
): ProviderFunction {
  const count = definition.parameters.length;
  return {
    ...definition,
    call: async (args) =>
      (await definition.call(args.slice(0, count) as ArgumentsOf<P>, restOf<V>(args, count))) as Value,
  };
}

function restOf<V>(args: readonly unknown[], count: number): readonly V[] {
  return args.slice(count) as V[];
}

/** Thrown by a function; Terraform points at the argument. */
export class FunctionError extends Error {
  constructor(
    message: string,
    /** Position of the argument to blame, counted from 0. */
    readonly argument?: number,
  ) {
    super(message);
    this.name = 'FunctionError';
  }
}
