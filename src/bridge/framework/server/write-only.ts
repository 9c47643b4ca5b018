import { isUnknown, type Path, Path as Paths } from '../../values';
import { fingerprintOf, matchesFingerprint } from '../fingerprint';
import type { PrivateState } from '../private-state';
import type { SchemaShape } from '../schema/block';
import { type Body, mapBody } from '../schema/map-body';

/**
 * Whether a write-only value differs from the one that was applied last.
 * Terraform shows no difference by itself, because neither plan nor state hold the value. A value that was never
 * applied by this provider (after an import) counts as different; one that is not known yet does not.
 */
export async function changedWriteOnly(shape: SchemaShape, config: Body, stored: PrivateState): Promise<boolean> {
  const written = writeOnlyValues(shape, config);
  const known = Object.keys(stored.fingerprints);
  if (known.some((path) => !written.has(path))) return true;
  for (const [path, value] of written) {
    if (value === undefined) continue;
    const fingerprint = stored.fingerprints[path];
    if (fingerprint === undefined || !(await matchesFingerprint(value, fingerprint))) return true;
  }
  return false;
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
  const visit = (value: unknown, path: Path) => {
    if (value !== null) found.set(path.toString(), isUnknown(value) ? undefined : textOf(value));
  };
  mapBody(shape, { config, prior: null, planned: config }, Paths.root, (attribute, { config: value }, path) => {
    if (attribute.options.writeOnly) visit(value, path);
    return undefined;
  });
  return found;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
