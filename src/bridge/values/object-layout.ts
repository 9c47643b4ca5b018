import { MsgpackWriter } from './msgpack-writer';
import { unsupportedAttribute } from './required';
import { toTerraformText } from './text';
import { type Attributes, type Type } from './types';
import { ValueError } from './value-error';

/** One attribute of an object type, prepared for encoding. */
export interface AttributeLayout {
  readonly name: string;
  readonly type: Type;
  /** The name as it stands in msgpack, header included. */
  readonly key: Buffer;
}

/** Worked out once for each object type, since each resource repeats its own in every RPC. */
const layouts = new WeakMap<Attributes, readonly AttributeLayout[]>();

const nameWriter = new MsgpackWriter();

/**
 * The attributes in the order in which Terraform sends them, sorted. The types must not be changed after their first use.
 * @throws ValueError for a name that Terraform would spell in another way
 */
export function layoutOf(attributes: Attributes): readonly AttributeLayout[] {
  const known = layouts.get(attributes);
  if (known !== undefined) return known;
  const layout = Object.entries(attributes).map(([name, type]) => ({ name, type, key: encodeName(name) }));
  layout.sort((a, b) => (a.name < b.name ? -1 : 1));
  layouts.set(attributes, layout);
  return layout;
}

function encodeName(name: string): Buffer {
  if (toTerraformText(name) !== name) {
    throw new ValueError(`an attribute name in Unicode normal form C is required (${JSON.stringify(name)} given)`);
  }
  nameWriter.start();
  nameWriter.text(name);
  return nameWriter.finish();
}

/** @throws ValueError for the first attribute of the value that the type does not have */
export function refuseOtherAttributes(attributes: Attributes, value: object): void {
  for (const name of Object.keys(value)) if (!Object.hasOwn(attributes, name)) throw unsupportedAttribute(name);
}
