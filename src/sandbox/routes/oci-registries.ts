import { type Answer } from '../answer';
import { basicRegistryShape, ecrRegistryShape } from '../body-shapes';
import { type SandboxContext } from '../context';
import { newUid } from '../identifiers';
import { maskBasicSpec, maskEcrSpec } from '../masking';
import { metadataOf, newSyncState, type RegistryRecord, syncStatusOf } from '../registry-record';
import { type Route, type RouteRequest } from '../router';
import { withoutEmptyValues } from '../shape';
import { refuseSystemRegistry } from '../store';
import {
  checkBasicRegistry,
  type CheckedRegistry,
  checkEcrRegistry,
  refuseRename,
  refuseSyncSettingChange,
} from '../validation';
import { type RegistryKind } from '../wire';
import { auditUid, queryFlag } from './exchange-parts';

/** Create, read, replace and delete of the two kinds of OCI registries. */
export function ociRegistryRoutes(context: SandboxContext): Route[] {
  return (['basic', 'ecr'] as const).flatMap((kind): Route[] => {
    const path = `/v1/registries/oci/{uid}/${kind}`;
    return [
      { method: 'POST', path: `/v1/registries/oci/${kind}`, handle: (request) => create(context, kind, request) },
      { method: 'GET', path, handle: ({ params }) => read(context.store.getOfKind(kind, uidOf(params))) },
      { method: 'PUT', path, handle: (request) => replace(context, kind, request) },
      { method: 'DELETE', path, handle: ({ params }) => remove(context, context.store.getOfKind(kind, uidOf(params))) },
    ];
  });
}

/** 201; the first synchronization begins in the background unless it is off or `skipPackSync` asks for none. */
function create(context: SandboxContext, kind: RegistryKind, { query, body }: RouteRequest): Answer {
  const skipSync = queryFlag(query, 'skipPackSync');
  const record = newRecord(context, kind, body);
  context.store.add(record);
  if (record.spec.isSyncSupported && !skipSync) context.synchronizer.start(record.uid, true);
  return { status: 201, headers: auditUid(), body: { uid: record.uid } };
}

function newRecord(context: SandboxContext, kind: RegistryKind, body: unknown): RegistryRecord {
  if (kind === 'ecr') {
    const checked = checkEcrRegistry(body);
    return { ...newFields(context, checked), kind, spec: checked.spec };
  }
  const checked = checkBasicRegistry(body);
  return { ...newFields(context, checked), kind, spec: checked.spec };
}

function newFields(context: SandboxContext, { kind, metadata }: CheckedRegistry<unknown>) {
  const now = context.clock().toISOString();
  return {
    uid: newUid(),
    system: false,
    wireKind: kind,
    name: metadata.name,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    createdAt: now,
    modifiedAt: now,
    sync: newSyncState(),
    packs: [],
  };
}

function read(record: RegistryRecord): Answer {
  const shape = record.kind === 'ecr' ? ecrRegistryShape : basicRegistryShape;
  const body = {
    kind: record.wireKind,
    metadata: metadataOf(record),
    spec: record.kind === 'ecr' ? maskEcrSpec(record.spec) : maskBasicSpec(record.spec),
    status: { syncStatus: syncStatusOf(record) },
  };
  return { status: 200, body: withoutEmptyValues(shape, body) };
}

/**
 * 204. The whole object is replaced: what the body leaves out is gone, and a masked secret is stored as the mask, so that
 * the next synchronization fails. (That Palette keeps nothing is documented of PUT in general, not of secrets.)
 */
function replace(context: SandboxContext, kind: RegistryKind, { params, body }: RouteRequest): Answer {
  const record = context.store.getOfKind(kind, uidOf(params));
  refuseSystemRegistry(record);
  if (record.kind === 'ecr') record.spec = takeOver(context, record, checkEcrRegistry(body));
  else record.spec = takeOver(context, record, checkBasicRegistry(body));
  context.store.save();
  if (record.spec.isSyncSupported) context.synchronizer.start(record.uid, true);
  return { status: 204 };
}

function takeOver<Spec extends { isSyncSupported?: boolean }>(
  context: SandboxContext,
  record: RegistryRecord,
  { kind, metadata, spec }: CheckedRegistry<Spec>,
): Spec {
  refuseRename(record, metadata.name);
  refuseSyncSettingChange(record, spec);
  record.wireKind = kind;
  record.labels = metadata.labels ?? {};
  record.annotations = metadata.annotations ?? {};
  record.modifiedAt = context.clock().toISOString();
  return spec;
}

/** 204. Shared with DELETE /v1/registries/{uid}, which deletes any kind. */
export function remove(context: SandboxContext, record: RegistryRecord): Answer {
  context.store.remove(record);
  context.synchronizer.stop(record.uid);
  return { status: 204 };
}

function uidOf(params: Readonly<Record<string, string>>): string {
  return params.uid ?? '';
}
