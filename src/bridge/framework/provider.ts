import type { DataSource } from './data-source';
import type { EphemeralResource } from './ephemeral-resource';
import type { ProviderFunction } from './function';
import type { Operation } from './operation';
import type { Resource, ValidateRequest } from './resource';
import type { Schema } from './schema/schema';
import type { ConfigOf } from './schema/views';

/** A whole provider. `P` is what its resources work with, e.g. an API client. */
export interface Provider<S extends Schema, P> {
  readonly schema: S;
  validate?(request: ValidateRequest<S>): void | Promise<void>;
  /** Called once per process that plans or applies; values may be unknown while planning. */
  configure(request: ConfigureRequest<S>): P | Promise<P>;
  /** By full type name, e.g. `example_thing`. */
  readonly resources?: Readonly<Record<string, Resource<Schema, P>>>;
  readonly dataSources?: Readonly<Record<string, DataSource<Schema, P>>>;
  readonly ephemeralResources?: Readonly<Record<string, EphemeralResource<Schema, P>>>;
  /** By name without the provider's, e.g. `join`. */
  readonly functions?: Readonly<Record<string, ProviderFunction>>;
  /** Where people report bugs; shown in messages that are the provider's fault. */
  readonly issuesUrl: string;
}

export interface ConfigureRequest<S extends Schema> extends Operation {
  readonly config: ConfigOf<S>;
  readonly terraformVersion: string;
}
