import { type PackVersion, type RegistryRecord, SCOPE } from './registry-record';
import { type FilterString, type PacksFilterSpec, type PackSortField } from './wire';

/** How Palette types what an OCI registry holds; that a Helm chart from OCI is "helm" is unverified. */
const PACK_TYPE = { helm: 'helm', pack: 'spectro', zarf: 'oci' } as const;
/** Everything that comes from an OCI registry is an add-on for any cloud. */
const LAYER = 'addon';
const CLOUD_TYPES = ['all'];

/** One row of POST /v1/packs/search: a name, with the registries that have it. */
interface CatalogRow {
  readonly name: string;
  readonly type: string;
  readonly uid: string;
  readonly registries: { readonly record: RegistryRecord; readonly latest: PackVersion }[];
}

export function searchPacks(records: readonly RegistryRecord[], { filter, sort }: PacksFilterSpec): object[] {
  const wanted = filter?.registryUid ?? [];
  const inScope = records.filter(({ uid }) => wanted.length === 0 || wanted.includes(uid));
  const rows = catalogRows(inScope)
    .filter(({ name }) => matchesText(filter?.name, name) && matchesText(filter?.displayName, name))
    .filter(({ type }) => matchesList(filter?.type, type))
    .filter(() => matchesList(filter?.layer, LAYER) && matchesList(filter?.addOnType, ''));
  return sortRows(rows, sort?.[0]).map(packMetadata);
}

/** GET /v1/packs/{name}/registries/{uid}; undefined if the registry holds no such pack. */
export function packTags(record: RegistryRecord, packName: string): object | undefined {
  const pack = record.packs.find(({ name }) => name === packName);
  if (pack === undefined) return undefined;
  const { versions } = pack;
  return {
    name: pack.name,
    displayName: pack.name,
    registryUid: record.uid,
    layer: LAYER,
    cloudTypes: CLOUD_TYPES,
    tags: versions.map(({ uid, version }) => ({ tag: version, version, packUid: uid, parentTags: [] })),
    packValues: versions.map(({ uid, values, description }) => ({ packUid: uid, values, readme: description ?? '' })),
  };
}

function catalogRows(records: readonly RegistryRecord[]): CatalogRow[] {
  const rows = new Map<string, CatalogRow>();
  for (const record of records) {
    for (const pack of record.packs) {
      const [latest] = pack.versions;
      if (latest === undefined) continue;
      const type = PACK_TYPE[record.spec.providerType ?? 'helm'];
      const row = rows.get(`${type} ${pack.name}`) ?? { name: pack.name, type, uid: pack.uid, registries: [] };
      row.registries.push({ record, latest });
      rows.set(`${type} ${pack.name}`, row);
    }
  }
  return [...rows.values()];
}

function packMetadata({ name, type, uid, registries }: CatalogRow): object {
  return {
    apiVersion: 'v1',
    kind: 'Pack',
    metadata: { name, uid },
    spec: {
      name,
      displayName: name,
      type,
      layer: LAYER,
      cloudTypes: CLOUD_TYPES,
      registries: registries.map(({ record, latest }) => ({
        uid: record.uid,
        name: record.name,
        scope: SCOPE,
        latestVersion: latest.version,
        latestPackUid: latest.uid,
      })),
    },
  };
}

function sortRows(
  rows: readonly CatalogRow[],
  order?: { field?: PackSortField; order?: 'asc' | 'desc' },
): CatalogRow[] {
  const key = (row: CatalogRow): string => (order?.field === 'type' ? `${row.type} ${row.name}` : row.name);
  const sign = order?.order === 'desc' ? -1 : 1;
  return [...rows].sort((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The document's default: case does not matter. */
function matchesText(filter: FilterString | undefined, text: string): boolean {
  if (filter === undefined) return true;
  const fold = (value: string): string => (filter.ignoreCase === false ? value : value.toLowerCase());
  const subject = fold(text);
  return (
    (filter.eq === undefined || subject === fold(filter.eq)) &&
    (filter.ne === undefined || subject !== fold(filter.ne)) &&
    (filter.contains === undefined || subject.includes(fold(filter.contains))) &&
    (filter.beginsWith === undefined || subject.startsWith(fold(filter.beginsWith)))
  );
}

function matchesList(allowed: readonly string[] | undefined, value: string): boolean {
  return allowed === undefined || allowed.length === 0 || allowed.includes(value);
}
