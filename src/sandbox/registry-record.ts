import {
  type BasicOciRegistrySpec,
  type EcrRegistrySpec,
  type ObjectMeta,
  type RegistryAuth,
  type RegistrySyncStatus,
} from './wire';

/** One version of a chart, pack or Zarf package that a synchronization found. */
export interface PackVersion {
  readonly uid: string;
  readonly version: string;
  /** The chart's values.yaml; empty for kinds of content without one. */
  readonly values: string;
  readonly description?: string;
}

export interface Pack {
  readonly uid: string;
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly PackVersion[];
}

/** `status` is empty until the first run. */
export interface SyncState {
  status: '' | 'InProgress' | 'Completed' | 'Failed';
  message: string;
  lastRunTime?: string;
  lastSyncedTime?: string;
}

interface RegistryFields {
  readonly uid: string;
  /** Built into Palette: visible to every tenant, changeable by none. */
  readonly system: boolean;
  /** The `kind` field of the wire object, which Palette only repeats. */
  wireKind?: string;
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  readonly createdAt: string;
  modifiedAt: string;
  sync: SyncState;
  packs: readonly Pack[];
}

export interface BasicRegistryRecord extends RegistryFields {
  readonly kind: 'basic';
  spec: BasicOciRegistrySpec;
}

export interface EcrRegistryRecord extends RegistryFields {
  readonly kind: 'ecr';
  spec: EcrRegistrySpec;
}

/** What the sandbox keeps of a registry, secrets in clear: Palette needs them for each synchronization. */
export type RegistryRecord = BasicRegistryRecord | EcrRegistryRecord;

/** Of `scope` only the value "cluster" was ever seen on a live Palette, for tenant and built-in registries alike. */
export const SCOPE = 'cluster';

export function newSyncState(): SyncState {
  return { status: '', message: '' };
}

export function metadataOf(record: RegistryRecord): ObjectMeta {
  return {
    name: record.name,
    uid: record.uid,
    labels: record.labels,
    annotations: record.annotations,
    creationTimestamp: record.createdAt,
    lastModifiedTimestamp: record.modifiedAt,
  };
}

export function syncStatusOf(record: RegistryRecord): RegistrySyncStatus {
  return { ...record.sync, isSyncSupported: record.spec.isSyncSupported === true };
}

/** Basic registries have no such field; a registry that asks for credentials is private. */
export function isPrivate(record: RegistryRecord): boolean {
  return record.kind === 'ecr' ? record.spec.isPrivate : authOf(record).type !== 'noAuth';
}

/** How the flat entity shows authentication: a live Palette shows every ECR registry as type `token`. */
export function authOf(record: RegistryRecord): RegistryAuth {
  if (record.kind === 'basic') return record.spec.auth;
  return { type: 'token', token: record.spec.isPrivate ? 'ecr' : '', tls: record.spec.tls };
}
