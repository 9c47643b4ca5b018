import { type Rule } from '../rule';
import type { SchemaShape } from './block';

/** The schema of a provider, resource, data source or ephemeral resource, declared once. */
export interface Schema extends SchemaShape {
  /** Markdown; shown in the generated documentation. */
  readonly description: string;
  /** Rises by one with each change that needs old state to be upgraded. Default 0. */
  readonly version?: number;
  /** Says what to use instead; shown as a warning to whoever uses it. */
  readonly deprecated?: string;
  /** Relations between arguments, e.g. `exactlyOneOf('basic', 'ecr')`. */
  readonly rules?: readonly Rule[];
}

/** Fixes the literal types of a schema, so that configuration, plan and state can be typed by it. */
export function defineSchema<const S extends Schema>(schema: S): S {
  return schema;
}
