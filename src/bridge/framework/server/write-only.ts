import { isWhollyKnown, Path, type Value } from '../../values';
import { fingerprintOf, matchesFingerprint } from '../fingerprint';
import type { PrivateState } from '../private-state';
import type { SchemaShape } from '../schema/block';
import type { Body } from '../schema/body';
import { mapBody } from '../schema/map-body';
import { toJson } from './plain-json';

/**
 * Whether a write-only value differs from the one that was applied last.
 * Terraform shows no difference by itself, because neither plan nor state hold the value. A value that was never
 * applied by this provider (after an import) counts as different, and so does one that is not known yet: it comes from
 * something that is about to change, and an update that was not planned cannot be made.
 * @param ignored paths whose absence means nothing
 */
export async function changedWriteOnly(
  shape: SchemaShape,
  config: Body,
  stored: PrivateState,
  ignored: readonly string[] = [],
): Promise<boolean> {
  const written = writeOnlyValues(shape, config);
  if (missingWriteOnly(shape, config, stored).some((path) => !ignored.includes(path))) return true;
  for (const [path, value] of written) {
    if (value === undefined) return true;
    const fingerprint = stored.fingerprints[path];
    if (fingerprint === undefined || !(await matchesFingerprint(value, fingerprint))) return true;
  }
  return false;
}

/** Paths of write-only values that were applied last and are not in the configuration. */
export function missingWriteOnly(shape: SchemaShape, config: Body, stored: PrivateState): readonly string[] {
  const known = Object.keys(stored.fingerprints);
  if (known.length === 0) return known;
  const written = writeOnlyValues(shape, config);
  return known.filter((path) => !written.has(path));
}

/** Fingerprints of all write-only values that were just applied. */
export async function fingerprintWriteOnly(shape: SchemaShape, config: Body): Promise<Record<string, string>> {
  const fingerprints: Record<string, string> = {};
  for (const [path, value] of writeOnlyValues(shape, config)) {
    if (value !== undefined) fingerprints[path] = await fingerprintOf(value);
  }
  return fingerprints;
}

/** Written write-only values by path, as text; undefined where not known yet. */
function writeOnlyValues(shape: SchemaShape, config: Body): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const visit = (value: Value, path: Path) => {
    if (value !== null) found.set(path.toString(), isWhollyKnown(value) ? textOf(value) : undefined);
  };
  mapBody(shape, { config, prior: null, planned: config }, Path.root, (attribute, { config: value }, path) => {
    if (attribute.options.writeOnly) visit(value, path);
    return undefined;
  });
  return found;
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : toJson(value).toString();
}
