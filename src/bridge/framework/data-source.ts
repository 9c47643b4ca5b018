import type { Operation } from './operation';
import type { ValidateRequest } from './resource';
import type { Schema } from './schema/schema';
import type { KnownConfigOf, StateOf } from './schema/views';

/** A data source: reads and never changes anything. */
export interface DataSource<S extends Schema, P> {
  readonly schema: S;
  validate?(request: ValidateRequest<S>): void | Promise<void>;
  read(request: ReadDataRequest<S>, provider: P): Promise<StateOf<S>>;
}

export interface ReadDataRequest<S extends Schema> extends Operation {
  readonly config: KnownConfigOf<S>;
}
