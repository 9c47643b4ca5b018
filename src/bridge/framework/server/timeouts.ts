import type { Value } from '../../values';
import { parseDuration } from '../duration';
import type { Timeouts } from '../resource';
import { type Body, memberOf } from '../schema/body';

/** The limit of one operation: what the person wrote in `timeouts`, else the resource's default. */
export function timeoutMs(defaults: Timeouts | undefined, operation: keyof Timeouts, body: Body): number | undefined {
  if (!defaults) return undefined;
  const written = memberOf(body['timeouts'], operation);
  return (typeof written === 'string' ? parseDuration(written) : undefined) ?? defaults[operation];
}

/** The `timeouts` block of resources that have default ones is the framework's: authors need not return it. */
export function timeoutsOf(defaults: Timeouts | undefined, body: Body): Record<string, Value> {
  return defaults ? { timeouts: body['timeouts'] ?? null } : {};
}
