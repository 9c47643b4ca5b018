import { defineSchema, type Schema } from '../../src/bridge/framework';
import { type Body, bodyOf, serveThing, shown } from './framework-server';

/** What validation says of a configuration, one line a diagnostic. */
export async function validate(schema: Schema, config: Body, writeOnlyAllowed = true): Promise<string[]> {
  const { server } = await serveThing(schema);
  return shown(await server.validateResource('thing', bodyOf(server, config), writeOnlyAllowed));
}

export function withAttributes(attributes: Schema['attributes'], more: Partial<Schema> = {}): Schema {
  return defineSchema({ description: '', attributes, ...more });
}

export const text = { description: '' };
export const optional = { optional: true, ...text } as const;
