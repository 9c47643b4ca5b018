import { findRepositories, type OciRegistry } from '../oci';
import { splitBaseContentPath } from './base-content-paths';
import { type ConnectionSettings, type ConnectionTarget, openRegistry } from './connection';
import { validateProblem } from './connection-problem';

/**
 * Palette's validate: connects for real, authenticates, and looks for something below each base content path.
 * Throws ApiError with one of the codes in connection-problem.ts.
 */
export async function checkConnection(
  target: ConnectionTarget,
  settings: ConnectionSettings,
  signal: AbortSignal,
): Promise<void> {
  let registry: OciRegistry | undefined;
  try {
    registry = await openRegistry(target, settings);
    await registry.ping({ signal });
    const paths = splitBaseContentPath(target.spec.baseContentPath);
    if (paths.length > 0) await findRepositories(registry, paths, { signal });
  } catch (error) {
    throw validateProblem(target.spec.endpoint, error);
  } finally {
    await registry?.close();
  }
}
