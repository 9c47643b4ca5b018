import { Dynamic, isUnknown, type Value } from '../../values';
import type { Nesting } from '../schema/attribute';
import type { SchemaShape } from '../schema/block';
import { type Body, itemsOf, keysOf, memberOf } from '../schema/body';
import type { ProcessServices } from './context';

/** Hides the secrets of a body from all logs: what the schema calls sensitive or write-only, however deep. */
export function maskSecrets(services: ProcessServices, shape: SchemaShape, body: Body | null): void {
  if (body === null) return;
  for (const [name, { options, nested }] of Object.entries(shape.attributes)) {
    const value = memberOf(body, name);
    if (options.sensitive || options.writeOnly) maskStrings(services, value);
    else if (nested) eachBody(nested.nesting, value, (inner) => maskSecrets(services, nested, inner));
  }
  for (const [name, block] of Object.entries(shape.blocks ?? {})) {
    eachBody(block.nesting, memberOf(body, name), (inner) => maskSecrets(services, block, inner));
  }
}

function maskStrings(services: ProcessServices, value: Value): void {
  if (typeof value === 'string') services.maskSecret(value);
  else if (value instanceof Dynamic) maskStrings(services, value.value);
  else if (Array.isArray(value)) for (const item of itemsOf(value)) maskStrings(services, item);
  else if (value !== null && typeof value === 'object') {
    for (const name of keysOf(value)) maskStrings(services, memberOf(value, name));
  }
}

function eachBody(nesting: Nesting, value: Value, visit: (body: Body) => void): void {
  const bodies =
    nesting === 'single'
      ? [value]
      : nesting === 'map'
        ? keysOf(value).map((key) => memberOf(value, key))
        : itemsOf(value);
  for (const body of bodies) if (body !== null && !isUnknown(body)) visit(body as Body);
}
