import { SCOPE, type EcrRegistryRecord } from './registry-record';

/**
 * Palette's built-in OCI registries as the vendor documents them (endpoint and base content path). Uids and times are
 * made up. The FIPS one is left out: only VerteX has it.
 */
export function systemRegistries(): EcrRegistryRecord[] {
  return [
    systemRegistry('64eaff5630402973c4e1856a', 'Palette Registry', 'production'),
    systemRegistry('64eaff453040297344bcad5d', 'Palette Community Registry', 'community'),
  ];
}

/** Rows of GET /v1/registries/metadata of the other kinds, so that a client learns to look at `kind`. */
export const OTHER_SYSTEM_REGISTRIES = [
  { uid: '5eecc89d0b150045ae661cef', name: 'Public Repo', kind: 'pack' },
  { uid: '60f8e1d4c2a1b3f0a7d9e512', name: 'Bitnami', kind: 'helm' },
] as const;

function systemRegistry(uid: string, name: string, baseContentPath: string): EcrRegistryRecord {
  const since = '2024-01-01T00:00:00.000Z';
  return {
    uid,
    kind: 'ecr',
    system: true,
    name,
    labels: {},
    annotations: {},
    createdAt: since,
    modifiedAt: since,
    spec: {
      endpoint: '415789037893.dkr.ecr.us-east-1.amazonaws.com',
      baseContentPath,
      providerType: 'pack',
      isPrivate: true,
      isSyncSupported: true,
      scope: SCOPE,
      tls: { enabled: false, insecureSkipVerify: false },
    },
    sync: { status: 'Completed', message: '', lastRunTime: since, lastSyncedTime: since },
    packs: [],
  };
}
