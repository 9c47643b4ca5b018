import type { OciRegistrySummary, RegistryKind, RegistryMetadata, RegistrySyncStatus } from './types';

/** What the lists of Palette tell about one OCI registry. */
export interface RegistryLocation {
  readonly uid: string;
  readonly name: string;
  readonly kind: RegistryKind;
  /** True for a registry that comes with Palette. */
  readonly isDefault: boolean;
  readonly isPrivate: boolean;
  readonly endpoint: string;
  readonly providerType?: string;
  readonly scope?: string;
  readonly sync?: RegistrySyncStatus;
}

/** Joins the two lists that each know a part; undefined for what is no OCI registry that can be addressed. */
export function locate(
  { metadata, spec, status }: OciRegistrySummary,
  row: RegistryMetadata | undefined,
): RegistryLocation | undefined {
  const uid = metadata?.uid;
  const kind = spec?.registryType?.toLowerCase();
  if (uid === undefined || (kind !== 'basic' && kind !== 'ecr')) return undefined;
  return {
    uid,
    kind,
    name: metadata?.name ?? '',
    endpoint: spec?.endpoint ?? '',
    isDefault: row?.isDefault === true || row?.scope === 'system' || spec?.scope === 'system',
    isPrivate: spec?.isPrivate ?? row?.isPrivate ?? false,
    providerType: spec?.providerType,
    scope: row?.scope ?? spec?.scope,
    sync: status?.sync,
  };
}
