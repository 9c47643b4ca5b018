import type { Type } from '../../values';
import type { Attributes } from './attribute';
import type { Blocks, SchemaShape } from './block';

/** The object type that a body of attributes stands for on the wire. */
export function typeOfAttributes(attributes: Attributes): ['object', Record<string, Type>] {
  return ['object', Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attribute.type]))];
}

/** The object type of attributes and nested blocks; Terraform encodes blocks like attributes. */
export function typeOfShape(shape: SchemaShape): ['object', Record<string, Type>] {
  const type = typeOfAttributes(shape.attributes);
  for (const [name, block] of Object.entries<Blocks[string]>(shape.blocks ?? {})) {
    const element = typeOfShape(block);
    type[1][name] = block.nesting === 'single' ? element : [block.nesting, element];
  }
  return type;
}
