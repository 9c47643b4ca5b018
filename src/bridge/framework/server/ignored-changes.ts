import { createHash } from 'node:crypto';
import { encodeMsgpack, isUnknown, Path } from '../../values';
import type { Body } from '../schema/body';
import type { CompiledSchema } from '../schema/compiled-schema';
import { mapBody } from '../schema/map-body';

/**
 * Shows what lifecycle `ignore_changes` did to a configuration. Core validates what the person wrote and, in the same
 * process, plans with stored values in the place of ignored ones: null where nothing is stored, as for write-only values.
 */
export class ValidatedConfigs {
  private readonly seen = new Map<string, Set<string>>();

  note(compiled: CompiledSchema, config: Body): void {
    const known = this.seen.get(compiled.name) ?? new Set();
    this.seen.set(compiled.name, known.add(digestOf(compiled, config)));
  }

  /** Whether this configuration is not one that somebody wrote. */
  isAltered(compiled: CompiledSchema, config: Body): boolean {
    const known = this.seen.get(compiled.name);
    return known !== undefined && !known.has(digestOf(compiled, config));
  }
}

function digestOf({ type }: CompiledSchema, config: Body): string {
  return createHash('sha256').update(encodeMsgpack(type, config)).digest('base64');
}

/**
 * The configuration as the plan understands it. Core sends an apply all that the person wrote, ignored changes too, but
 * the plan has promised to leave those alone.
 */
export function configAsPlanned({ schema }: CompiledSchema, config: Body, planned: Body): Body {
  // The configuration takes the place of the prior state: elements of sets are those of the plan, too.
  const bodies = { config: null, prior: config, planned };
  return mapBody(schema, bodies, Path.root, ({ mode, options, nested }, { prior: written, planned: value }) => {
    const isLeftToProvider = written === null && (mode === 'computed' || mode === 'optional-computed');
    // A secret that was never stored, after an import for one, cannot be kept: there is only the written one.
    const isUnstoredSecret = options.writeOnly || (options.sensitive && value === null);
    if (isUnstoredSecret || isLeftToProvider || isUnknown(value)) return written;
    return nested ? undefined : value;
  });
}
