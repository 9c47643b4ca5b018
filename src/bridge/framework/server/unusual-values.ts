import { Dynamic, ExactNumber, isUnknown, type Path, type Type, type Value } from '../../values';
import { itemsOf, keysOf, memberOf } from '../schema/body';

/** The first null inside a collection or object type. Dynamic values may hold any. */
export function findNull(type: Type, value: Value, path: Path): Path | undefined {
  return search(type, value, path, (member, at) => (member === null ? at : undefined));
}

/** The first element of nested attributes that is null. Their own attributes are declared, and looked at, one by one. */
export function findNullElement(type: Type, value: Value, path: Path): Path | undefined {
  if (typeof type === 'string' || type[0] === 'object' || value === null) return undefined;
  return membersOf(type, value, path).find(([member]) => member === null)?.[2];
}

/** The first number that a JavaScript number cannot hold, and its place. */
export function findExactNumber(type: Type, value: Value, path: Path): readonly [Path, ExactNumber] | undefined {
  if (value instanceof ExactNumber) return [path, value];
  return search(type, value, path, (member, at) => (member instanceof ExactNumber ? [at, member] : undefined));
}

type Composed = Exclude<Type, string>;

function search<T>(
  type: Type,
  value: Value,
  path: Path,
  visit: (member: Value, path: Path) => T | undefined,
): T | undefined {
  if (typeof type === 'string' || value === null || isUnknown(value) || value instanceof Dynamic) return undefined;
  for (const [member, memberType, at] of membersOf(type, value, path)) {
    const found = visit(member, at) ?? search(memberType, member, at, visit);
    if (found !== undefined) return found;
  }
  return undefined;
}

function membersOf(type: Composed, value: Value, path: Path): readonly (readonly [Value, Type, Path])[] {
  switch (type[0]) {
    case 'object':
      return Object.entries(type[1]).map(([name, member]) => [memberOf(value, name), member, path.attribute(name)]);
    case 'map':
      return keysOf(value).map((key) => [memberOf(value, key), type[1], path.key(key)]);
    case 'tuple':
      return itemsOf(value).map((item, i) => [item, type[1][i]!, path.index(i)]);
    case 'set':
      return itemsOf(value).map((item) => [item, type[1], path]);
    default:
      return itemsOf(value).map((item, i) => [item, type[1], path.index(i)]);
  }
}
