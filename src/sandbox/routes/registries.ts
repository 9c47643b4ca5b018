import { type Answer } from '../answer';
import { registryAuthShape, syncStatusShape } from '../body-shapes';
import { type SandboxContext } from '../context';
import { invalidQuery } from '../error-answers';
import { maskAuth } from '../masking';
import { authOf, isPrivate, metadataOf, type RegistryRecord, SCOPE, syncStatusOf } from '../registry-record';
import { type Route } from '../router';
import { withoutEmptyValues } from '../shape';
import { OTHER_SYSTEM_REGISTRIES } from '../system-registries';
import { remove } from './oci-registries';

/** What is asked about registries of any kind: lists, the flat entity, the image mirror, delete by uid. */
export function registryRoutes(context: SandboxContext): Route[] {
  const { store } = context;
  return [
    {
      method: 'GET',
      path: '/v1/registries/oci/summary',
      handle: () => ({ status: 200, body: { items: store.all().map(summary) } }),
    },
    {
      method: 'GET',
      path: '/v1/registries/metadata',
      handle: ({ query }) => listMetadata(context, query.get('scope')),
    },
    { method: 'GET', path: '/v1/registries/oci/image', handle: () => ({ status: 200, body: IMAGE_REGISTRY }) },
    {
      method: 'GET',
      path: '/v1/registries/oci/{uid}',
      handle: ({ params }) => ({ status: 200, body: entity(store.get(params.uid ?? '')) }),
    },
    {
      method: 'DELETE',
      path: '/v1/registries/{uid}',
      handle: ({ params }) => remove(context, store.get(params.uid ?? '')),
    },
  ];
}

/** The instance's own image mirror, nothing of the tenant; the values are made up. */
const IMAGE_REGISTRY = {
  name: 'Palette Image Registry',
  endpoint: 'us-docker.pkg.dev',
  baseContentPath: 'palette-images',
  insecureSkipVerify: false,
};

/** Here the state stands under `status.sync`, not `status.syncStatus`. */
function summary(record: RegistryRecord): object {
  const { name, uid, labels, annotations, creationTimestamp, lastModifiedTimestamp } = metadataOf(record);
  return {
    metadata: { name, uid, labels, annotations, creationTimestamp, lastModifiedTimestamp },
    spec: {
      registryType: record.kind,
      providerType: record.spec.providerType,
      isPrivate: isPrivate(record),
      endpoint: record.spec.endpoint,
      scope: SCOPE,
      defaultRegion: record.kind === 'ecr' ? record.spec.defaultRegion : undefined,
      containsSpectroManifest: record.spec.containsSpectroManifest ?? false,
    },
    status: { sync: withoutEmptyValues(syncStatusShape, syncStatusOf(record)) },
  };
}

/** Flat: no metadata, no status. */
function entity(record: RegistryRecord): object {
  return {
    type: record.kind,
    providerType: record.spec.providerType,
    endpoint: record.spec.endpoint,
    scope: SCOPE,
    defaultRegion: record.kind === 'ecr' ? record.spec.defaultRegion : undefined,
    auth: withoutEmptyValues(registryAuthShape, maskAuth(authOf(record))),
  };
}

/** Pack, Helm and OCI registries together; unknown query parameters (kind, limit) are ignored, as on a live Palette. */
function listMetadata({ store }: SandboxContext, scopeText: string | null): Answer {
  const scope = scopeText || 'all';
  if (!['system', 'tenant', 'all'].includes(scope)) {
    throw invalidQuery(`scope in query should be one of [system tenant all]: "${scope}"`);
  }
  const others = OTHER_SYSTEM_REGISTRIES.map(({ uid, name, kind }) => ({
    ...metadataRow(uid, name, kind),
    isDefault: true,
    isPrivate: false,
  }));
  const oci = store.all().map((record) => ({
    ...metadataRow(record.uid, record.name, 'oci'),
    isDefault: record.system,
    isPrivate: isPrivate(record),
  }));
  const items = [...others, ...oci].filter((row) => scope === 'all' || row.isDefault === (scope === 'system'));
  return { status: 200, body: { items } };
}

function metadataRow(uid: string, name: string, kind: string) {
  return { uid, name, kind, scope: SCOPE };
}
