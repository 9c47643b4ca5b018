import { findRepositories, type OciRegistry, readCharts } from '../oci';
import { splitBaseContentPath } from './base-content-paths';
import { readChartValues } from './chart-values';
import { newUid } from './identifiers';
import { type Pack, type PackVersion, type RegistryRecord } from './registry-record';

/** Reads what a synchronization of this registry indexes. */
export async function readPacks(registry: OciRegistry, record: RegistryRecord, signal: AbortSignal): Promise<Pack[]> {
  const paths = splitBaseContentPath(record.spec.baseContentPath);
  if (record.spec.providerType === 'helm') return readHelmPacks(registry, paths, signal);
  // Palette itself appends "spectro-packs" to the base content path of a pack registry (documented).
  const suffix = record.spec.providerType === 'pack' ? '/spectro-packs' : '';
  return readTaggedPacks(
    registry,
    paths.map((path) => `${path}${suffix}`),
    signal,
  );
}

async function readHelmPacks(registry: OciRegistry, paths: readonly string[], signal: AbortSignal): Promise<Pack[]> {
  const packs: Pack[] = [];
  for (const chart of await readCharts(registry, paths, { signal })) {
    const versions: PackVersion[] = [];
    for (const { version, digest, description } of chart.versions) {
      const values = await readChartValues(registry, chart.repository, digest, signal);
      versions.push({ uid: newUid(), version, values, description });
    }
    packs.push({ uid: newUid(), name: chart.name, versions });
  }
  return packs;
}

/** Packs and Zarf packages: the repository's last segment is the name, its tags are the versions. */
async function readTaggedPacks(registry: OciRegistry, paths: readonly string[], signal: AbortSignal): Promise<Pack[]> {
  const packs: Pack[] = [];
  for (const repository of await findRepositories(registry, paths, { signal })) {
    const tags = await registry.listTags(repository, { signal });
    const newestFirst = tags.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    const versions = newestFirst.map((version) => ({ uid: newUid(), version, values: '' }));
    packs.push({ uid: newUid(), name: repository.slice(repository.lastIndexOf('/') + 1), versions });
  }
  return packs;
}
