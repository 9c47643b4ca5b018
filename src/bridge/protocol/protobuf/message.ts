/**
 * How a field's value looks on the wire. `int` covers int64, uint32 and enums as far as the plugin protocol uses them:
 * whole numbers that a JavaScript number holds exactly. Messages that contain themselves are given as functions.
 */
export type Kind =
  | 'string'
  | 'bytes'
  | 'bool'
  | 'int'
  | Message
  | (() => Message)
  | { readonly repeated: Kind }
  | { readonly mapOf: Kind };

export type Fields = Readonly<Record<string, readonly [number: number, kind: Kind]>>;

/** A message as a table: field name -> field number and kind. */
export interface Message<F extends Fields = Fields> {
  readonly fields: F;
}

/** Declares a message. */
export function message<const F extends Fields>(fields: F): Message<F> {
  return { fields };
}

export function repeated<const K extends Kind>(kind: K): { readonly repeated: K } {
  return { repeated: kind };
}

export function mapOf<const K extends Kind>(kind: K): { readonly mapOf: K } {
  return { mapOf: kind };
}

type KindValue<K> = K extends 'string'
  ? string
  : K extends 'bytes'
    ? Uint8Array
    : K extends 'bool'
      ? boolean
      : K extends 'int'
        ? number
        : K extends { readonly repeated: infer R }
          ? readonly KindValue<R>[]
          : K extends { readonly mapOf: infer V }
            ? Readonly<Record<string, KindValue<V>>>
            : K extends Message<infer F>
              ? FieldsValue<F>
              : K extends () => Message
                ? object
                : never;

type FieldsValue<F extends Fields> = { readonly [N in keyof F]?: KindValue<F[N][1]> };

/** The TypeScript shape of a message. Every field may be missing: proto3 does not send default values. */
export type MessageValue<M extends Message> = FieldsValue<M['fields']>;
