import type { Operation } from './operation';
import type { ValidateRequest } from './resource';
import type { Schema } from './schema/schema';
import type { KnownConfigOf, StateOf } from './schema/views';

/** A value that lives only while Terraform runs, and is stored nowhere. */
export interface EphemeralResource<S extends Schema, P> {
  readonly schema: S;
  validate?(request: ValidateRequest<S>): void | Promise<void>;
  open(request: OpenRequest<S>, provider: P): Promise<Opened<S>>;
  /** Called at `renewAt`; needed where `open` sets it. */
  renew?(request: KeptRequest, provider: P): Promise<Renewed>;
  close?(request: KeptRequest, provider: P): Promise<void>;
}

export interface OpenRequest<S extends Schema> extends Operation {
  readonly config: KnownConfigOf<S>;
}

export interface Renewed {
  /** When Terraform must ask for a renewal; left out if never. */
  readonly renewAt?: Date;
  /** Handed to `renew` and `close`. Terraform 1.11 hands `close` what `open` returned, not the last renewal's. */
  readonly private?: Uint8Array;
}

export interface Opened<S extends Schema> extends Renewed {
  readonly result: StateOf<S>;
}

export interface KeptRequest extends Operation {
  readonly private: Uint8Array;
}
