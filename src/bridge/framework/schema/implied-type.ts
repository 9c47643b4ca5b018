import type { Type } from '../../values';
import type { Attributes } from './attribute';
import type { Blocks, SchemaShape } from './block';

export type ObjectType = readonly ['object', Readonly<Record<string, Type>>];

/** The object type that a body of attributes stands for on the wire. */
export function typeOfAttributes(attributes: Attributes): ObjectType {
  return known(attributes, () => [
    'object',
    Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attribute.type])),
  ]);
}

/** The object type of attributes and nested blocks; Terraform encodes blocks like attributes. */
export function typeOfShape(shape: SchemaShape): ObjectType {
  return known(shape, () => {
    const members: Record<string, Type> = { ...typeOfAttributes(shape.attributes)[1] };
    for (const [name, block] of Object.entries<Blocks[string]>(shape.blocks ?? {})) {
      const element = typeOfShape(block);
      members[name] = block.nesting === 'single' ? element : [block.nesting, element];
    }
    return ['object', members];
  });
}

/** Worked out once: schemas never change, and every plan of every resource asks. */
const types = new WeakMap<object, ObjectType>();

function known(declared: object, workOut: () => ObjectType): ObjectType {
  const type = types.get(declared) ?? workOut();
  types.set(declared, type);
  return type;
}
