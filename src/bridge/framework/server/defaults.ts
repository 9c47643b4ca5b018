import { Path } from '../../values';
import type { SchemaShape } from '../schema/block';
import type { Body } from '../schema/body';
import { type Leaf, mapBody } from '../schema/map-body';

/** The provider's constant where the person wrote nothing. */
export const fillDefault: Leaf = ({ options, nested }, { config, planned }) => {
  if (options.writeOnly) return null;
  if (config !== null) return undefined;
  if (options.default !== undefined) return options.default;
  // What the provider computed as a whole is not to be touched up with defaults of its parts.
  return nested ? planned : undefined;
};

/** Configuration of what has no plan (a provider, a data source, an ephemeral resource) with its defaults. */
export function withDefaults(shape: SchemaShape, config: Body): Body {
  return mapBody(shape, { config, prior: null, planned: config }, Path.root, (attribute, values, path) =>
    attribute.options.writeOnly ? values.planned : fillDefault(attribute, values, path),
  );
}
