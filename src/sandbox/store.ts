import { type DataSet, readDataFile, writeDataFile } from './data-file';
import { forbidden, nameTaken, registryInUse, resourceNotFound } from './error-answers';
import { newApiKey, newAwsAccountId, newExternalId } from './identifiers';
import { type BasicRegistryRecord, type EcrRegistryRecord, type RegistryRecord } from './registry-record';
import { systemRegistries } from './system-registries';
import { type RegistryKind } from './wire';

/** The registries of the one tenant, together with Palette's built-in ones; written to the data file after every change. */
export class Store {
  readonly #system: readonly RegistryRecord[] = systemRegistries();
  /** Registries by name, and the cluster profiles that have charts of theirs. Not kept: profiles are no part of this API. */
  readonly #users = new Map<string, readonly string[]>();

  private constructor(
    readonly data: DataSet,
    private readonly file: string | undefined,
  ) {}

  /** Throws if the data file exists and is not usable. */
  static open(file: string | undefined): Store {
    const known = file === undefined ? undefined : readDataFile(file);
    const store = new Store(known ?? newDataSet(), file);
    store.save();
    return store;
  }

  save(): void {
    if (this.file !== undefined) writeDataFile(this.file, this.data);
  }

  /** The tenant's registries first, then the built-in ones. */
  all(): readonly RegistryRecord[] {
    return [...this.data.registries, ...this.#system];
  }

  tenantRegistries(): readonly RegistryRecord[] {
    return this.data.registries;
  }

  /** Undefined if it was deleted, for example while its synchronization ran. */
  find(uid: string): RegistryRecord | undefined {
    return this.all().find((record) => record.uid === uid);
  }

  /** Throws ResourceNotFound. */
  get(uid: string): RegistryRecord {
    const record = this.find(uid);
    if (record === undefined) throw resourceNotFound();
    return record;
  }

  /** The kind is part of the path: the right uid under the wrong kind is ResourceNotFound, as on a live Palette. */
  getOfKind(kind: 'basic', uid: string): BasicRegistryRecord;
  getOfKind(kind: 'ecr', uid: string): EcrRegistryRecord;
  getOfKind(kind: RegistryKind, uid: string): RegistryRecord;
  getOfKind(kind: RegistryKind, uid: string): RegistryRecord {
    const record = this.get(uid);
    if (record.kind !== kind) throw resourceNotFound();
    return record;
  }

  /** Throws if the name is taken; names are unique among the tenant's registries of both kinds. */
  add(record: RegistryRecord): void {
    if (this.data.registries.some(({ name }) => name === record.name)) throw nameTaken(record.name);
    this.data.registries.push(record);
    this.save();
  }

  setUsers(registryName: string, clusterProfiles: readonly string[]): void {
    this.#users.set(registryName, clusterProfiles);
  }

  /** Throws if cluster profiles use it. */
  remove(record: RegistryRecord): void {
    refuseSystemRegistry(record);
    const users = this.#users.get(record.name) ?? [];
    if (users.length > 0) throw registryInUse(record.name, users);
    this.data.registries = this.data.registries.filter(({ uid }) => uid !== record.uid);
    this.save();
  }
}

/** Built-in registries belong to Palette itself; no tenant may change, synchronize or delete them. */
export function refuseSystemRegistry(record: RegistryRecord): void {
  if (record.system)
    throw forbidden(`The registry "${record.name}" is built into Palette and cannot be changed by a tenant`);
}

function newDataSet(): DataSet {
  return {
    formatVersion: 1,
    apiKey: newApiKey(),
    awsAccountIds: { aws: newAwsAccountId(), 'aws-us-gov': newAwsAccountId() },
    externalId: newExternalId(),
    registries: [],
  };
}
